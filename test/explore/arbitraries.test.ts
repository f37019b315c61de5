import { compileFunction } from 'node:vm';
import * as fc from 'fast-check';
import {
  checkHistory,
  createFakeStepFunctions,
  failedExecution,
  fails,
  lambdaThrows,
  succeeds,
  timesOut,
  virtualClock,
} from 'redrive-testkit';
import {
  callSequences,
  failureModes,
  faults,
  histories,
  historyOf,
  taskOutcomes,
  taskScripts,
  workflows,
  type WorkflowOptions,
} from 'redrive-testkit/fast-check';

/** One seed for every run of the suite; another one with PROPERTY_SEED. */
const RUNS = { numRuns: 100, seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_130) };

const fake = () => createFakeStepFunctions({ clock: virtualClock() });

/** What fast-check shrinks a failure of this property to, as it prints it. */
function shrunk<Value>(arbitrary: fc.Arbitrary<Value>, holds: (value: Value) => boolean): string {
  const { counterexample } = fc.check(fc.property(arbitrary, holds), { ...RUNS, numRuns: 1000 });
  return fc.stringify(counterexample?.[0]);
}

/** Runs code that was printed, with the names that it uses. */
function run(code: string): unknown {
  const names = { fails, historyOf, lambdaThrows, succeeds, timesOut };
  const call = compileFunction(`return ${code}`, Object.keys(names)) as (...given: unknown[]) => unknown;
  return call(...Object.values(names));
}

const typesIn = (definition: object): string[] =>
  [...JSON.stringify(definition).matchAll(/"Type":"(\w+)"|"Mode":"(DISTRIBUTED)"/g)].map(
    (found) => found[1] ?? found[2]!,
  );

describe('workflows', () => {
  test.each<WorkflowOptions>([
    {},
    { queryLanguage: 'JSONPath' },
    { queryLanguage: 'JSONata' },
    { queryLanguage: 'JSONata', data: false },
    { callbacks: true },
    { queryLanguage: 'JSONata', callbacks: true },
  ])('are taken by CreateStateMachine, and come to an end: %j', (options) => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(workflows(options), ({ definition, tasks }) => {
        for (const type of typesIn(definition)) seen.add(type);
        const sfn = fake();
        const machine = sfn.createStateMachine({
          name: 'generated',
          definition,
          tasks: Object.fromEntries(tasks.map((name) => [name, succeeds()])),
        });
        const { executionArn } = sfn.startExecution({ ...machine, input: '{"items":[0,1]}' });
        sfn.settle({ skipTime: true });
        const { status, error } = sfn.execution(executionArn);
        // A Fail state ends it, or ends children of a Map Run.
        const ends = ['SUCCEEDED undefined', 'FAILED Handled', 'FAILED States.ExceedToleratedFailureThreshold'];
        expect(ends).toContain(`${status} ${error}`);
      }),
      RUNS,
    );
    expect([...seen].sort()).toEqual([
      'Choice',
      'DISTRIBUTED',
      'Fail',
      'Map',
      'Parallel',
      'Pass',
      'Succeed',
      'Task',
      'Wait',
    ]);
  });

  test('in JSONata have no member of JSONPath, and the other way round', () => {
    fc.assert(
      fc.property(workflows({ queryLanguage: 'JSONata' }), ({ definition }) => {
        expect(JSON.stringify(definition)).not.toMatch(/Path"|"Parameters"|\.\$"/);
      }),
      RUNS,
    );
    fc.assert(
      fc.property(workflows({ queryLanguage: 'JSONPath' }), ({ definition }) => {
        expect(JSON.stringify(definition)).not.toMatch(/\{%|"QueryLanguage"/);
      }),
      RUNS,
    );
  });

  test('shrink to one state', () => {
    expect(shrunk(workflows(), ({ tasks }) => tasks.length === 0)).toBe(
      "{ definition: { StartAt: 'Task1', States: { Task1: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'given.$': '$' }, ResultSelector: { 'made.$': '$' }, End: true } } } }",
    );
  });
});

test('scripts of tasks shrink to successes, and print as code', () => {
  const scripts = taskScripts(['Charge', 'Mail']);
  const holds = (script: object) => !JSON.stringify(script).includes('Card.Declined');
  expect(shrunk(scripts, holds)).toBe('{"Charge":[fails(\'Card.Declined\'),succeeds()],"Mail":[succeeds()]}');
  expect(shrunk(taskOutcomes(), ({ kind }) => kind !== 'timesOut')).toBe('timesOut()');
});

test('scripts that heal at last let enough redrives succeed', () => {
  const given = workflows({
    queryLanguage: 'JSONata',
    catches: false,
    ends: false,
    choices: false,
    distributedMaps: false,
  });
  const courses = given.chain(({ definition, tasks }) =>
    taskScripts(tasks, { healsAtLast: true }).map((script) => ({ definition, tasks: script })),
  );
  fc.assert(
    fc.property(courses, (course) => {
      expect(historyOf({ ...course, redrives: 100 }).at(-1)?.type).toBe('ExecutionSucceeded');
    }),
    RUNS,
  );
});

describe('histories', () => {
  test('follow the grammar', () => {
    fc.assert(
      fc.property(histories(), (events) => {
        expect(checkHistory(events).problems).toEqual([]);
      }),
      RUNS,
    );
  });

  test('print as a call that makes them again', () => {
    const code = shrunk(histories(), (events) => !events.some(({ type }) => type === 'ExecutionRedriven'));
    expect(code).toMatch(/^historyOf\(\{ definition: /);
    const events = run(code) as { type: string }[];
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskFailed',
      'ExecutionFailed',
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskFailed',
      'ExecutionFailed',
    ]);
  });
});

test('failure modes can be seeded, and print as code', () => {
  fc.assert(
    fc.property(failureModes(['task-failed', 'task-timed-out', 'execution-aborted']), (recipe) => {
      expect(['FAILED', 'TIMED_OUT', 'ABORTED']).toContain(fake().seed(recipe).status);
    }),
    { ...RUNS, numRuns: 20 },
  );
  expect(shrunk(failureModes(['task-failed']), ({ options }) => Object.keys(options).length === 0)).toBe(
    "failedExecution('task-failed', { stoppedAgo: days(1) })",
  );
});

test('faults are put into a fake, and print as code', async () => {
  await fc.assert(
    fc.asyncProperty(faults(), async (fault) => {
      const sfn = fake();
      fault.putInto(sfn);
      const { executionArn } = sfn.seed(failedExecution('task-failed'));
      const outcome = await sfn.execute(fault.operation, { executionArn });
      expect(outcome.kind).toBe(String(fault).includes('loseNext') ? 'lost' : 'refused');
    }),
    { ...RUNS, numRuns: 30 },
  );
  expect(shrunk(faults(), ({ times }) => times < 2)).toBe(
    "sfn.failNext('RedriveExecution', throttled(), { times: 2 })",
  );
});

test('calls of consumers are journalled, and print as code', async () => {
  await fc.assert(
    fc.asyncProperty(callSequences(), async (steps) => {
      const sfn = fake();
      const executions = sfn.seed(failedExecution('task-failed'), { count: 2 });
      for (const step of steps) await step.run(sfn, executions);
      expect(sfn.calls.length).toBe(steps.filter(({ operation }) => operation !== undefined).length);
    }),
    { ...RUNS, numRuns: 30 },
  );
  const redrivesTwice = (steps: { operation?: string }[]) =>
    steps.filter(({ operation }) => operation === 'RedriveExecution').length < 2;
  expect(shrunk(callSequences(), redrivesTwice)).toBe(
    '[sfn.redriveExecution({ executionArn: executions[0].executionArn }),sfn.redriveExecution({ executionArn: executions[0].executionArn })]',
  );
});
