/**
 * Shows: taking over a suite of hand-written msw handlers, in three steps, each of them green.
 * Trap: a handler that answers some 400 for a refusal: at AWS, a full account and a missing permission are a 400 too.
 *
 * This is the suite as it was, in Vitest. In Jest the steps are the same; its CommonJS mode needs testEnvironment:
 * 'redrive-testkit/jest-environment' to load msw at all.
 */
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { recoverOrder } from '../naive.js';
import { orders, shopHandlers } from '../shopHandlers.js';

const STATES = 'https://states.us-east-1.amazonaws.com/';
const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:orders:seven';

/** Step Functions, as far as these tests need it. */
const stepFunctions = http.post(STATES, ({ request }) =>
  request.headers.get('x-amz-target') === 'AWSStepFunctions.RedriveExecution'
    ? HttpResponse.json({ redriveDate: 1.7e9 })
    : HttpResponse.json({ executionArn, status: 'SUCCEEDED' }),
);

const server = setupServer(...shopHandlers, stepFunctions);
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
beforeAll(() => {
  Object.assign(process.env, environment);
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(() => void orders.set('seven', { executionArn }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test('a failed order is recovered', async () => {
  await recoverOrder('seven');
  expect(orders.get('seven')).toMatchObject({ state: 'recovered' });
});

test('an order that cannot be redriven is lost', async () => {
  server.use(http.post(STATES, () => HttpResponse.json({ message: 'not redrivable' }, { status: 400 })));

  await recoverOrder('seven');
  expect(orders.get('seven')).toMatchObject({ state: 'lost' });
});
