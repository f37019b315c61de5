import { fails, succeeds } from 'redrive-testkit';
import { callbackTask, flow, lines, parallel, pass, playedOf, stage, task, type Played } from '../../support/stage';

const { play, sfn } = stage();
const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';
const starting = (action: string, Parameters: object = {}, more: object = {}) =>
  flow({
    Start: task(`arn:aws:states:::states:${action}`, {
      Parameters: { StateMachineArn: CHILD, ...Parameters },
      ...more,
    }),
  });

/** A machine `child`, and the executions of it, oldest first. */
function createChild(definition: object, tasks = {}): () => Played[] {
  sfn().createStateMachine({ name: 'child', definition, tasks });
  return () =>
    sfn()
      .listExecutions({ stateMachineArn: CHILD })
      .executions.map(({ executionArn }) => playedOf(sfn(), executionArn!, CHILD))
      .toReversed();
}

describe('startExecution', () => {
  it('as request and response goes on with the ARN of the child, whatever becomes of it [nested.started-output]', () => {
    const children = createChild(flow({ T: task() }), { T: fails('Oops') });
    const parent = play(starting('startExecution', { Input: { order: 1 } })).settle();
    const [child] = children();
    expect(parent.output()).toMatchObject({ ExecutionArn: child!.executionArn, StartDate: expect.any(Number) });
    expect(child!.error().error).toBe('Oops');
    expect(sfn().execution(child!.executionArn).input).toBe('{"order":1}');
  });

  it('.sync waits for the child and succeeds with its description, input and output as texts [nested.ended]', () => {
    const children = createChild(flow({ T: task() }), { T: succeeds({ paid: true }) });
    const parent = play(starting('startExecution.sync', { Input: { order: 1 } })).settle();
    expect(parent.lines().slice(1)).toEqual(
      lines(`
        2<-0 TaskStateEntered Start
        3<-2 TaskScheduled
        4<-3 TaskStarted
        5<-4 TaskSubmitted
        6<-5 TaskSucceeded
        7<-6 TaskStateExited Start
        8<-7 ExecutionSucceeded
      `),
    );
    expect(parent.output()).toMatchObject({
      ExecutionArn: children()[0]!.executionArn,
      Input: '{"order":1}',
      InputDetails: { Included: true },
      Output: '{"paid":true}',
      RedriveCount: 0,
      RedriveStatus: 'NOT_REDRIVABLE',
      RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      StartDate: expect.any(Number),
      StateMachineArn: CHILD,
      Status: 'SUCCEEDED',
    });
  });

  it('.sync:2 gives input and output as JSON [nested.description]', () => {
    createChild(flow({ T: task() }), { T: succeeds({ paid: true }) });
    const parent = play(starting('startExecution.sync:2', { Input: { order: 1 } })).settle();
    expect(parent.output()).toMatchObject({ Input: { order: 1 }, Output: { paid: true } });
  });

  it('.sync of a child that fails has failed with States.TaskFailed, and the description as the cause', () => {
    createChild(flow({ Boom: { Type: 'Fail', Error: 'SomeFailure', Cause: 'why' } }));
    const parent = play(starting('startExecution.sync')).settle();
    expect(parent.error().error).toBe('States.TaskFailed');
    expect(Object.keys(JSON.parse(parent.error().cause!) as object)).toEqual([
      'Cause',
      'Error',
      'ExecutionArn',
      'Input',
      'InputDetails',
      'Name',
      'RedriveCount',
      'RedriveStatus',
      'StartDate',
      'StateMachineArn',
      'Status',
      'StopDate',
    ]);
    expect(JSON.parse(parent.error().cause!)).toMatchObject({ Error: 'SomeFailure', Cause: 'why', Status: 'FAILED' });
  });

  it('of a child that times out has failed with States.TaskFailed, not with States.Timeout', () => {
    createChild({ ...flow({ T: callbackTask() }), TimeoutSeconds: 5 });
    const parent = play(starting('startExecution.sync')).settle().after(5).settle();
    expect(parent.error().error).toBe('States.TaskFailed');
  });

  it('of a machine that is not there fails as recorded, without a submission', () => {
    const parent = play(starting('startExecution.sync'), {
      tasks: { Start: fails('StepFunctions.StateMachineDoesNotExistException', 'as scripted') },
    }).settle();
    expect(parent.error().error).toBe('StepFunctions.StateMachineDoesNotExistException');
  });

  it('.waitForTaskToken starts the child and waits for its token', () => {
    const children = createChild(flow({ T: pass() }));
    const Input = { 'token.$': '$$.Task.Token' };
    const parent = play(starting('startExecution.waitForTaskToken', { Input })).settle();
    const { token } = children()[0]!.output() as { token: string };
    expect(parent.status()).toBe('RUNNING');
    sfn().sendTaskSuccess({ taskToken: token, output: '"done"' });
    expect(parent.output()).toBe('done');
  });

  it('with a fixed name fails on the second attempt: ExecutionAlreadyExists', () => {
    createChild(flow({ T: task() }), { T: fails('Oops') });
    const parent = play(starting('startExecution.sync', { Name: 'fixed' })).settle();
    expect(parent.error().error).toBe('States.TaskFailed');
    parent.redrive().settle();
    expect(parent.error().error).toBe('StepFunctions.ExecutionAlreadyExistsException');
    expect(parent.error().cause).toMatch(
      /^Execution Already Exists: 'arn:.*:child:fixed' \(Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionAlreadyExists; Request ID: .*; Proxy: null\)$/,
    );
  });

  it('is done anew by each attempt and by a redrive: a new child each time, the old ones stay as they are', () => {
    const children = createChild(flow({ T: task() }), { T: fails('Oops') });
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
    const parent = play(starting('startExecution.sync', {}, { Retry }))
      .settle()
      .after(1)
      .settle();
    expect([parent.status(), children().length]).toEqual(['FAILED', 2]);
    sfn().script(CHILD, { T: succeeds() });
    expect(parent.after(1).redrive().settle().status()).toBe('SUCCEEDED');
    expect(children().map((child) => child.status())).toEqual(['FAILED', 'FAILED', 'SUCCEEDED']);
    expect(parent.resumed().slice(0, 2)).toEqual(['12<-11 ExecutionRedriven 1', '13<-2 TaskScheduled']);
  });

  it('.sync stopped with its parent stops the child [nested.stop]', () => {
    const children = createChild(flow({ T: callbackTask() }));
    const parent = play(starting('startExecution.sync')).settle().stop();
    expect([parent.status(), children()[0]!.status()]).toEqual(['ABORTED', 'ABORTED']);
  });

  // The guide names what stops a child: a stop of its parent, a failure of a sibling. A timeout is not among it.
  it('.sync that times out leaves the child alone (assumed), and the redrive starts another one', () => {
    const children = createChild(flow({ T: callbackTask() }));
    const parent = play(starting('startExecution.sync', {}, { TimeoutSeconds: 5 }))
      .settle()
      .after(5)
      .settle();
    expect(parent.error().error).toBe('States.Timeout');
    expect(children().map((child) => child.status())).toEqual(['RUNNING']);
    parent.redrive().settle();
    expect(children().map((child) => child.status())).toEqual(['RUNNING', 'RUNNING']);
  });

  it('of a child that was redriven on its own does not wake a parent that has failed', () => {
    const children = createChild(flow({ T: task() }), { T: fails('Oops') });
    const parent = play(starting('startExecution.sync')).settle();
    sfn().script(CHILD, { T: succeeds() });
    expect(children()[0]!.redrive().settle().status()).toBe('SUCCEEDED');
    expect(parent.settle().status()).toBe('FAILED');
  });

  it('is a task like others if it is scripted: no child is started', () => {
    const children = createChild(flow({ T: task() }));
    const parent = play(starting('startExecution.sync'), { tasks: { Start: succeeds({ mine: true }) } }).settle();
    expect([parent.output(), children()]).toEqual([{ mine: true }, []]);
  });

  it('.sync of a branch that is aborted stops the child', () => {
    const children = createChild(flow({ T: callbackTask() }));
    const branches = [starting('startExecution.sync'), flow({ Late: task() })];
    const parent = play(flow({ P: parallel(branches) }), { tasks: { Late: fails('Oops', '', { after: 1_000 }) } });
    expect(parent.settle().after(1).settle().error().error).toBe('Oops');
    expect(children().map((child) => child.status())).toEqual(['ABORTED']);
  });
});
