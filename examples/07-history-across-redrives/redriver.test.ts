/**
 * Shows: reading a history that goes on across redrives.
 * Trap: taking the first failure of the history for the current one.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution, fails, printHistory } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { currentFailure } from './redriver';

const sfn = setupFakeStepFunctions();

test('the current failure is the last one', async () => {
  const order = failedInTwoWays();
  expect(await currentFailure(new SFNClient({}), order.executionArn)).toBe('CardExpired');
});

test('a redriven execution that is running has not failed', async () => {
  const order = failedInTwoWays();
  sfn.redriveExecution(order);
  expect(await currentFailure(new SFNClient({}), order.executionArn)).toBeUndefined();
});

test('the history shows one attempt below the other', () => {
  const order = failedInTwoWays();
  expect(sfn.history(order)).toContainHistoryEvents([
    { type: 'ExecutionFailed', error: 'GatewayTimeout' },
    { type: 'ExecutionRedriven', redriveCount: 1 },
    { type: 'ExecutionFailed', error: 'CardExpired' },
  ]);
  expect(printHistory(sfn.history(order))).toMatch(/first run[^]*GatewayTimeout[^]*redrive 1[^]*CardExpired/);
});

test('naive: reports what was mended long ago', async () => {
  const order = failedInTwoWays();
  expect(await naive.currentFailure(new SFNClient({}), order.executionArn)).toBe('GatewayTimeout');
});

function failedInTwoWays() {
  const order = sfn.seed(
    failedExecution('lambda-function-failed', { error: 'GatewayTimeout', afterRedrive: fails('CardExpired') }),
  );
  sfn.redriveExecution(order);
  sfn.settle();
  return order;
}
