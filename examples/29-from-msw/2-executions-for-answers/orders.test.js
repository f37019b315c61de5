/**
 * Step 2: the handlers for Step Functions are gone, and executions stand for what they answered. One test shows what the old code makes of
 * a 400 that is no refusal; the code is mended.
 */
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFakeStepFunctions, days, executionLimitExceeded, failedExecution, fails } from 'redrive-testkit';
import { toMswHandlers } from 'redrive-testkit/msw';
import * as naive from '../naive.js';
import { recoverOrder } from '../redriver.js';
import { orders, shopHandlers } from '../shopHandlers.js';

const sfn = createFakeStepFunctions();
const server = setupServer(...shopHandlers, ...toMswHandlers(sfn));
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
beforeAll(() => {
  Object.assign(process.env, environment);
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(() => sfn.reset());
afterAll(() => server.close());

test('a failed order is recovered', async () => {
  orders.set('seven', sfn.seed(failedExecution('lambda-function-failed')));
  await recoverOrder('seven');
  expect(orders.get('seven')).toMatchObject({ state: 'recovered' });
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

test('naive: a full account loses the order', async () => {
  orders.set('seven', sfn.seed(failedExecution('lambda-function-failed')));
  sfn.failNext('RedriveExecution', executionLimitExceeded());
  await naive.recoverOrder('seven');
  expect(orders.get('seven')).toMatchObject({ state: 'lost' });
});
