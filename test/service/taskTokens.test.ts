import { createFakeStepFunctions, virtualClock } from 'redrive-testkit';

/** A fake in this place with an open activity task, and its token. */
function leased(region: string, account: string) {
  const sfn = createFakeStepFunctions({ region, account });
  const { activityArn } = sfn.createActivity({ name: 'ship' });
  const definition = { StartAt: 'Ship', States: { Ship: { Type: 'Task', Resource: activityArn, End: true } } };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition });
  sfn.startExecution({ stateMachineArn });
  return { sfn, taskToken: sfn.getActivityTask({ activityArn }).taskToken! };
}

it.each([
  ['another Region', 'eu-west-1', '123456789012'],
  ['another account', 'us-east-1', '999999999999'],
])('a task token of %s is an invalid one', (_what, region, account) => {
  const here = leased('us-east-1', '123456789012');
  const there = leased(region, account);
  expect(there.taskToken).toHaveLength(368);
  expect(() => here.sfn.sendTaskSuccess({ taskToken: there.taskToken, output: '{}' })).toThrow(
    "Invalid Token: 'Invalid token'",
  );
});

/** The refusal of a call, as text; what it answers otherwise. */
function outcomeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

describe('a token whose task is over', () => {
  test('is refused with the ARN of the activity, by all three calls [task.dead-activity]', () => {
    const { sfn, taskToken } = leased('us-east-1', '123456789012');
    sfn.sendTaskSuccess({ taskToken, output: '{}' });
    const dead = "TaskTimedOut: Task Timed Out: 'arn:aws:states:us-east-1:123456789012:activity:ship'";
    expect(outcomeOf(() => sfn.sendTaskSuccess({ taskToken, output: '{}' }))).toBe(dead);
    expect(outcomeOf(() => sfn.sendTaskFailure({ taskToken }))).toBe(dead);
    expect(outcomeOf(() => sfn.sendTaskHeartbeat({ taskToken }))).toBe(dead);
  });

  test('of a callback is refused with words of its own [task.dead-callback]', () => {
    const sfn = createFakeStepFunctions();
    const Resource = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
    const Parameters = { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } };
    const definition = { StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource, Parameters, End: true } } };
    const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition });
    const { executionArn } = sfn.startExecution({ stateMachineArn });
    const scheduled = sfn.history(executionArn).find(({ type }) => type === 'TaskScheduled');
    const parameters = JSON.parse(scheduled?.taskScheduledEventDetails?.parameters ?? '') as {
      MessageBody: { token: string };
    };
    const taskToken = parameters.MessageBody.token;
    sfn.sendTaskSuccess({ taskToken, output: '{}' });
    expect(outcomeOf(() => sfn.sendTaskHeartbeat({ taskToken }))).toBe(
      "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
    );
  });

  test('is looked at after its output [task.order-of-checks]', () => {
    const { sfn, taskToken } = leased('us-east-1', '123456789012');
    const answer = (token: string) => outcomeOf(() => sfn.sendTaskSuccess({ taskToken: token, output: 'not-json' }));
    expect(answer('not-a-task-token')).toBe("InvalidToken: Invalid Token: 'Invalid token'");
    const refused = "InvalidOutput: Invalid Output: 'not-json' is not valid JSON.";
    expect(answer(taskToken)).toBe(refused);
    expect(sfn.sendTaskSuccess({ taskToken, output: '{}' })).toEqual({});
    expect(answer(taskToken)).toBe(refused);
  });
});

describe('the token of a task that was aborted because its sibling failed', () => {
  function aborted() {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const { activityArn } = sfn.createActivity({ name: 'ship' });
    const branch = (name: string) => ({
      StartAt: name,
      States: { [name]: { Type: 'Task', Resource: activityArn, End: true } },
    });
    const states = { Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } };
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'orders',
      definition: { StartAt: 'Both', States: states },
    });
    sfn.startExecution({ stateMachineArn });
    const [first = '', sibling = ''] = [1, 2].map(() => sfn.getActivityTask({ activityArn }).taskToken);
    sfn.sendTaskFailure({ taskToken: first, error: 'Boom' });
    return { sfn, heartbeat: () => outcomeOf(() => sfn.sendTaskHeartbeat({ taskToken: sibling })), sibling };
  }

  test('still has one heartbeat, soon after [task.heartbeat-after-abort]', () => {
    const { sfn, heartbeat, sibling } = aborted();
    sfn.clock.advanceBy(250);
    expect(heartbeat()).toEqual({});
    expect(outcomeOf(() => sfn.sendTaskSuccess({ taskToken: sibling, output: '{}' }))).toMatch(/^TaskTimedOut/);
    expect(heartbeat()).toMatch(/^TaskTimedOut/);
  });

  test('has none half a second after [task.heartbeat-grace]', () => {
    const { sfn, heartbeat } = aborted();
    sfn.clock.advanceBy(499);
    expect(heartbeat()).toEqual({});
    const later = aborted();
    later.sfn.clock.advanceBy(500);
    expect(later.heartbeat()).toMatch(/^TaskTimedOut/);
  });

  test('is refused at once after a stop', () => {
    const { sfn, taskToken } = leased('us-east-1', '123456789012');
    const [{ executionArn = '' } = {}] = sfn.listExecutions({
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:orders',
    }).executions;
    sfn.stopExecution({ executionArn });
    expect(outcomeOf(() => sfn.sendTaskHeartbeat({ taskToken }))).toMatch(/^TaskTimedOut/);
  });
});
