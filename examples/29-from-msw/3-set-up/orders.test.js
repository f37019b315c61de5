/**
 * Step 3: the set-up answers for Step Functions, with region, credentials and a fresh fake for each test; msw answers for the shop alone.
 */
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { days, executionLimitExceeded, failedExecution, fails } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/vitest';
import { recoverOrder } from '../redriver.js';
import { orders, shopHandlers } from '../shopHandlers.js';

const sfn = setupFakeStepFunctions();
const server = setupServer(...shopHandlers);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

test('a failed order is recovered', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }));
  orders.set('seven', order);

  await recoverOrder('seven');

  expect(orders.get('seven')).toMatchObject({ state: 'recovered' });
  expect(sfn).toHaveRedrivenOnly([order]);
  expect(sfn.history(order)).toResumeAt('ChargeCard');
});

test('an order that fails again is told apart', async () => {
  orders.set('seven', sfn.seed(failedExecution('lambda-function-failed', { afterRedrive: fails('CardDeclined') })));
  await recoverOrder('seven');
  expect(orders.get('seven')).toMatchObject({ state: 'failed again' });
});

test('an order that cannot be redriven is lost', async () => {
  orders.set('seven', sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(15) })));
  await recoverOrder('seven');
  expect(orders.get('seven')).toMatchObject({ state: 'lost' });
});

test('an order that there was no room for is not lost', async () => {
  orders.set('seven', sfn.seed(failedExecution('lambda-function-failed')));
  sfn.failNext('RedriveExecution', executionLimitExceeded());
  await expect(recoverOrder('seven')).rejects.toMatchObject({ name: 'ExecutionLimitExceeded' });
});

test('a lost response is retried, and the order runs once', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  orders.set('seven', order);
  sfn.loseNextResponse('RedriveExecution');

  await recoverOrder('seven');

  expect(sfn).toHaveRedriven(order, { times: 1 });
});
