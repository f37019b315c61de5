import {
  checkHistory,
  createFakeStepFunctions,
  fails,
  failsToStart,
  minutes,
  neverEnds,
  reads,
  succeeds,
  virtualClock,
  type FakeStepFunctions,
  type TaskCall,
} from 'redrive-testkit';
import { activityTask, ACTIVITY_ARN, callbackTask, flow, map, parallel, pass, task } from '../../support/stage';

interface World {
  readonly sfn: FakeStepFunctions;
  readonly executionArn: string;
  /** Statuses as EventBridge tells of them. */
  readonly told: string[];
}

/** An execution whose task T does something to its own fake, the first time it is asked. */
async function whoseScript(
  act: (sfn: FakeStepFunctions, call: TaskCall, stateMachineArn: string) => void,
  {
    definition = flow({ T: task() }),
    others = {},
    input = {},
  }: { definition?: object; others?: object; input?: object } = {},
): Promise<World> {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const told: string[] = [];
  let asked = 0;
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'm',
    definition,
    tasks: {
      ...others,
      T(call) {
        asked += 1;
        if (asked === 1) act(sfn, call, stateMachineArn);
        return succeeds('done');
      },
    },
  });
  sfn.onStatusChange(({ detail }) => told.push(detail.status));
  const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'x', input: JSON.stringify(input) });
  await sfn.idle({ skipTime: true });
  return { sfn, executionArn, told };
}

function typesOf({ sfn, executionArn }: World): string[] {
  const history = sfn.history(executionArn);
  expect(checkHistory(history).problems).toEqual([]);
  return history.map(({ type }) => type!);
}

const stop = (sfn: FakeStepFunctions, { executionArn }: TaskCall) => void sfn.stopExecution({ executionArn });

describe('a scripted function that stops its own execution', () => {
  it('ends its history: nothing is said of the attempt', async () => {
    const world = await whoseScript(stop);
    expect(typesOf(world)).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ExecutionAborted']);
    expect([world.sfn.execution(world.executionArn).status, world.told]).toEqual(['ABORTED', ['RUNNING', 'ABORTED']]);
  });

  it('in a later state, in a branch and in an iteration does the same', async () => {
    const later = await whoseScript(stop, { definition: flow({ P: pass({ Next: 'T' }), T: task() }) });
    const branch = await whoseScript(stop, {
      definition: flow({ Both: parallel([flow({ T: task() }), flow({ Other: task() })]) }),
    });
    const iteration = await whoseScript(stop, {
      definition: flow({ Each: map(flow({ T: task() }), { Items: undefined, ItemsPath: '$.list' }) }),
      input: { list: [1, 2, 3] },
    });
    for (const world of [later, branch, iteration]) expect(typesOf(world).at(-1)).toBe('ExecutionAborted');
  });

  it('after a redrive leaves an execution that can be redriven again', async () => {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'm',
      definition: flow({ T: task() }),
      tasks: {
        T({ executionArn, redriveCount }) {
          if (redriveCount === 1) sfn.stopExecution({ executionArn });
          return redriveCount === 2 ? succeeds() : fails('Oops');
        },
      },
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn });
    sfn.settle();
    sfn.redriveExecution({ executionArn });
    expect(sfn.execution(executionArn).status).toBe('ABORTED');
    sfn.redriveExecution({ executionArn });
    sfn.settle();
    expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
    expect(checkHistory(sfn.history(executionArn)).problems).toEqual([]);
  });

  it('and redrives it goes on once, from the redrive', async () => {
    const world = await whoseScript((sfn, call) => {
      stop(sfn, call);
      sfn.redriveExecution({ executionArn: call.executionArn });
    });
    expect(typesOf(world)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ExecutionAborted',
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(world.told).toEqual(['RUNNING', 'ABORTED', 'RUNNING', 'SUCCEEDED']);
  });

  it('as an ItemReader leaves an aborted Map Run that has begun no child', async () => {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...flow({ I: pass() }) };
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'm',
      definition: flow({
        M: {
          Type: 'Map',
          ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } },
          ItemProcessor: processor,
          End: true,
        },
      }),
      itemReaders: {
        M({ executionArn }) {
          sfn.stopExecution({ executionArn });
          return reads([1]);
        },
      },
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn });
    sfn.settle();
    expect(sfn.history(executionArn).at(-1)!.type).toBe('ExecutionAborted');
    const [mapRun] = sfn.listMapRuns({ executionArn }).mapRuns;
    const { status, executionCounts } = sfn.describeMapRun({ mapRunArn: mapRun!.mapRunArn });
    expect([status, executionCounts.total]).toEqual(['ABORTED', 0]);
  });
});

describe('a scripted function that makes its fake go on', () => {
  it.each<[string, Parameters<typeof whoseScript>[0]]>([
    ['by settle()', (sfn) => sfn.settle({ skipTime: true })],
    ['by moving the clock', (sfn) => sfn.clock.advanceBy(minutes(5))],
    ['by looking at its own execution', (sfn, { executionArn }) => void sfn.history(executionArn)],
    [
      'by starting an execution of its own machine',
      (sfn, _call, stateMachineArn) => void sfn.startExecution({ stateMachineArn }),
    ],
    [
      'by deleting its state machine',
      (sfn, _call, stateMachineArn) => void sfn.deleteStateMachine({ stateMachineArn }),
    ],
  ])('%s leaves a history that holds together', async (_what, act) => {
    const world = await whoseScript(act, {
      definition: flow({ Both: parallel([flow({ Other: task() }), flow({ T: task() }), flow({ Third: pass() })]) }),
      others: { Other: fails('Oops') },
    });
    expect(['FAILED', 'SUCCEEDED']).toContain(world.sfn.execution(world.executionArn).status);
    expect(typesOf(world).filter((type) => /^Execution(?!Started)/.test(type))).toHaveLength(1);
  });

  it('by answering a sibling that ends the Parallel is not scheduled any more', async () => {
    const definition = flow({
      Both: parallel([
        flow({ Ask: callbackTask({ Parameters: { 'T.$': '$$.Task.Token' } }) }),
        flow({ P: pass({ Next: 'W' }), W: task('arn:aws:states:::sns:publish', { Next: 'T' }), T: task() }),
      ]),
    });
    const world = await whoseScript(
      (sfn, { executionArn }) => {
        const scheduled = sfn.history(executionArn).find(({ type }) => type === 'TaskScheduled')!;
        const { T: taskToken } = JSON.parse(scheduled.taskScheduledEventDetails!.parameters!) as { T: string };
        sfn.sendTaskFailure({ taskToken, error: 'Refused' });
      },
      { definition, others: { Ask: neverEnds(), W: succeeds() } },
    );
    expect(world.sfn.execution(world.executionArn)).toMatchObject({ status: 'FAILED', error: 'Refused' });
    expect(typesOf(world).filter((type) => type === 'TaskScheduled')).toHaveLength(2);
  });

  it('by a reset is forgotten with its execution', async () => {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const create = (tasks = {}) => sfn.createStateMachine({ name: 'm', definition: flow({ T: task() }), tasks });
    const { stateMachineArn } = create({
      T() {
        sfn.reset();
        create({ T: neverEnds() });
        sfn.startExecution({ stateMachineArn, name: 'x' });
        return fails('Oops');
      },
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'x' });
    sfn.settle();
    expect(sfn.execution(executionArn).status).toBe('RUNNING');
    expect(sfn.listExecutions({ stateMachineArn, statusFilter: 'RUNNING' }).executions).toHaveLength(1);
  });
});

describe('what a scripted function throws', () => {
  class Unreadable extends Error {
    override get message(): string {
      throw new TypeError('nobody reads me');
    }
  }
  it.each<[string, unknown]>([
    ['an Error', new Error('no such card')],
    ['an object without a prototype', Object.create(null)],
    ['an Error that throws when it is read', new Unreadable()],
    ['nothing', undefined],
    ['a symbol', Symbol('x')],
    ['a proxy that has gone', goneProxy()],
  ])('%s, is reported as misuse, and the task waits', (_what, thrown) => {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'm',
      definition: flow({ T: task() }),
      tasks: {
        T() {
          throw thrown;
        },
      },
    });
    expect(() => sfn.startExecution({ stateMachineArn, name: 'x' })).toThrow("task 'T' threw on attempt 1");
    const [execution] = sfn.listExecutions({ stateMachineArn }).executions;
    sfn.stopExecution({ executionArn: execution!.executionArn });
    expect(sfn.history(execution!.executionArn!).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'ExecutionAborted',
    ]);
  });
});

function goneProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('a task token', () => {
  it('of a task that has not started is not taken: its history would say that it ended without having begun', () => {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'm',
      definition: flow({ S: callbackTask({ Parameters: { 'T.$': '$$.Task.Token' } }) }),
      tasks: { S: failsToStart('Oops') },
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn });
    const { parameters } = sfn.history(executionArn).at(-1)!.taskScheduledEventDetails!;
    const { T: taskToken } = JSON.parse(parameters!) as { T: string };
    for (const answer of ['sendTaskSuccess', 'sendTaskFailure', 'sendTaskHeartbeat'] as const) {
      const given = answer === 'sendTaskSuccess' ? { taskToken, output: '{}' } : { taskToken };
      expect(() => sfn[answer](given as never)).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
    }
    sfn.settle();
    const types = sfn.history(executionArn).map(({ type }) => type);
    expect(types.slice(2)).toEqual(['TaskScheduled', 'TaskStartFailed', 'ExecutionFailed']);
  });
});

/** With a limit of so many events, an activity's execution ends wherever its history is full. */
describe('a history that fills up', () => {
  const activityArn = ACTIVITY_ARN;
  async function filled(historyEvents: number, act: (sfn: FakeStepFunctions) => void) {
    const sfn = createFakeStepFunctions({ clock: virtualClock(), limits: { historyEvents, openExecutions: 1 } });
    sfn.createActivity({ name: 'work' });
    const { stateMachineArn } = sfn.createStateMachine({ name: 'm', definition: flow({ A: activityTask() }) });
    const told: string[] = [];
    sfn.onStatusChange(({ detail }) => told.push(detail.status));
    const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'x' });
    act(sfn);
    await sfn.idle();
    const history = sfn.history(executionArn);
    expect([sfn.execution(executionArn).status, history.length, told]).toEqual([
      'FAILED',
      historyEvents,
      ['RUNNING', 'FAILED'],
    ]);
    expect(history.at(-1)!.type).toBe('ExecutionFailed');
    // It is not open any more.
    sfn.startExecution({ stateMachineArn, name: 'y' });
    sfn.deleteStateMachine({ stateMachineArn });
    return sfn;
  }
  const lease = (sfn: FakeStepFunctions) => sfn.getActivityTask({ activityArn }).taskToken;

  it('at its first event ends the execution', () => filled(1, () => undefined));
  it('as its first state is entered ends the execution', () => filled(2, () => undefined));
  it('as a task is scheduled ends the execution', () => filled(3, () => undefined));
  it('at a lease ends the execution, and the worker gets no token', () =>
    filled(4, (sfn) => expect(lease(sfn)).toBeUndefined()));
  it('at an answer ends the execution', () =>
    filled(5, (sfn) => sfn.sendTaskSuccess({ taskToken: lease(sfn)!, output: '{}' })));
});
