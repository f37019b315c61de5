/**
 * Shows: the smallest test: a failed execution, your code, an assertion.
 * Trap: a redrive that names the state machine instead of the execution.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redrive } from './redriver';

const sfn = setupFakeStepFunctions();

test('the execution is redriven', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }));

  await redrive(new SFNClient({}), order.executionArn);

  expect(sfn).toHaveRedriven(order, { times: 1 });
  expect(sfn.history(order)).toResumeAt('ChargeCard');
});

test('naive: AWS does not know which execution is meant', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));

  await expect(naive.redrive(new SFNClient({}), order.stateMachineArn)).rejects.toThrow(
    "1 validation error detected: Value null at 'executionArn' failed to satisfy constraint: Member must not be null",
  );
  expect(sfn).not.toHaveRedriven(order);
});
