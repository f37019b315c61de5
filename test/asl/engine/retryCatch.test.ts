import { fails, failsUntilRedriven, lambdaThrows, neverEnds, succeeds, timesOut } from 'redrive-testkit';
import { flow, lines, pass, stage, task } from '../../support/stage';

const { play } = stage();
const retried = (...Retry: object[]) => flow({ T: task(undefined, { Retry }) });
const scheduledAt = (played: ReturnType<typeof play>) => {
  const events = played.sfn.history(played.executionArn);
  const start = events[0]!.timestamp!.getTime();
  return events.filter(({ type }) => type === 'TaskScheduled').map(({ timestamp }) => timestamp!.getTime() - start);
};

describe('Retry', () => {
  it('schedules the next attempt from the failure, without entering the state again', () => {
    const played = play(retried({ ErrorEquals: ['Oops'], MaxAttempts: 1 }), { tasks: { T: fails('Oops') } });
    played.settle().after(1).settle();
    expect(played.lines()).toEqual(
      lines(`
        1<-0 ExecutionStarted
        2<-0 TaskStateEntered T
        3<-2 TaskScheduled
        4<-3 TaskStarted
        5<-4 TaskFailed Oops
        6<-5 TaskScheduled
        7<-6 TaskStarted
        8<-7 TaskFailed Oops
        9<-8 ExecutionFailed Oops
      `),
    );
  });

  it('waits 1 second, doubled for each of 3 attempts, unless it says otherwise [limit.retryIntervalSeconds] [limit.retryBackoffRate] [limit.retryMaxAttempts]', () => {
    const played = play(retried({ ErrorEquals: ['States.ALL'] }), { tasks: { T: fails('Oops') } });
    for (const interval of [1, 2, 4, 8]) played.settle().after(interval);
    expect(scheduledAt(played)).toEqual([0, 1_000, 3_000, 7_000]);
    expect(played.status()).toBe('FAILED');
  });

  it('does not start an attempt a millisecond before its interval is over', () => {
    const played = play(retried({ ErrorEquals: ['Oops'], IntervalSeconds: 2 }), { tasks: { T: fails('Oops') } });
    played.settle().after(1.999);
    expect(scheduledAt(played)).toEqual([0]);
    played.after(0.001);
    expect(scheduledAt(played)).toEqual([0, 2_000]);
  });

  it('grows by BackoffRate up to MaxDelaySeconds', () => {
    const retrier = { ErrorEquals: ['Oops'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 };
    const played = play(retried(retrier), { tasks: { T: fails('Oops') } });
    for (const interval of [2, 6, 10, 10]) played.settle().after(interval);
    expect(scheduledAt(played)).toEqual([0, 2_000, 8_000, 18_000, 28_000]);
  });

  it('counts for each retrier apart', () => {
    const definition = retried(
      { ErrorEquals: ['A'], MaxAttempts: 1, IntervalSeconds: 1 },
      { ErrorEquals: ['B'], MaxAttempts: 1, IntervalSeconds: 5 },
    );
    const played = play(definition, { tasks: { T: [fails('A'), fails('B'), fails('A')] } });
    played.settle().after(1).settle().after(5).settle();
    expect(scheduledAt(played)).toEqual([0, 1_000, 6_000]);
    expect(played.error().error).toBe('A');
  });

  it('with MaxAttempts 0 never retries', () => {
    const played = play(retried({ ErrorEquals: ['Oops'], MaxAttempts: 0 }), { tasks: { T: fails('Oops') } });
    expect(played.settle().status()).toBe('FAILED');
  });

  it.each([
    ['States.TaskFailed', fails('Oops'), true],
    ['States.TaskFailed', timesOut(), false],
    ['States.Timeout', timesOut(), true],
    ['States.ALL', timesOut(), true],
    ['States.ALL', fails(), true],
    ['Oops', fails(), false],
    ['CardDeclined', lambdaThrows('CardDeclined', 'no'), true],
    ['States.ALL', fails('States.Runtime'), false],
    ['States.Runtime', fails('States.Runtime'), false],
  ])('on %s of %j: retried %s', (name, outcome, isRetried) => {
    const played = play(retried({ ErrorEquals: [name] }), { tasks: { T: outcome } });
    expect(played.settle().status()).toBe(isRetried ? 'RUNNING' : 'FAILED');
  });

  it('FULL jitter takes a part of the interval, the same one for the same seed', () => {
    const definition = retried({ ErrorEquals: ['Oops'], IntervalSeconds: 100, JitterStrategy: 'FULL', MaxAttempts: 2 });
    const delays = () => {
      const played = play(definition, { tasks: { T: fails('Oops') } });
      played.settle().after(100).settle().after(200);
      return scheduledAt(played);
    };
    const [, first, second] = delays();
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThan(100_000);
    expect(second! - first!).toBeLessThan(200_000);
    expect(first).not.toBe(second! - first!);
  });

  it('has its attempts again after a redrive, under the original entry', () => {
    const Retry = { ErrorEquals: ['Oops'], MaxAttempts: 1 };
    const played = play(retried(Retry), { tasks: { T: failsUntilRedriven('Oops', '', { redrives: 2 }) } });
    played.settle().after(1).settle().redrive().settle().after(1).settle();
    expect(played.resumed()).toEqual(
      lines(`
        10<-9 ExecutionRedriven 1
        11<-2 TaskScheduled
        12<-11 TaskStarted
        13<-12 TaskFailed Oops
        14<-13 TaskScheduled
        15<-14 TaskStarted
        16<-15 TaskFailed Oops
        17<-16 ExecutionFailed Oops
      `),
    );
    expect(played.redrive().settle().status()).toBe('SUCCEEDED');
  });

  it('shows its count as $$.State.RetryCount, from 0 again after a redrive', () => {
    const Parameters = { 'count.$': '$$.State.RetryCount', 'redrives.$': '$$.Execution.RedriveCount' };
    const Retry = [{ ErrorEquals: ['Oops'], MaxAttempts: 1 }];
    const played = play(flow({ T: task(undefined, { Parameters, Retry }) }), { tasks: { T: fails('Oops') } });
    played.settle().after(1).settle().redrive().settle().after(1).settle();
    expect(
      played.allDetails('TaskScheduled').map(({ parameters }) => JSON.parse(parameters as string) as unknown),
    ).toEqual([
      { redrives: 0, count: 0 },
      { redrives: 0, count: 1 },
      { redrives: 1, count: 0 },
      { redrives: 1, count: 1 },
    ]);
  });

  it('calls the task with attempts from 1, and from 1 again after a redrive', () => {
    const seen: string[] = [];
    const Retry = { ErrorEquals: ['Oops'], MaxAttempts: 1 };
    const played = play(retried(Retry), {
      tasks: {
        T({ attempt, redriveCount }) {
          seen.push(`${redriveCount}/${attempt}`);
          return fails('Oops');
        },
      },
    });
    played.settle().after(1).settle().redrive().settle().after(1).settle();
    expect(seen).toEqual(['0/1', '0/2', '1/1', '1/2']);
  });
});

describe('Catch', () => {
  const caught = (more: object = {}, ErrorEquals = ['States.ALL']) =>
    flow({ T: task(undefined, { Catch: [{ ErrorEquals, Next: 'Handled', ...more }] }), Handled: pass() });

  it('exits the state from its failure, with Error and Cause as its output', () => {
    const played = play(caught(), { tasks: { T: fails('Oops', 'why') } }).settle();
    expect(played.lines().slice(4)).toEqual(
      lines(`
        5<-4 TaskFailed Oops
        6<-5 TaskStateExited T
        7<-6 PassStateEntered Handled
        8<-7 PassStateExited Handled
        9<-8 ExecutionSucceeded
      `),
    );
    expect(played.details('TaskStateExited')['output']).toBe('{"Error":"Oops","Cause":"why"}');
  });

  it('places the error output by ResultPath', () => {
    const played = play(caught({ ResultPath: '$.error' }), { tasks: { T: fails('Oops', 'why') }, input: { order: 1 } });
    expect(played.settle().output()).toEqual({ order: 1, error: { Error: 'Oops', Cause: 'why' } });
  });

  it('shows a timeout with an empty Cause, and what a task did not say as null', () => {
    expect(
      play(caught(), { tasks: { T: timesOut() } })
        .settle()
        .output(),
    ).toEqual({ Error: 'States.Timeout', Cause: '' });
    expect(
      play(caught(), { tasks: { T: fails() } })
        .settle()
        .output(),
    ).toEqual({ Error: null, Cause: null });
  });

  it('takes over when the retries are used up', () => {
    const Retry = [{ ErrorEquals: ['Oops'], MaxAttempts: 1 }];
    const definition = caught();
    Object.assign(definition.States['T']!, { Retry });
    const played = play(definition, { tasks: { T: fails('Oops') } }).settle();
    expect(played.status()).toBe('RUNNING');
    expect(played.after(1).settle().status()).toBe('SUCCEEDED');
  });

  it('does not catch States.Runtime, not even by its name [catch.runtime]', () => {
    const definition = flow({
      T: task(undefined, { OutputPath: '$.nope', Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'Handled' }] }),
      Handled: pass(),
    });
    const played = play(definition).settle();
    expect(played.lines().slice(4)).toEqual(['5<-4 TaskSucceeded', '6<-5 ExecutionFailed States.Runtime']);
  });

  it('catches on the redrive what it did not catch before', () => {
    const played = play(caught({}, ['Late']), { tasks: { T: [fails('Early'), fails('Late')] } }).settle();
    expect(played.status()).toBe('FAILED');
    expect(played.redrive().settle().status()).toBe('SUCCEEDED');
  });

  it('sees the error output in Output and Assign of JSONata', () => {
    const Catch = [
      {
        ErrorEquals: ['States.ALL'],
        Output: '{% $states.errorOutput.Error & "/" & $states.input.order %}',
        Assign: { cause: '{% $states.errorOutput.Cause %}' },
        Next: 'Handled',
      },
    ];
    const definition = {
      QueryLanguage: 'JSONata',
      ...flow({ T: task(undefined, { Catch }), Handled: pass({ Output: '{% [$states.input, $cause] %}' }) }),
    };
    const played = play(definition, { tasks: { T: fails('Oops', 'why') }, input: { order: 7 } });
    expect(played.settle().output()).toEqual(['Oops/7', 'why']);
    expect(played.details('TaskStateExited')['assignedVariables']).toEqual({ cause: '"why"' });
  });

  it('whose own Output fails fails the state for good; a Parallel says so twice [failure.catcher-output]', () => {
    const P = {
      Type: 'Parallel',
      Branches: [flow({ Boom: { Type: 'Fail', Error: 'MyError' } })],
      Catch: [
        { ErrorEquals: ['Other'], Next: 'Done' },
        { ErrorEquals: ['States.ALL'], Output: { v: '{% $states.input.missing %}' }, Next: 'Done' },
      ],
      End: true,
    };
    const played = play({ QueryLanguage: 'JSONata', ...flow({ P, Done: pass() }) });
    expect(played.lines().slice(3)).toEqual(
      lines(`
        4<-3 FailStateEntered Boom
        5<-4 ParallelStateFailed
        6<-4 EvaluationFailed States.QueryEvaluationError
        7<-6 ParallelStateFailed
        8<-7 ExecutionFailed States.QueryEvaluationError
      `),
    );
    expect(played.details('EvaluationFailed')).toMatchObject({ state: 'P', location: 'Catch[1]/Output/v' });
  });
});

describe('a task that goes on', () => {
  it('while the workflow waits for a retry has no open token', () => {
    const token: string[] = [];
    const definition = flow({
      T: task('arn:aws:states:::sqs:sendMessage.waitForTaskToken', {
        Parameters: { 'token.$': '$$.Task.Token' },
        Retry: [{ ErrorEquals: ['Oops'] }],
      }),
    });
    const played = play(definition, {
      tasks: {
        T({ input }) {
          token.push((input as { token: string }).token);
          return neverEnds();
        },
      },
    });
    played.sfn.sendTaskFailure({ taskToken: token[0], error: 'Oops' });
    expect(() => played.sfn.sendTaskHeartbeat({ taskToken: token[0] })).toThrow('Task Timed Out');
    played.after(1).settle();
    expect(token).toHaveLength(2);
    expect(token[1]).not.toBe(token[0]);
    played.sfn.sendTaskSuccess({ taskToken: token[1], output: '"done"' });
    expect(played.output()).toBe('done');
  });

  it('is scripted anew between attempts', () => {
    const played = play(retried({ ErrorEquals: ['Oops'] }), { tasks: { T: fails('Oops') } }).settle();
    played
      .script({ T: succeeds('mended') })
      .after(1)
      .settle();
    expect(played.output()).toBe('mended');
  });
});
