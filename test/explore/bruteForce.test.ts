/** What the search finds with its reductions is what it finds by trying every fault anywhere. */
import { reads } from 'redrive-testkit';
import type { RedriveExplorationOptions } from 'redrive-testkit/explore';
import { finalStatus, type ExploredCourse } from '../../src/explore/redrives/course';
import type { PlannedFault, TaskFault } from '../../src/explore/redrives/faults';
import { symptomsOf } from '../../src/explore/redrives/findings';
import { resolveExplorationOptions } from '../../src/explore/redrives/options';
import { baselineOf, Budget, exploreCourses, stopsOf } from '../../src/explore/redrives/search';
import { RedriveWorld } from '../../src/explore/redrives/world';

const task = (name: string) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  End: true,
});
const each = (rest: object) => ({
  Type: 'Map',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Ship',
    States: { Ship: task('ship') },
  },
  ...rest,
});
const ItemReader = {
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: { InputType: 'JSON' },
  Parameters: { Bucket: 'orders', Key: 'today.json' },
};
const ResultWriter = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results' } };

/** Every fault of a small world, but for stops. */
function* everyFault(most: { attempts: number; calls: number }): Generator<PlannedFault> {
  const kinds: TaskFault[] = ['fails-before-effect', 'fails-after-effect', 'answer-lost'];
  for (let attempt = 1; attempt <= most.attempts; attempt += 1) {
    for (const kind of kinds) {
      for (let after = attempt; after < most.attempts; after += 1) yield { kind, attempt, after };
      yield { kind, attempt, after: Infinity };
    }
  }
  for (let call = 1; call <= most.calls; call += 1)
    for (const kind of ['reader-fails', 'writer-refused', 'writer-fails'] as const) yield { kind, call };
}

/** What is wrong with the courses, and how they end; the course without a fault is one of them. */
function sightOf(
  options: RedriveExplorationOptions,
  go: (world: RedriveWorld, see: (course: ExploredCourse) => void) => void,
): string[] {
  const world = new RedriveWorld(resolveExplorationOptions(options));
  const baseline = baselineOf(world);
  const seen = new Set<string>();
  const see = (course: ExploredCourse): void => {
    for (const { kind, state } of symptomsOf(course, baseline)) seen.add(`${kind} ${state}`.trim());
    const ends = course.closings.map(({ error, status }) => error ?? status);
    seen.add(`${finalStatus(course)}: ${ends.join(', ')}`);
  };
  see(baseline);
  go(world, see);
  return [...seen].sort();
}

const explored = (options: RedriveExplorationOptions) =>
  sightOf(options, (world, see) => exploreCourses(world, world.run([]), new Budget(1_000_000), see));

/** Pairs in any order of time: a fault that a course does not reach is none. */
function bruteForce(options: RedriveExplorationOptions, most: { attempts: number; calls: number }) {
  const faults = [...everyFault(most)];
  return sightOf(options, (world, see) => {
    const stopEverywhere = (course: ExploredCourse) => {
      for (const events of stopsOf(course, 0)) see(world.run([...course.plan, { kind: 'stopped', events }]));
    };
    stopEverywhere(world.run([]));
    faults.forEach((first, index) => {
      const course = world.run([first]);
      see(course);
      stopEverywhere(course);
      for (const second of faults.slice(index + 1)) if (isOther(first, second)) see(world.run([first, second]));
    });
  });
}

/** An attempt, or a call, has one fault. */
function isOther(first: PlannedFault, second: PlannedFault): boolean {
  const placeOf = (fault: PlannedFault) => ('attempt' in fault ? fault.attempt : 'call' in fault ? -fault.call : 0);
  return placeOf(first) !== placeOf(second);
}

test.each<[string, RedriveExplorationOptions, { attempts: number; calls: number }]>([
  [
    'a reader and a writer',
    {
      definition: { StartAt: 'Each', States: { Each: each({ ItemReader, ResultWriter, End: true }) } },
      itemReaders: { Each: reads([{ id: 1 }]) },
      faults: 2,
      redrives: 2,
    },
    { attempts: 3, calls: 6 },
  ],
  [
    'a retried writer, and a Catch',
    {
      definition: {
        StartAt: 'Each',
        States: {
          Each: each({
            ItemsPath: '$.orders',
            ResultWriter,
            Retry: [{ ErrorEquals: ['States.ResultWriterFailed'], MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Tell' }],
            Next: 'Tell',
          }),
          Tell: task('tell'),
        },
      },
      input: { orders: [{ id: 1 }] },
      faults: 2,
      redrives: 2,
    },
    { attempts: 4, calls: 5 },
  ],
  [
    'a writer beside a task in flight',
    {
      definition: {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'Each', States: { Each: each({ ItemsPath: '$.orders', ResultWriter, End: true }) } },
              { StartAt: 'Mail', States: { Mail: task('mail') } },
            ],
            End: true,
          },
        },
      },
      input: { orders: [{ id: 1 }] },
      faults: 2,
      redrives: 1,
    },
    { attempts: 3, calls: 3 },
  ],
])('%s', (_, options, most) => {
  expect(explored(options)).toEqual(bruteForce(options, most));
});
