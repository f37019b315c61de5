/**
 * Shows: Vitest.
 */
import { failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/vitest';
import { expect, test } from 'vitest';
import { recover } from './redriver.js';

const sfn = setupFakeStepFunctions();

test('a failed execution recovers', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }));

  expect(await recover(order.executionArn, { pollEvery: 10 })).toBe('SUCCEEDED');

  expect(sfn).toHaveRedriven(order, { times: 1 });
  expect(sfn.history(order)).toResumeAt('ChargeCard');
});
