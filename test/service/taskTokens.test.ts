import { createFakeStepFunctions } from 'redrive-testkit';

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
