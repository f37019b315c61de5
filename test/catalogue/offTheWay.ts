import { fails, minutes, seconds, type TaskScript } from '../../src';

export const task = (rest: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::dynamodb:putItem',
  Parameters: {},
  ...rest,
});
export const only = (name: string, state: object = task()) => ({ StartAt: name, States: { [name]: state } });
export const all = (Next: string) => [{ ErrorEquals: ['States.ALL'], Next }];
const rejected = { Type: 'Fail', Error: 'OrderRejected' };
export const done = { Type: 'Succeed' };

export interface Scene {
  readonly definition: object;
  readonly tasks?: TaskScript;
  readonly input?: unknown;
  readonly options?: object;
}

/** What keeps the Task `Charge` from being the one that fails, and what the error has to say of it. */
export const OFF_THE_WAY: [string, Scene, RegExp[]][] = [
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
