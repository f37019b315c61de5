/**
 * Step 3: the set-up makes the stub anew before each test, and the tests ask what happened instead of counting calls.
 */
import { days, executionLimitExceeded, failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import { recoverOrders } from '../redriver';

const sfn = setupFakeStepFunctions({ adapter: 'client-mock' });

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
