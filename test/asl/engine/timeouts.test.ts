import { heartbeatTimesOut, minutes, neverEnds, succeeds, timesOut } from 'redrive-testkit';
import {
  ACTIVITY_ARN,
  LAMBDA_ARN,
  activityTask,
  callbackTask,
  flow,
  lines,
  map,
  pass,
  stage,
  task,
  wait,
} from '../../support/stage';

const { play, sfn } = stage();
const stamps = (played: ReturnType<typeof play>, type: string) => {
  const events = played.sfn.history(played.executionArn);
  const start = events[0]!.timestamp!.getTime();
  return events.filter((event) => event.type === type).map(({ timestamp }) => timestamp!.getTime() - start);
};

describe('TimeoutSeconds of a task', () => {
  it.each([
    ['a Lambda function by ARN', LAMBDA_ARN, 'LambdaFunction'],
    ['a service integration', 'arn:aws:states:::sns:publish', 'Task'],
    ['a callback', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'Task'],
  ])('of %s ends it with States.Timeout and no cause, to the millisecond', (_what, resource, family) => {
    const played = play(flow({ T: task(resource, { TimeoutSeconds: 3 }) }), { tasks: { T: neverEnds() } });
    played.after(2.999);
    expect(played.status()).toBe('RUNNING');
    played.after(0.001);
    expect(
      played
        .lines()
        .slice(-2)
        .map((each) => each.replace(/^\S+ /, '')),
    ).toEqual([`${family}TimedOut States.Timeout`, 'ExecutionFailed States.Timeout']);
    expect(played.error()).toEqual({ error: 'States.Timeout', cause: undefined });
    expect(stamps(played, `${family}TimedOut`)).toEqual([3_000]);
    expect(played.details(`${family}Scheduled`)).toMatchObject({ timeoutInSeconds: 3 });
    expect(played.details(`${family}TimedOut`)).not.toHaveProperty('cause');
  });

  it('of an activity counts from the lease, not from the scheduling', () => {
    sfn().createActivity({ name: 'work' });
    const played = play(flow({ T: activityTask({ TimeoutSeconds: 2 }) })).after(60);
    sfn().getActivityTask({ activityArn: ACTIVITY_ARN, workerName: 'w' });
    played.after(1.999);
    expect(played.status()).toBe('RUNNING');
    played.after(0.001);
    expect(stamps(played, 'ActivityTimedOut')).toEqual([62_000]);
    expect(played.status()).toBe('FAILED');
  });

  it('is set again by a redrive', () => {
    const played = play(flow({ T: task(undefined, { TimeoutSeconds: 3 }) }), { tasks: { T: neverEnds() } }).after(10);
    played.redrive().after(2.999);
    expect(played.status()).toBe('RUNNING');
    expect(played.after(0.001).status()).toBe('FAILED');
    expect(stamps(played, 'TaskTimedOut')).toEqual([3_000, 13_000]);
  });

  it('is read from the input by TimeoutSecondsPath, and from JSONata', () => {
    const byPath = play(flow({ T: task(undefined, { TimeoutSecondsPath: '$.limit' }) }), { input: { limit: 9 } });
    expect(byPath.details('TaskScheduled')).toMatchObject({ timeoutInSeconds: 9 });
    const byQuery = flow({
      T: task(undefined, { QueryLanguage: 'JSONata', TimeoutSeconds: '{% $states.input.limit * 2 %}' }),
    });
    expect(play(byQuery, { input: { limit: 9 } }).details('TaskScheduled')).toMatchObject({ timeoutInSeconds: 18 });
  });

  it('beats a scripted outcome that comes later, and is beaten by one that comes before', () => {
    const definition = flow({ T: task(undefined, { TimeoutSeconds: 3 }) });
    expect(
      play(definition, { tasks: { T: succeeds({}, { after: 4_000 }) } })
        .after(5)
        .status(),
    ).toBe('FAILED');
    expect(
      play(definition, { tasks: { T: succeeds({}, { after: 2_000 }) } })
        .after(5)
        .status(),
    ).toBe('SUCCEEDED');
  });

  it('of several tasks at one instant is recorded for all before the workflow acts upon the first [timeout.one-instant]', () => {
    const charging = map(flow({ Charge: task(LAMBDA_ARN, { TimeoutSeconds: 1 }) }));
    const played = play(flow({ M: charging }), { tasks: { Charge: neverEnds() }, input: [1, 2] }).after(1);
    expect(played.lines().slice(-8)).toEqual(
      lines(`
        12<-10 LambdaFunctionTimedOut States.Timeout
        13<-11 LambdaFunctionTimedOut States.Timeout
        14<-12 MapIterationFailed 0
        15<-12 TaskStateAborted
        16<-12 MapIterationAborted 1
        17<-12 TaskStateAborted
        18<-12 MapStateFailed
        19<-18 ExecutionFailed States.Timeout
      `),
    );
  });

  it('scripted with timesOut() needs no TimeoutSeconds', () => {
    const played = play(flow({ T: task() }), { tasks: { T: timesOut({ after: minutes(1) }) } }).after(60);
    expect(stamps(played, 'TaskTimedOut')).toEqual([60_000]);
  });
});

describe('HeartbeatSeconds', () => {
  const beating = flow({ T: callbackTask({ HeartbeatSeconds: 5, TimeoutSeconds: 60 }) });
  const tokenOf = (played: ReturnType<typeof play>) =>
    (JSON.parse(played.details('TaskScheduled')['parameters'] as string) as { token: string }).token;
  const withToken = flow({
    T: callbackTask({ HeartbeatSeconds: 5, TimeoutSeconds: 60, Parameters: { 'token.$': '$$.Task.Token' } }),
  });

  it('without a beat ends the task; the history says States.Timeout', () => {
    const played = play(beating).after(5);
    expect(played.lines().slice(-2)).toEqual([
      '6<-5 TaskTimedOut States.Timeout',
      '7<-6 ExecutionFailed States.Timeout',
    ]);
    expect(played.details('TaskScheduled')).toMatchObject({ heartbeatInSeconds: 5, timeoutInSeconds: 60 });
  });

  it('is moved on by SendTaskHeartbeat, never beyond the timeout', () => {
    const played = play(withToken);
    const taskToken = tokenOf(played);
    for (let beat = 0; beat < 13; beat += 1) {
      played.after(4.5);
      sfn().sendTaskHeartbeat({ taskToken });
    }
    expect(played.status()).toBe('RUNNING');
    expect(played.after(1.5).status()).toBe('FAILED');
    expect(stamps(played, 'TaskTimedOut')).toEqual([60_000]);
  });

  it('after the last beat counts from that beat', () => {
    const played = play(withToken).after(3);
    sfn().sendTaskHeartbeat({ taskToken: tokenOf(played) });
    played.after(4.999);
    expect(played.status()).toBe('RUNNING');
    played.after(0.001);
    expect(stamps(played, 'TaskTimedOut')).toEqual([8_000]);
  });

  it('of an activity counts from its lease', () => {
    sfn().createActivity({ name: 'work' });
    const played = play(flow({ T: activityTask({ HeartbeatSeconds: 2 }) })).after(30);
    const { taskToken } = sfn().getActivityTask({ activityArn: ACTIVITY_ARN });
    played.after(1);
    sfn().sendTaskHeartbeat({ taskToken });
    played.after(2);
    expect(stamps(played, 'ActivityTimedOut')).toEqual([33_000]);
    expect(played.details('ActivityScheduled')).toMatchObject({ heartbeatInSeconds: 2 });
  });

  it.each(['States.HeartbeatTimeout', 'States.Timeout'])(
    'lost can be caught by the name %s [catch.heartbeat]',
    (name) => {
      const Catch = [{ ErrorEquals: [name], Next: 'Handled' }];
      const definition = flow({ T: callbackTask({ HeartbeatSeconds: 5, Catch }), Handled: pass() });
      expect(
        play(definition, { tasks: { T: heartbeatTimesOut() } })
          .settle()
          .status(),
      ).toBe('SUCCEEDED');
      expect(play(definition).after(5).status()).toBe('SUCCEEDED');
    },
  );

  it('that is kept does not match States.HeartbeatTimeout when the task times out', () => {
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Handled' }];
    const definition = flow({ T: callbackTask({ TimeoutSeconds: 3, HeartbeatSeconds: 2, Catch }), Handled: pass() });
    expect(
      play(definition, { tasks: { T: timesOut() } })
        .settle()
        .status(),
    ).toBe('FAILED');
  });
});

describe('TimeoutSeconds of the state machine', () => {
  const limited = { ...flow({ T: callbackTask() }), TimeoutSeconds: 8 };

  it('ends the execution as TIMED_OUT with an event that hangs on nothing; Describe shows neither error nor cause [timeout.execution] [describe.timed-out]', () => {
    const played = play(limited).after(7.999);
    expect(played.status()).toBe('RUNNING');
    played.after(0.001);
    expect(played.lines().slice(-2)).toEqual(['5<-4 TaskSubmitted', '6<-0 ExecutionTimedOut States.Timeout']);
    expect(stamps(played, 'ExecutionTimedOut')).toEqual([8_000]);
    expect([played.status(), played.error()]).toEqual(['TIMED_OUT', { error: undefined, cause: undefined }]);
  });

  it('starts anew with a redrive', () => {
    const played = play(limited).after(8).redrive().after(7.999);
    expect(played.status()).toBe('RUNNING');
    expect(played.after(0.001).status()).toBe('TIMED_OUT');
    expect(played.resumed()).toEqual(
      lines(`
        7<-6 ExecutionRedriven 1
        8<-2 TaskScheduled
        9<-8 TaskStarted
        10<-9 TaskSubmitted
        11<-0 ExecutionTimedOut States.Timeout
      `),
    );
  });

  it('goes on in Wait states and retries', () => {
    const played = play({ ...flow({ W: wait({ Seconds: 100 }) }), TimeoutSeconds: 8 }).after(200);
    expect(stamps(played, 'ExecutionTimedOut')).toEqual([8_000]);
  });

  it('ends what a worker still holds: its token is dead', () => {
    sfn().createActivity({ name: 'work' });
    const played = play({ ...flow({ T: activityTask() }), TimeoutSeconds: 8 });
    const { taskToken } = sfn().getActivityTask({ activityArn: ACTIVITY_ARN });
    played.after(8);
    expect(() => sfn().sendTaskSuccess({ taskToken, output: '1' })).toThrow(`Task Timed Out: '${ACTIVITY_ARN}'`);
  });
});

describe('Wait', () => {
  it('waits its whole time again after a redrive, under its original entry [redrive.wait]', () => {
    const played = play(flow({ W: wait({ Seconds: 30 }) }))
      .after(20)
      .stop()
      .redrive()
      .after(29.999);
    expect(played.status()).toBe('RUNNING');
    played.after(0.001);
    expect(played.lines()).toEqual(
      lines(`
        1<-0 ExecutionStarted
        2<-0 WaitStateEntered W
        3<-0 ExecutionAborted
        4<-3 ExecutionRedriven 1
        5<-2 WaitStateExited W
        6<-5 ExecutionSucceeded
      `),
    );
  });

  it('for a Timestamp that has passed is over at once', () => {
    const Timestamp = '2026-01-01T00:01:00Z';
    const played = play(flow({ W: wait({ Timestamp }) }))
      .after(30)
      .stop()
      .after(60)
      .redrive();
    expect(played.status()).toBe('SUCCEEDED');
  });

  it.each([
    ['Seconds 0', { Seconds: 0 }],
    ['SecondsPath', { SecondsPath: '$.zero' }],
    ['TimestampPath in the past', { TimestampPath: '$.past' }],
  ])('%s is over at once', (_what, fields) => {
    const played = play(flow({ W: wait(fields) }), { input: { zero: 0, past: '2025-12-31T23:59:59Z' } }).settle();
    expect(played.status()).toBe('SUCCEEDED');
  });

  it('of JSONata computes its seconds', () => {
    const played = play(flow({ W: wait({ QueryLanguage: 'JSONata', Seconds: '{% $states.input.n + 1 %}' }) }), {
      input: { n: 4 },
    });
    expect(played.after(4.999).status()).toBe('RUNNING');
    expect(played.after(0.001).status()).toBe('SUCCEEDED');
  });
});
