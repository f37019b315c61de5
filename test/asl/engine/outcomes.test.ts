import {
  TestkitError,
  fails,
  failsToSchedule,
  failsToStart,
  failsToSubmit,
  failsUntilRedriven,
  heartbeatTimesOut,
  lambdaReturns,
  lambdaThrows,
  neverEnds,
  succeeds,
  timesOut,
  type TaskOutcome,
} from 'redrive-testkit';
import { ACTIVITY_ARN, LAMBDA_ARN, activityTask, flow, lines, stage, task } from '../../support/stage';

const { play, sfn } = stage();
const INVOKE = 'arn:aws:states:::lambda:invoke';
const PUBLISH = 'arn:aws:states:::sns:publish';
const SYNC = 'arn:aws:states:::ecs:runTask.sync';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

beforeEach(() => {
  sfn().createActivity({ name: 'work' });
});

/** The steps of the task, from its scheduling on. */
function steps(resource: string, outcome: TaskOutcome): string[] {
  const played = play(flow({ T: task(resource) }), { tasks: { T: outcome } }).settle();
  return played
    .lines()
    .slice(2)
    .map((each) => each.replace(/^\S+ /, ''));
}

describe('an outcome', () => {
  const lambda = ['LambdaFunctionScheduled', 'LambdaFunctionStarted'];
  const service = ['TaskScheduled', 'TaskStarted'];
  const submitted = [...service, 'TaskSubmitted'];
  const activity = ['ActivityScheduled', 'ActivityStarted'];
  const failed = (error: string) => `ExecutionFailed ${error}`;
  const succeeded = ['TaskStateExited T', 'ExecutionSucceeded'];

  it.each([
    [LAMBDA_ARN, 'succeeds', succeeds(), [...lambda, 'LambdaFunctionSucceeded', ...succeeded]],
    [LAMBDA_ARN, 'fails', fails('E'), [...lambda, 'LambdaFunctionFailed E', failed('E')]],
    [LAMBDA_ARN, 'lambdaThrows', lambdaThrows('E'), [...lambda, 'LambdaFunctionFailed E', failed('E')]],
    [
      LAMBDA_ARN,
      'timesOut',
      timesOut(),
      [...lambda, 'LambdaFunctionTimedOut States.Timeout', failed('States.Timeout')],
    ],
    [LAMBDA_ARN, 'failsToSchedule', failsToSchedule('E'), [lambda[0], 'LambdaFunctionScheduleFailed E', failed('E')]],
    [LAMBDA_ARN, 'failsToStart', failsToStart('E'), [lambda[0], 'LambdaFunctionStartFailed E', failed('E')]],
    [INVOKE, 'lambdaReturns', lambdaReturns(1), [...service, 'TaskSucceeded', ...succeeded]],
    [PUBLISH, 'fails', fails('E'), [...service, 'TaskFailed E', failed('E')]],
    [PUBLISH, 'timesOut', timesOut(), [...service, 'TaskTimedOut States.Timeout', failed('States.Timeout')]],
    [PUBLISH, 'failsToStart', failsToStart('E'), [service[0], 'TaskStartFailed E', failed('E')]],
    [SYNC, 'succeeds', succeeds(), [...submitted, 'TaskSucceeded', ...succeeded]],
    [SYNC, 'fails', fails('E'), [...submitted, 'TaskFailed E', failed('E')]],
    [SYNC, 'failsToSubmit', failsToSubmit('E'), [...service, 'TaskSubmitFailed E', failed('E')]],
    [CALLBACK, 'fails', fails('E'), [...submitted, 'TaskFailed E', failed('E')]],
    [
      CALLBACK,
      'heartbeatTimesOut',
      heartbeatTimesOut(),
      [...submitted, 'TaskTimedOut States.Timeout', failed('States.Timeout')],
    ],
    [CALLBACK, 'neverEnds', neverEnds(), submitted],
    [ACTIVITY_ARN, 'succeeds', succeeds(), [...activity, 'ActivitySucceeded', ...succeeded]],
    [ACTIVITY_ARN, 'fails', fails('E'), [...activity, 'ActivityFailed E', failed('E')]],
    [ACTIVITY_ARN, 'timesOut', timesOut(), [...activity, 'ActivityTimedOut States.Timeout', failed('States.Timeout')]],
    [ACTIVITY_ARN, 'failsToSchedule', failsToSchedule('E'), [activity[0], 'ActivityScheduleFailed E', failed('E')]],
    [ACTIVITY_ARN, 'neverEnds', neverEnds(), [activity[0]]],
  ])('of %s: %s', (resource, _name, outcome, expected) => {
    expect(steps(resource, outcome)).toEqual(expected);
  });

  it.each([
    [PUBLISH, failsToSchedule(), 'AWS has no event for a service task that cannot be scheduled'],
    [CALLBACK, failsToSchedule(), 'AWS has no event for a service task that cannot be scheduled'],
    [ACTIVITY_ARN, failsToStart(), 'AWS has no event for an activity that cannot be started'],
    [PUBLISH, failsToSubmit(), 'only .sync and .waitForTaskToken are submitted'],
    [LAMBDA_ARN, failsToSubmit(), 'only .sync and .waitForTaskToken are submitted'],
    [ACTIVITY_ARN, failsToSubmit(), 'only .sync and .waitForTaskToken are submitted'],
    [LAMBDA_ARN, heartbeatTimesOut(), 'a Lambda function has no heartbeat'],
    [PUBLISH, succeeds({}, { submitted: {} }), 'only .sync and .waitForTaskToken are submitted'],
    [PUBLISH, succeeds({}, { workerName: 'w' }), 'only activities have a worker'],
    [PUBLISH, failsUntilRedriven('E', '', { then: failsToSubmit() }), 'only .sync and .waitForTaskToken are submitted'],
  ])('that a task of %s cannot have (%j) is refused when it is scripted', (resource, outcome, why) => {
    const definition = flow({ T: task(resource) });
    const act = () => sfn().createStateMachine({ name: 'misfit', definition, tasks: { T: outcome } });
    expect(act).toThrow(TestkitError);
    expect(act).toThrow(why);
    expect(() =>
      sfn().createStateMachine({ name: 'misfits', definition, tasks: { T: [succeeds(), outcome] } }),
    ).toThrow(why);
  });

  it('that does not fit is refused loudly where a function returns it', () => {
    expect(() => play(flow({ T: task() }), { tasks: { T: () => failsToSubmit('E') } })).toThrow(
      "Task 'T' cannot have the outcome failsToSubmit()",
    );
  });

  it('of lambda:invoke comes in the envelope of the service', () => {
    const played = play(flow({ T: task(INVOKE) }), { tasks: { T: lambdaReturns({ paid: true }) } }).settle();
    expect(played.output()).toMatchObject({ ExecutedVersion: '$LATEST', Payload: { paid: true }, StatusCode: 200 });
  });

  it('of a Lambda function that throws has the error object as its cause', () => {
    const tasks = { T: lambdaThrows('CardDeclined', 'no funds', { trace: ['at charge'] }) };
    const played = play(flow({ T: task(INVOKE) }), { tasks }).settle();
    expect(JSON.parse(played.error().cause!)).toEqual({
      errorMessage: 'no funds',
      errorType: 'CardDeclined',
      requestId: expect.any(String),
      stackTrace: ['at charge'],
    });
  });

  it('with a submitted output shows it in TaskSubmitted', () => {
    const tasks = { T: succeeds({ done: 1 }, { submitted: { TaskArn: 'arn' } }) };
    const played = play(flow({ T: task(SYNC) }), { tasks }).settle();
    expect(played.details('TaskSubmitted')).toMatchObject({
      output: '{"TaskArn":"arn"}',
      resource: 'runTask.sync',
      resourceType: 'ecs',
    });
  });

  it('of an activity names the worker', () => {
    const played = play(flow({ T: activityTask() }), { tasks: { T: succeeds({}, { workerName: 'w' }) } }).settle();
    expect(played.details('ActivityStarted')).toEqual({ workerName: 'w' });
  });
});

describe('an unscripted task', () => {
  it('succeeds with {}, a Lambda invoke with its envelope', () => {
    expect(
      play(flow({ T: task() }))
        .settle()
        .output(),
    ).toEqual({});
    expect(
      play(flow({ T: task(INVOKE) }))
        .settle()
        .output(),
    ).toMatchObject({ Payload: {}, StatusCode: 200 });
    expect(
      play(flow({ T: task(LAMBDA_ARN) }))
        .settle()
        .output(),
    ).toEqual({});
  });

  it.each([ACTIVITY_ARN, CALLBACK])('of %s waits for an answer', (resource) => {
    expect(
      play(flow({ T: task(resource) }))
        .settle()
        .status(),
    ).toBe('RUNNING');
  });
});

describe('redrives of the same task one after the other', () => {
  it('hang each on the original entry', () => {
    const played = play(flow({ T: task() }), { tasks: { T: fails('E') } }).settle();
    for (let round = 0; round < 2; round += 1) played.redrive().settle();
    expect(played.lines().slice(5)).toEqual(
      lines(`
        6<-5 ExecutionFailed E
        7<-6 ExecutionRedriven 1
        8<-2 TaskScheduled
        9<-8 TaskStarted
        10<-9 TaskFailed E
        11<-10 ExecutionFailed E
        12<-11 ExecutionRedriven 2
        13<-2 TaskScheduled
        14<-13 TaskStarted
        15<-14 TaskFailed E
        16<-15 ExecutionFailed E
      `),
    );
  });
});
