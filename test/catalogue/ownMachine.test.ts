/** A recipe in a machine of the test: the state that was named fails, with the error that was asked for, or seed says why not. */
import {
  createFakeStepFunctions,
  failedExecution,
  fails,
  minutes,
  neverEnds,
  seconds,
  succeeds,
  virtualClock,
  type TaskScript,
} from '../../src';
import { misuseOf } from '../support/misuse';

const task = (rest: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::dynamodb:putItem',
  Parameters: {},
  ...rest,
});
const only = (name: string, state: object = task()) => ({ StartAt: name, States: { [name]: state } });
const all = (Next: string) => [{ ErrorEquals: ['States.ALL'], Next }];
const rejected = { Type: 'Fail', Error: 'OrderRejected' };
const done = { Type: 'Succeed' };

interface Scene {
  readonly definition: object;
  readonly tasks?: TaskScript;
  readonly input?: unknown;
  readonly options?: object;
}

function seeded({ definition, tasks = {}, input = {}, options = {} }: Scene) {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const stateMachine = sfn.createStateMachine({ name: 'own', definition, tasks });
  const recipe = failedExecution('task-failed', {
    stateMachine,
    state: 'Charge',
    error: 'CardDeclined',
    input,
    ...options,
  });
  return { sfn, stateMachine, seed: () => sfn.seed(recipe) };
}

const OFF_THE_WAY: [string, Scene, RegExp[]][] = [
  [
    'a Choice leads away',
    {
      definition: {
        StartAt: 'Valid?',
        States: {
          'Valid?': {
            Type: 'Choice',
            Choices: [{ Variable: '$.valid', BooleanEquals: true, Next: 'Charge' }],
            Default: 'Rejected',
          },
          Charge: task(),
          Rejected: rejected,
        },
      },
      input: { valid: false },
    },
    [
      /> Valid\? +no rule holds for \{"valid":false\}: Default leads to 'Rejected'/,
      /Rejected +failed with OrderRejected/,
    ],
  ],
  [
    'a rule of a Choice leads away',
    {
      definition: {
        StartAt: 'Old?',
        States: {
          'Old?': {
            Type: 'Choice',
            Choices: [{ Variable: '$.age', NumericGreaterThan: 3, Next: 'Rejected' }],
            Default: 'Charge',
          },
          Charge: task(),
          Rejected: rejected,
        },
      },
      input: { age: 4 },
    },
    [/> Old\? +rule 1 \{"Variable":"\$\.age","NumericGreaterThan":3\} holds for \{"age":4\}: it leads to 'Rejected'/],
  ],
  [
    'an earlier task fails',
    {
      definition: { StartAt: 'Reserve', States: { Reserve: task({ Next: 'Charge' }), Charge: task() } },
      tasks: { Reserve: fails('SoldOut', 'none left') },
    },
    [/> Reserve +failed with SoldOut: none left/],
  ],
  [
    'an earlier task is caught',
    {
      definition: {
        StartAt: 'Reserve',
        States: { Reserve: task({ Next: 'Charge', Catch: all('Rejected') }), Charge: task(), Rejected: rejected },
      },
      tasks: { Reserve: fails('SoldOut') },
    },
    [/> Reserve +failed with SoldOut; its Catch of States\.ALL leads to 'Rejected'/],
  ],
  [
    'its own Catch takes it, into a success',
    { definition: { StartAt: 'Charge', States: { Charge: task({ Next: 'Done', Catch: all('Done') }), Done: done } } },
    [/it is SUCCEEDED, not FAILED/, /> Charge +failed with CardDeclined.*; its Catch of States\.ALL leads to 'Done'/],
  ],
  [
    'its own Catch takes it, into another failure',
    {
      definition: {
        StartAt: 'Charge',
        States: { Charge: task({ End: true, Catch: all('Rejected') }), Rejected: rejected },
      },
    },
    [/'Charge' to fail with CardDeclined/, /is FAILED with OrderRejected/, /> Charge/],
  ],
  [
    'the Catch of a container takes it',
    {
      definition: {
        StartAt: 'Both',
        States: {
          Both: { Type: 'Parallel', Branches: [only('Charge')], Catch: all('Rejected'), End: true },
          Rejected: rejected,
        },
      },
    },
    [
      /Both +failed with CardDeclined.*; its Catch of States\.ALL leads to 'Rejected'/,
      /Charge +failed with CardDeclined/,
    ],
  ],
  [
    'another branch fails first',
    {
      definition: {
        StartAt: 'Both',
        States: { Both: { Type: 'Parallel', Branches: [only('Charge'), only('Pack')], End: true } },
      },
      tasks: { Pack: fails('Broken', 'crushed', { after: seconds(0.1) }) },
    },
    [/is FAILED with Broken/, /> {3}Charge/],
  ],
  [
    'a Map has no items',
    {
      definition: {
        StartAt: 'Each',
        States: { Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: only('Charge'), End: true } },
      },
      input: { items: [] },
    },
    [/> Each +had no items: its input is \{"items":\[\]\}/],
  ],
  [
    'a Distributed Map has no items',
    {
      definition: {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            ItemsPath: '$.items',
            ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...only('Charge') },
            End: true,
          },
        },
      },
      input: { items: [] },
    },
    [/> Each +had no items/],
  ],
  [
    'a Distributed Map tolerates it',
    {
      definition: {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            ItemsPath: '$.items',
            ToleratedFailurePercentage: 100,
            ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...only('Charge') },
            End: true,
          },
        },
      },
      input: { items: [1] },
    },
    [/it is SUCCEEDED, not FAILED/, /Each +1 items; it went on/, /Charge +failed with CardDeclined/],
  ],
  [
    'it waits for somebody before',
    {
      definition: {
        StartAt: 'Ask',
        States: {
          Ask: {
            ...task({ Next: 'Charge' }),
            Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
            Parameters: { 'Token.$': '$$.Task.Token' },
          },
          Charge: task(),
        },
      },
    },
    [
      /it is RUNNING, not FAILED/,
      /> Ask +is still open: 'Ask' waits for an answer \(SendTaskSuccess, SendTaskFailure\)/,
    ],
  ],
  [
    'its own timeout comes first',
    {
      definition: { StartAt: 'Charge', States: { Charge: task({ TimeoutSeconds: 5, End: true }) } },
      options: { takes: minutes(1) },
    },
    [/is FAILED with States\.Timeout/, /Charge +failed with States\.Timeout/],
  ],
  [
    'its input does not fit',
    { definition: { StartAt: 'Charge', States: { Charge: task({ End: true, Parameters: { 'id.$': '$.nothing' } }) } } },
    [/is FAILED with States\.(Runtime|ParameterPathFailure)/, /Charge +failed with States\./],
  ],
  [
    'the time of the machine is up before',
    {
      definition: {
        TimeoutSeconds: 2,
        StartAt: 'Rest',
        States: { Rest: { Type: 'Wait', Seconds: 5, Next: 'Charge' }, Charge: task() },
      },
    },
    [/it is TIMED_OUT, not FAILED/, /> Rest +was open when the time of the execution was up/],
  ],
  [
    'it comes a second time, and succeeds elsewhere',
    {
      definition: {
        StartAt: 'Charge',
        States: { Charge: task({ Next: 'Ship', Catch: all('Ship') }), Ship: task() },
      },
      tasks: { Ship: fails('NoTruck') },
    },
    [/is FAILED with NoTruck/, /Ship +failed with NoTruck/],
  ],
];

test.each(OFF_THE_WAY)('%s: seed says so, and leaves nothing behind', (_what, scene, patterns) => {
  const { sfn, stateMachine, seed } = seeded(scene);
  const { code, message } = misuseOf(seed);
  expect(code).toBe('ARGUMENT_INVALID');
  for (const pattern of patterns) expect(message).toMatch(pattern);
  expect(sfn.listExecutions(stateMachine).executions).toEqual([]);
});

const inside = {
  'a Parallel': { Type: 'Parallel', Branches: [only('Charge'), only('Pack')], End: true },
  'an inline Map': { Type: 'Map', ItemsPath: '$.items', ItemProcessor: only('Charge'), End: true },
  'a Distributed Map': {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...only('Charge') },
    End: true,
  },
};

test.each(Object.entries(inside))('in %s, what fails there is what was asked for', (_where, state) => {
  const { seed } = seeded({ definition: { StartAt: 'Each', States: { Each: state } }, input: { items: [1, 2] } });
  expect(seed().status).toBe('FAILED');
});

test.each(Object.entries(inside))('in %s, a stop comes while the state is open', (_where, state) => {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const stateMachine = sfn.createStateMachine({
    name: 'own',
    definition: { StartAt: 'Each', States: { Each: state } },
  });
  const recipe = failedExecution('execution-aborted', {
    stateMachine,
    state: 'Charge',
    error: 'Halt',
    input: { items: [1, 2] },
  });
  expect(sfn.seed(recipe)).toMatchObject({ status: 'ABORTED', error: 'Halt' });
});

test('a mode about retries needs a Task that is retried', () => {
  const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }];
  for (const [state, isRetried] of [
    [task({ Retry, End: true }), true],
    [task(), false],
  ] as const) {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const stateMachine = sfn.createStateMachine({ name: 'own', definition: only('Charge', state) });
    const seed = () => sfn.seed(failedExecution('retries-exhausted', { stateMachine, state: 'Charge' }));
    if (isRetried) expect(seed().status).toBe('FAILED');
    else expect(misuseOf(seed).message).toContain("'Charge' to fail with CardDeclined after a retry");
  }
});

test('redrives that were asked for have to be possible', () => {
  const { seed } = seeded({
    definition: { StartAt: 'Charge', States: { Charge: task({ Next: 'Done', Catch: all('Done') }), Done: done } },
    options: { redriven: 2 },
  });
  expect(misuseOf(seed).message).toContain('it is SUCCEEDED, not FAILED');
});

test('ids of the fake are not used up by what is refused', () => {
  const { sfn, stateMachine, seed } = seeded({
    definition: { StartAt: 'Charge', States: { Charge: task({ Next: 'Done', Catch: all('Done') }), Done: done } },
  });
  const { stateMachineArn } = stateMachine;
  const before = sfn.snapshot();
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  sfn.restore(before);
  misuseOf(seed);
  expect(sfn.startExecution({ stateMachineArn }).executionArn).toBe(executionArn);
});

test('a task that is scripted to wait does not keep the named one from failing', () => {
  const { seed } = seeded({
    definition: {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [only('Charge'), only('Pack')], End: true } },
    },
    tasks: { Pack: neverEnds(), Charge: succeeds() },
  });
  expect(seed()).toMatchObject({ status: 'FAILED', error: 'CardDeclined' });
});
