/**
 * Step 1: the handlers of the fake stand behind the old ones, which still answer what they did. A new test uses none of them.
 */
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFakeStepFunctions, failedExecution } from 'redrive-testkit';
import { toMswHandlers } from 'redrive-testkit/msw';
import { recoverOrder } from '../naive.js';
import { orders, shopHandlers } from '../shopHandlers.js';

const STATES = 'https://states.us-east-1.amazonaws.com/';
const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:orders:seven';

const stepFunctions = http.post(STATES, ({ request }) =>
  request.headers.get('x-amz-target') === 'AWSStepFunctions.RedriveExecution'
    ? HttpResponse.json({ redriveDate: 1.7e9 })
    : HttpResponse.json({ executionArn, status: 'SUCCEEDED' }),
);

const sfn = createFakeStepFunctions();
const server = setupServer(...shopHandlers, ...toMswHandlers(sfn));
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
beforeAll(() => {
  Object.assign(process.env, environment);
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(() => {
  sfn.reset();
  orders.set('seven', { executionArn });
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('the old tests', () => {
  beforeEach(() => server.use(stepFunctions));

  test('a failed order is recovered', async () => {
    await recoverOrder('seven');
    expect(orders.get('seven')).toMatchObject({ state: 'recovered' });
  });

  test('an order that cannot be redriven is lost', async () => {
    server.use(http.post(STATES, () => HttpResponse.json({ message: 'not redrivable' }, { status: 400 })));

    await recoverOrder('seven');
    expect(orders.get('seven')).toMatchObject({ state: 'lost' });
  });
});

test('a new test: the order really runs again', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  orders.set('seven', order);

  await recoverOrder('seven');
  expect(orders.get('seven')).toMatchObject({ state: 'recovered' });
  expect(sfn.execution(order)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
});
