/**
 * Step 4: without an adapter in the options, the real client takes part. aws-sdk-client-mock can go, and what a stub cannot show is a test:
 * throttling and lost responses, which the SDK retries.
 */
import { days, executionLimitExceeded, failedExecution, throttled } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import { recoverOrders } from '../redriver';

const sfn = setupFakeStepFunctions();

test('all failed orders are redriven', async () => {
  const orders = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }), { count: 120 });

  await recoverOrders(orders[0]!.stateMachineArn);

  expect(sfn).toHaveRedrivenOnly(orders);
  expect(sfn.history(orders[0]!)).toResumeAt('ChargeCard');
});

test('a refused order does not stop the others', async () => {
  const late = sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(15) }));
  const order = sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(1) }));

  expect((await recoverOrders(order.stateMachineArn)).refused).toEqual([late.executionArn]);

  expect(sfn).toHaveRedrivenOnly([order]);
});

test('any other error stops the job', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  sfn.failNext('RedriveExecution', executionLimitExceeded());

  await expect(recoverOrders(order.stateMachineArn)).rejects.toMatchObject({ name: 'ExecutionLimitExceeded' });

  expect(sfn).not.toHaveRedriven(order);
});

test('a lost response and a throttled call cost nothing', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  sfn.loseNextResponse('RedriveExecution');
  sfn.failNext('ListExecutions', throttled());

  expect((await recoverOrders(order.stateMachineArn)).redriven).toEqual([order.executionArn]);

  expect(sfn).toHaveRedriven(order, { times: 1 });
  expect(sfn).toHaveReplayedToken(order.executionArn);
});
