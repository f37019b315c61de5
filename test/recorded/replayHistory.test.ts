import fc from 'fast-check';
import { fails, neverEnds, succeeds, timesOut, type TaskOutcome, type TaskScript } from 'redrive-testkit';
import { arriving } from '../../src/asl/script/taskScript';
import { seconds } from '../../src/time/duration';
import { workflows } from '../support/arbitraryWorkflows';
import { coin } from '../support/plays';
import { newFake } from '../support/workflows';
import { printDifference } from './firstDifference';
import type { RecordedHistoryEvent } from './recordings';
import { replayHistory } from './replayHistory';

type Fake = ReturnType<typeof newFake>;
type Setup = Partial<Parameters<Fake['createStateMachine']>[0]>;

const finish = (sfn: Fake) => sfn.settle({ skipTime: true });

/** What the fake writes, taken for a recording: `same`, or the first event in which the replay differs. */
function replayed(definition: object, setup: Setup, until: (sfn: Fake, executionArn: string) => void = finish): string {
  const sfn = newFake();
  for (const name of ['one', 'two']) sfn.createActivity({ name });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'recorded', definition, ...setup });
  const { executionArn } = sfn.startExecution({ stateMachineArn, input: '{}' });
  until(sfn, executionArn);
  const events = JSON.parse(JSON.stringify(sfn.history(executionArn))) as RecordedHistoryEvent[];
  const replay = replayHistory({
    id: 'x',
    pair: { id: 'x', definition: { ...definition }, rawInput: '{}' },
    history: { id: 'x', source: {}, idsNormalised: false, events },
    facts: { id: 'x', complete: true, reverseOrder: false },
  });
  if (replay.error !== undefined) return replay.error.message;
  const { mismatch } = replay;
  return mismatch === undefined ? 'same' : printDifference({ ...mismatch, title: `event ${mismatch.index + 1}` });
}

/** A list of outcomes for each task: what comes of it and when it arrives is chance, but the same each time. */
function chancy(tasks: readonly string[], seed: number): TaskScript {
  const outcome = (stateName: string, attempt: number): TaskOutcome => {
    const chance = (of: number) => coin(seed, { stateName, mapPath: [of], attempt, redriveCount: 0 } as never);
    const options = chance(0) < 0.7 ? { order: Math.floor(chance(1) * 50) } : {};
    if (chance(2) < 0.6) return arriving(succeeds({ by: stateName, attempt }), options);
    return arriving(chance(3) < 0.6 ? fails(`E${attempt % 3}`, stateName) : timesOut(), options);
  };
  return Object.fromEntries(
    tasks.map((name) => [name, Array.from({ length: 12 }, (_, attempt) => outcome(name, attempt))]),
  );
}

describe('the arrangement that is derived from a history brings it about again', () => {
  it('whatever the workflow, its failures, and the order in which results arrive', () => {
    const given = workflows({ catches: true, taskRetries: true, containerRetries: true, data: true });
    fc.assert(
      fc.property(given, fc.nat({ max: 1_000_000 }), ({ definition, tasks }, seed) => {
        expect(replayed(definition, { tasks: chancy(tasks, seed) })).toBe('same');
      }),
      { numRuns: 100, seed: 20_261_122 },
    );
  });

  const alone = (state: object, more: object = {}) => ({ StartAt: 'A', States: { A: state }, ...more });
  const JOB = { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: {}, End: true };
  const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

  it('a stop of tasks that got as far as they did, one of them with a worker', () => {
    const activity = (name: string) => ({
      Type: 'Task',
      Resource: `arn:aws:states:us-east-1:123456789012:activity:${name}`,
      End: true,
    });
    const branches = [branch('Job', JOB), branch('Leased', activity('one')), branch('Waiting', activity('two'))];
    const open = alone({ Type: 'Parallel', Branches: branches, End: true });
    const result = replayed(open, { tasks: { Job: neverEnds({ submitted: { id: 1 } }) } }, (sfn, executionArn) => {
      sfn.getActivityTask({ activityArn: activity('one').Resource, workerName: 'w' });
      sfn.stopExecution({ executionArn, error: 'Stopped' });
    });
    expect(result).toBe('same');
  });

  it('an execution that ran out of time', () => {
    const result = replayed(alone(JOB, { TimeoutSeconds: 60 }), { tasks: { A: neverEnds() } }, (sfn) =>
      sfn.clock.advanceBy(seconds(61)),
    );
    expect(result).toBe('same');
  });

  const distributed = (state: object, map: object = {}) => ({
    Type: 'Map',
    Items: [1, 2, 3],
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...branch('T', state) },
    End: true,
    ...map,
  });
  const inJsonata = { QueryLanguage: 'JSONata' };
  const LAMBDA = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true };

  it('a Map Run whose children give different things', () => {
    const tasks: TaskScript = { T: ({ input }) => succeeds({ of: input }) };
    expect(replayed(alone(distributed(LAMBDA), inJsonata), { tasks })).toBe('same');
  });

  it('a Map Run of which too many children fail', () => {
    expect(replayed(alone(distributed(LAMBDA), inJsonata), { tasks: { T: fails('E') } })).toBe('same');
  });

  it('a Map Run that is aborted while its children run, because a sibling of its state fails', () => {
    const branches = [branch('Each', distributed(LAMBDA)), branch('Fails', LAMBDA)];
    const definition = alone({ Type: 'Parallel', Branches: branches, End: true }, inJsonata);
    expect(replayed(definition, { tasks: { T: neverEnds(), Fails: fails('E') } })).toBe('same');
  });

  it('a stop and an end of time while a Map Run is under way', () => {
    const tasks: TaskScript = { T: neverEnds() };
    const each = distributed(LAMBDA);
    const stopped = replayed(alone(each, inJsonata), { tasks }, (sfn, executionArn) => {
      sfn.settle();
      sfn.stopExecution({ executionArn });
    });
    const ranOut = replayed(alone(each, { ...inJsonata, TimeoutSeconds: 60 }), { tasks }, (sfn) =>
      sfn.clock.advanceBy(seconds(61)),
    );
    expect([stopped, ranOut]).toEqual(['same', 'same']);
  });

  it('a reader that finds items, fails, and finds others', () => {
    const pass = { Type: 'Pass', End: true };
    const READER = { Resource: 'arn:aws:states:::s3:getObject', Arguments: { Bucket: 'b', Key: 'k' } };
    const each = {
      ...distributed(pass, { Items: undefined, ItemReader: READER }),
      ItemSelector: { item: '{% $states.context.Map.Item.Value %}', n: 1 },
      Catch: [{ ErrorEquals: ['States.ItemReaderFailed'], Next: 'B', Output: {} }],
    };
    const definition = {
      ...inJsonata,
      StartAt: 'A',
      States: {
        A: { Type: 'Map', Items: [1, 2, 3], MaxConcurrency: 1, ItemProcessor: region(each), End: true },
      },
    };
    const itemReaders = { Each: [{ items: [1] }, { error: 'States.ItemReaderFailed', cause: 'x' }, { items: [2, 3] }] };
    expect(replayed(definition, { itemReaders })).toBe('same');
  });

  const region = (each: object) => ({ StartAt: 'Each', States: { Each: each, B: { Type: 'Pass', End: true } } });
});
