import type { Recording } from './recordings';
import { PAIRING_RUN, arrangementOf } from './script';

function recording(
  events: readonly (Record<string, unknown> & { type: string })[],
  pair: Partial<Recording['pair']> = {},
): Recording {
  const numbered = events.map((event, index) => ({ id: index + 1, previousEventId: index, ...event }));
  return {
    id: 'x',
    pair: { id: 'x', definition: {}, rawInput: '{}', ...pair },
    history: { id: 'x', source: {}, idsNormalised: false, events: numbered },
  };
}

const entered = (name: string) => ({ type: 'TaskStateEntered', stateEnteredEventDetails: { name } });
const scheduled = { type: 'TaskScheduled', taskScheduledEventDetails: {} };
const started = { type: 'TaskStarted', taskStartedEventDetails: {} };
const succeeded = (output: string) => ({ type: 'TaskSucceeded', taskSucceededEventDetails: { output } });
const failed = (error?: string, cause?: string) => ({ type: 'TaskFailed', taskFailedEventDetails: { error, cause } });

describe('the outcomes of tasks', () => {
  it('are taken from what hangs on each scheduled event, retries in their order', () => {
    const { tasks } = arrangementOf(
      recording([entered('A'), scheduled, started, failed('E', 'why'), scheduled, started, succeeded('{"a":1}')]),
    );
    expect(tasks).toEqual({
      A: [
        { kind: 'fails', options: {}, error: 'E', cause: 'why' },
        { kind: 'succeeds', options: {}, output: { a: 1 } },
      ],
    });
  });

  it('a failure without error and cause stays one', () => {
    const { tasks } = arrangementOf(recording([entered('A'), scheduled, started, failed()]));
    expect(tasks).toEqual({ A: [{ kind: 'fails', options: {} }] });
  });

  it('carry what was submitted, and a task that was left open never ends', () => {
    const submitted = { type: 'TaskSubmitted', taskSubmittedEventDetails: { output: '{"s":1}' } };
    const { tasks } = arrangementOf(recording([entered('A'), scheduled, started, submitted]));
    expect(tasks).toEqual({ A: [{ kind: 'neverEnds', options: { submitted: { s: 1 } } }] });
  });

  it('that were left open got as far as recorded, and never further', () => {
    const later = { after: expect.any(Number) as number };
    const of = (...chain: Parameters<typeof recording>[0]) =>
      arrangementOf(recording([entered('A'), ...chain])).tasks['A'] as readonly object[];
    const lambda = { type: 'LambdaFunctionScheduled', lambdaFunctionScheduledEventDetails: {} };
    const activity = { type: 'ActivityScheduled', activityScheduledEventDetails: {} };
    const leased = { type: 'ActivityStarted', activityStartedEventDetails: { workerName: 'w' } };
    const job = { type: 'TaskScheduled', taskScheduledEventDetails: { resource: 'runTask.sync' } };
    expect(of(lambda)).toEqual([{ kind: 'failsToSchedule', options: later }]);
    expect(of(scheduled)).toEqual([{ kind: 'failsToStart', options: later }]);
    expect(of(job, started)).toEqual([{ kind: 'failsToSubmit', options: later }]);
    expect(of(scheduled, started)).toEqual([{ kind: 'neverEnds', options: {} }]);
    expect(of(activity)).toEqual([{ kind: 'neverEnds', options: {} }]);
    expect(of(activity, leased)).toEqual([{ kind: 'fails', options: { ...later, workerName: 'w' } }]);
  });

  it('carry the name of the worker', () => {
    const { tasks } = arrangementOf(
      recording([
        entered('A'),
        { type: 'ActivityScheduled', activityScheduledEventDetails: {} },
        { type: 'ActivityStarted', activityStartedEventDetails: { workerName: 'w' } },
        { type: 'ActivitySucceeded', activitySucceededEventDetails: { output: '1' } },
      ]),
    );
    expect(tasks).toEqual({ A: [{ kind: 'succeeds', options: { workerName: 'w' }, output: 1 }] });
  });

  it('say which of a timeout and a heartbeat ran out', () => {
    const timedOut = { type: 'TaskTimedOut', taskTimedOutEventDetails: { error: 'States.Timeout' } };
    const of = (details: object) =>
      arrangementOf(recording([entered('A'), { ...scheduled, taskScheduledEventDetails: details }, started, timedOut]));
    expect(of({ timeoutInSeconds: 5 }).tasks).toMatchObject({ A: [{ kind: 'timesOut' }] });
    expect(of({ timeoutInSeconds: 9, heartbeatInSeconds: 5 }).tasks).toMatchObject({
      A: [{ kind: 'heartbeatTimesOut' }],
    });
  });

  it('of concurrent tasks carry the order of delivery, and which ones came together', () => {
    const [a, b] = [{ previousEventId: 1 }, { previousEventId: 2 }];
    const { tasks } = arrangementOf(
      recording([
        entered('A'), // 1
        entered('B'), // 2
        { ...scheduled, ...a }, // 3
        { ...scheduled, ...b }, // 4
        { ...started, previousEventId: 3 }, // 5
        { ...started, previousEventId: 4 }, // 6
        { ...succeeded('2'), previousEventId: 6 },
        { ...succeeded('1'), previousEventId: 5 },
      ]),
    );
    expect(tasks).toEqual({
      A: [{ kind: 'succeeds', options: { order: 2, withPrevious: true }, output: 1 }],
      B: [{ kind: 'succeeds', options: { order: 1 }, output: 2 }],
    });
  });
});

describe('which results arrived together', () => {
  const [one, two] = [{ previousEventId: 1 }, { previousEventId: 2 }];
  const open = [
    entered('A'), // 1
    entered('B'), // 2
    { ...scheduled, ...one }, // 3
    { ...scheduled, ...two }, // 4
    { ...started, previousEventId: 3 }, // 5
    { ...started, previousEventId: 4 }, // 6
  ];
  const [a, b] = [
    { ...failed('E'), previousEventId: 5 }, // 7
    { ...succeeded('2'), previousEventId: 6 }, // 8
  ];
  const ofB = (...further: Parameters<typeof recording>[0]) => {
    const { tasks } = arrangementOf(recording([...open, a, b, ...further]));
    return (tasks['B'] as readonly { options: object }[])[0]?.options;
  };

  it('those that were acted upon later', () => {
    expect(ofB({ type: 'TaskStateExited', previousEventId: 7 })).toEqual({ withPrevious: true });
  });

  it('not what came after a failure that is retried: nothing says so before the next attempt', () => {
    expect(ofB({ ...scheduled, previousEventId: 7 })).toEqual({});
    expect(ofB({ type: 'ParallelStateStarted', previousEventId: 7 })).toEqual({});
    expect(ofB({ type: 'MapStateStarted', previousEventId: 7 })).toEqual({});
  });
});

describe('the rest of the arrangement', () => {
  const activity = { States: { A: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:1:activity:mine' } } };

  it('an activity exists, unless the recording says that it does not', () => {
    const gone = { cause: "An error … '(entered at the event id #2). The activity activity_arn does not exist." };
    const failure = { type: 'ExecutionFailed', executionFailedEventDetails: gone };
    expect(arrangementOf(recording([], { definition: activity })).activities).toEqual(['mine']);
    expect(arrangementOf(recording([failure], { definition: activity })).activities).toEqual([]);
  });

  it('a stop where the execution was aborted', () => {
    const aborted = { type: 'ExecutionAborted', executionAbortedEventDetails: { error: 'E' } };
    const wait = { type: 'WaitStateEntered' };
    expect(arrangementOf(recording([wait, wait, aborted])).stop).toEqual({
      afterEvents: 2,
      error: 'E',
      cause: undefined,
    });
  });

  it('the account, the Region and the role that the recording tells', () => {
    const started = (roleArn: string) => ({ type: 'ExecutionStarted', executionStartedEventDetails: { roleArn } });
    const resource = 'arn:aws:states:eu-west-1:222222222222:activity:mine';
    const elsewhere = { States: { A: { Type: 'Task', Resource: resource } } };
    const role = 'arn:aws:iam::333333333333:role/r';
    expect(arrangementOf(recording([started('sfn_role_arn')])).home).toEqual({
      account: '111111111111',
      region: 'us-east-1',
    });
    expect(arrangementOf(recording([started('sfn_role_arn')], { definition: elsewhere })).home).toEqual({
      account: '222222222222',
      region: 'eu-west-1',
    });
    expect(arrangementOf(recording([started(role)])).home).toMatchObject({ account: '333333333333', roleArn: role });
  });

  it('the time that an execution has, where it ran out', () => {
    const timedOut = { type: 'ExecutionTimedOut', executionTimedOutEventDetails: { error: 'States.Timeout' } };
    const of = (definition: object) => arrangementOf(recording([timedOut], { definition: { ...definition } })).runsOut;
    expect(of({ TimeoutSeconds: 5 })).toBe(5000);
    expect(of({})).toBeGreaterThan(365 * 24 * 3_600_000);
    expect(arrangementOf(recording([])).runsOut).toBeUndefined();
  });

  it('no input where none was given, and the clock of the run that made the inputs', () => {
    expect(arrangementOf(recording([], { rawInput: null }))).toMatchObject({ input: undefined, clock: PAIRING_RUN });
  });
});

describe('what a Map Run needs', () => {
  const distributed = (map: object, task: object = { Type: 'Pass' }) => ({
    States: {
      M: {
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, States: { T: task } },
        ...map,
      },
    },
  });

  /** A Map Run in the history of its parent, from id 1 or later; null: it failed. */
  const run = (output: string | null, first = 1, failure: object = {}) => [
    { type: 'MapStateEntered', stateEnteredEventDetails: { name: 'M' } },
    { type: 'MapStateStarted' },
    { type: 'MapRunStarted' },
    output === null ? { type: 'MapRunFailed', mapRunFailedEventDetails: failure } : { type: 'MapRunSucceeded' },
    ...(output === null
      ? []
      : [
          { type: 'MapStateSucceeded' },
          {
            type: 'MapStateExited',
            previousEventId: first + 2,
            stateExitedEventDetails: { name: 'M', output },
          },
        ]),
  ];
  const readers = (map: object, ...events: Parameters<typeof recording>[0]) =>
    arrangementOf(recording(events, { definition: distributed({ ItemReader: {}, ...map }) })).readers;

  it('a reader finds what the identical children gave back', () => {
    expect(readers({}, ...run('[1,2]'))).toEqual({ M: [{ items: [1, 2] }] });
    const batches = run('[{"Items":[1,2]},{"Items":[3]}]');
    expect(readers({ ItemBatcher: {} }, ...batches)).toEqual({ M: [{ items: [1, 2, 3] }] });
    expect(readers({ ResultPath: '$.r.s' }, ...run('{"r":{"s":[1]}}'))).toEqual({ M: [{ items: [1] }] });
  });

  it('a reader finds what the ItemSelector was given', () => {
    const output = run('[{"i":1,"x":0},{"i":2,"x":0}]');
    const items = { M: [{ items: [1, 2] }] };
    expect(readers({ ItemSelector: { 'i.$': '$$.Map.Item.Value', x: 0 } }, ...output)).toEqual(items);
    expect(readers({ ItemSelector: { i: '{% $states.context.Map.Item.Value %}' } }, ...output)).toEqual(items);
  });

  it('a reader of which nothing is known finds nothing, and one that was not asked has no script', () => {
    expect(readers({ ResultPath: null }, ...run('{"a":1}'))).toEqual({ M: [{ items: [] }] });
    expect(readers({}, { type: 'MapStateEntered', stateEnteredEventDetails: { name: 'M' } })).toEqual({});
  });

  it('a reader fails as the Map Run did, also if that was caught', () => {
    const failure = { error: 'E', cause: 'why' };
    const left = {
      type: 'MapStateExited',
      previousEventId: 5,
      stateExitedEventDetails: { name: 'M', output: '{"Error":"E"}' },
    };
    expect(readers({}, ...run(null, 1, failure), { type: 'MapStateFailed' }, left)).toEqual({ M: [failure] });
  });

  it('a reader that is asked again finds what there was then', () => {
    expect(readers({}, ...run('[1]'), ...run('[2]', 7))).toEqual({ M: [{ items: [1] }, { items: [2] }] });
  });

  const TASK = { Type: 'Task', Resource: 'arn:aws:states:::x:y' };
  const taskOfChildren = (events: Parameters<typeof recording>[0]) =>
    arrangementOf(recording(events, { definition: distributed({ ResultPath: '$.r' }, TASK) })).tasks['T'];

  it('a task of a child gives what the child gave, child by child', () => {
    const entry = taskOfChildren(run('{"r":[1,2]}')) as (call: object) => unknown;
    const outputs = ['child 1', 'child 1', 'child 2'].map((executionArn) => entry({ executionArn }));
    expect(outputs).toEqual([1, 1, 2].map((output) => ({ kind: 'succeeds', options: {}, output })));
  });

  it('tasks of children fail where too many of them did', () => {
    const exceeded = run(null, 1, { error: 'States.ExceedToleratedFailureThreshold', cause: 'x' });
    expect(taskOfChildren(exceeded)).toMatchObject({ kind: 'fails' });
  });
});
