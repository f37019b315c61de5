/**
 * Shows: a search that fails a workflow everywhere, redrives it, and tells which of its effects took place twice.
 * Trap: a payment without an idempotency key: stopped while the card is being charged, the execution is redriven and charges it again.
 */
import { exploreRedrives } from 'redrive-testkit/explore';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { checkout } from './workflow';

const sfn = setupFakeStepFunctions();

const input = { orderId: 7 };
const keyOf = (task: { input: unknown }): string =>
  (task.input as { Payload: { idempotencyKey: string } }).Payload.idempotencyKey;

test('whatever fails, and however often it is redriven: one payment, one mail', () => {
  const report = exploreRedrives({ definition: checkout, input, idempotencyKey: { Charge: keyOf, Mail: keyOf } });

  expect(report).toBeRedriveSafe();
});

test('naive: stopped while the card is being charged, and the customer pays twice', () => {
  const report = exploreRedrives({ definition: naive.checkout, input });

  const paidTwice = report.findings.find(({ kind, state }) => kind === 'effect-repeated' && state === 'Charge');
  expect(paidTwice?.headline).toBe('Charge ran twice');
  expect(paidTwice?.course).toBe(
    'the execution was stopped after event 8 (TaskStarted) · ABORTED → redrive → SUCCEEDED',
  );
});

test('naive: what was found can be redriven step by step', () => {
  const report = exploreRedrives({ definition: naive.checkout, input });
  const { executionArn } = report.findings.find(({ state }) => state === 'Charge')!.seed(sfn);

  sfn.redriveExecution({ executionArn });
  sfn.settle();

  const charged = sfn
    .history(executionArn)
    .filter(({ taskScheduledEventDetails }) => taskScheduledEventDetails?.parameters?.includes('charge'));
  expect(charged).toHaveLength(2);
});
