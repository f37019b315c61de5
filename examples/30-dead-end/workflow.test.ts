/**
 * Shows: a search that finds the executions that no redrive can save.
 * Trap: a Catch that ends in a Fail state: the failure is told, and a redrive has nothing to repeat but the Fail state.
 */
import { exploreRedrives } from 'redrive-testkit/explore';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { checkout } from './workflow';

const sfn = setupFakeStepFunctions();

const input = { orderId: 7 };
const keyOf = (task: { input: unknown }): string =>
  (task.input as { Payload: { idempotencyKey: string } }).Payload.idempotencyKey;
const everyTask = (...names: string[]) => Object.fromEntries(names.map((name) => [name, keyOf]));

test('whatever fails: a redrive gets the order shipped', () => {
  const report = exploreRedrives({ definition: checkout, input, idempotencyKey: everyTask('Charge', 'Ship') });

  expect(report).toBeRedriveSafe();
});

test('naive: once the failure is caught, no redrive leads out of it', () => {
  const idempotencyKey = everyTask('Charge', 'Ship', 'Tell');
  const report = exploreRedrives({ definition: naive.checkout, input, idempotencyKey });

  const deadEnd = report.findings.find(({ kind }) => kind === 'dead-end')!;
  expect(deadEnd.state).toBe('Give up');

  const { executionArn } = deadEnd.seed(sfn);
  sfn.redriveExecution({ executionArn });
  sfn.settle();
  expect(sfn.history(executionArn).slice(-2)).toMatchObject([
    { type: 'ExecutionRedriven' },
    { type: 'ExecutionFailed' },
  ]);
});
