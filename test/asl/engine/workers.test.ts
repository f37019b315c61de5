import {
  ACTIVITY_ARN,
  activityTask,
  callbackTask,
  flow,
  lines,
  parallel,
  stage,
  type Played,
} from '../../support/stage';

const { play, sfn } = stage();
const lease = () => sfn().getActivityTask({ activityArn: ACTIVITY_ARN, workerName: 'worker-1' });
const dead = `Task Timed Out: '${ACTIVITY_ARN}'`;
const working = flow({ T: activityTask() });
const callback = flow({ T: callbackTask({ Parameters: { 'token.$': '$$.Task.Token', QueueUrl: 'q' } }) });
const tokenOf = (played: Played) =>
  (JSON.parse(played.details('TaskScheduled')['parameters'] as string) as { token: string }).token;

describe('an activity', () => {
  beforeEach(() => {
    sfn().createActivity({ name: 'work' });
  });

  it('that a worker leases and completes', () => {
    const played = play(working, { input: { order: 1 } });
    expect(played.lines().at(-1)).toBe('3<-2 ActivityScheduled');
    const { taskToken, input } = lease();
    expect(input).toBe('{"order":1}');
    sfn().sendTaskSuccess({ taskToken, output: '{"paid": true}' });
    expect(played.lines().slice(2)).toEqual(
      lines(`
        3<-2 ActivityScheduled
        4<-3 ActivityStarted
        5<-4 ActivitySucceeded
        6<-5 TaskStateExited T
        7<-6 ExecutionSucceeded
      `),
    );
    expect(played.details('ActivityStarted')).toEqual({ workerName: 'worker-1' });
    expect(played.details('ActivitySucceeded')['output']).toBe('{"paid": true}');
  });

  it('leased without a name carries empty details', () => {
    const played = play(working);
    sfn().getActivityTask({ activityArn: ACTIVITY_ARN });
    expect(played.details('ActivityStarted')).toEqual({});
  });

  it('that a worker fails', () => {
    const played = play(working);
    sfn().sendTaskFailure({ taskToken: lease().taskToken, error: 'Oops', cause: 'why' });
    expect(played.lines().slice(-2)).toEqual(['5<-4 ActivityFailed Oops', '6<-5 ExecutionFailed Oops']);
    expect(played.error()).toEqual({ error: 'Oops', cause: 'why' });
  });

  it('that does not exist fails the execution right after the entry, with States.Runtime', () => {
    sfn().deleteActivity({ activityArn: ACTIVITY_ARN });
    const played = play(working);
    expect(played.lines().slice(1)).toEqual(['2<-0 TaskStateEntered T', '3<-2 ExecutionFailed States.Runtime']);
    expect(played.error().cause).toBe(
      "An error occurred while executing the state 'T' (entered at the event id #2). " +
        `The activity ${ACTIVITY_ARN} does not exist.`,
    );
  });

  it('is handed out once, and nothing is handed out where nothing waits', () => {
    play(working);
    expect(lease().taskToken).toBeDefined();
    expect(lease()).toEqual({});
  });

  it('is handed out in the order of scheduling', () => {
    play(working, { input: 'first' });
    sfn().clock.advanceBy(1_000);
    play(working, { input: 'second' });
    expect([lease().input, lease().input]).toEqual(['"first"', '"second"']);
  });

  it('is withdrawn when its execution is stopped before anybody leased it; the redrive schedules another', () => {
    const played = play(working).stop();
    expect(lease()).toEqual({});
    played.redrive();
    expect(played.resumed()).toEqual(['5<-4 ExecutionRedriven 1', '6<-2 ActivityScheduled']);
    sfn().sendTaskSuccess({ taskToken: lease().taskToken, output: '1' });
    expect(played.status()).toBe('SUCCEEDED');
    expect(lease()).toEqual({});
  });

  it('leased before a stop has a dead token: after the stop, and after the redrive', () => {
    const played = play(working);
    const { taskToken } = lease();
    played.stop('Stopped', 'by hand');
    expect(() => sfn().sendTaskHeartbeat({ taskToken })).toThrow(dead);
    played.redrive();
    expect(() => sfn().sendTaskSuccess({ taskToken, output: '1' })).toThrow(dead);
    expect(() => sfn().sendTaskFailure({ taskToken })).toThrow(dead);
    expect(played.status()).toBe('RUNNING');
  });

  it('gets a fresh token in each attempt', () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
    const played = play(flow({ T: activityTask({ Retry }) }));
    const first = lease().taskToken;
    sfn().sendTaskFailure({ taskToken: first });
    played.after(1);
    const second = lease().taskToken;
    sfn().sendTaskFailure({ taskToken: second });
    played.redrive();
    expect(new Set([first, second, lease().taskToken]).size).toBe(3);
  });

  it('of an aborted branch has a dead token, and is scheduled again with the failed one', () => {
    const played = play(flow({ P: parallel([flow({ A: activityTask() }), flow({ B: activityTask() })]) }));
    const [a, b] = [lease().taskToken, lease().taskToken];
    sfn().sendTaskFailure({ taskToken: a, error: 'Oops' });
    expect(() => sfn().sendTaskSuccess({ taskToken: b, output: '1' })).toThrow(dead);
    played.redrive();
    expect(played.resumed()).toEqual(
      lines(`
        15<-14 ExecutionRedriven 1
        16<-4 ActivityScheduled
        17<-6 ActivityScheduled
      `),
    );
    sfn().sendTaskSuccess({ taskToken: lease().taskToken, output: '"x"' });
    sfn().sendTaskSuccess({ taskToken: lease().taskToken, output: '"y"' });
    expect(played.output()).toEqual(expect.arrayContaining(['x', 'y']));
  });
});

describe('a task token', () => {
  it('is in the context object of a .waitForTaskToken task, and completes it', () => {
    const played = play(callback);
    sfn().sendTaskSuccess({ taskToken: tokenOf(played), output: '{"ok":1}' });
    expect(played.lines().slice(1)).toEqual(
      lines(`
        2<-0 TaskStateEntered T
        3<-2 TaskScheduled
        4<-3 TaskStarted
        5<-4 TaskSubmitted
        6<-5 TaskSucceeded
        7<-6 TaskStateExited T
        8<-7 ExecutionSucceeded
      `),
    );
    expect(played.output()).toEqual({ ok: 1 });
  });

  it('that fails without error and cause leaves both out, and shows them as null to a Catch', () => {
    const played = play(callback);
    sfn().sendTaskFailure({ taskToken: tokenOf(played) });
    expect(played.details('TaskFailed')).toEqual({ resource: 'sendMessage.waitForTaskToken', resourceType: 'sqs' });
    expect(played.details('ExecutionFailed')).toEqual({});
    expect(played.error()).toEqual({ error: undefined, cause: undefined });
  });

  it('answered twice is dead', () => {
    const taskToken = tokenOf(play(callback));
    sfn().sendTaskSuccess({ taskToken, output: '1' });
    expect(() => sfn().sendTaskSuccess({ taskToken, output: '1' })).toThrow('Task Timed Out');
  });

  it('never issued is invalid', () => {
    expect(() => sfn().sendTaskSuccess({ taskToken: 'nonsense', output: '1' })).toThrow(
      "Invalid Token: 'Invalid token'",
    );
  });

  it('with an output that is no JSON stays open', () => {
    const played = play(callback);
    const taskToken = tokenOf(played);
    expect(() => sfn().sendTaskSuccess({ taskToken, output: '{no' })).toThrow('Invalid Output');
    sfn().sendTaskSuccess({ taskToken, output: '"yes"' });
    expect(played.output()).toBe('yes');
  });

  it('of before a redrive is dead; the redrive issues another one [redrive.task-tokens]', () => {
    const played = play(callback);
    const old = tokenOf(played);
    played.stop().redrive();
    expect(tokenOf(played)).not.toBe(old);
    expect(() => sfn().sendTaskSuccess({ taskToken: old, output: '1' })).toThrow('Task Timed Out');
    sfn().sendTaskSuccess({ taskToken: tokenOf(played), output: '"new"' });
    expect(played.output()).toBe('new');
  });
});
