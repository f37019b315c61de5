/**
 * Shows: the errors that the SDK really throws.
 * Trap: a mock that rejects with an error of AWS's that does not exist: it agrees with the mistake.
 */
import { ExecutionNotRedrivable, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { awsError, days, failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redriveIfPossible } from './redriver';

const sfn = setupFakeStepFunctions();
const tooOld = () => sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(15) }));

test('an execution that is too old is left alone', async () => {
  expect(await redriveIfPossible(new SFNClient({}), tooOld().executionArn)).toBe(false);
});

test('naive: a hand-written mock is content with it', async () => {
  const client = new SFNClient({});
  mockClient(client).rejects(Object.assign(new Error(), { name: 'ExecutionNotRedrivableException' }));
  expect(await naive.redriveIfPossible(client, tooOld().executionArn)).toBe(false);
});

test('naive: AWS is not', async () => {
  await expect(naive.redriveIfPossible(new SFNClient({}), tooOld().executionArn)).rejects.toThrow(
    ExecutionNotRedrivable,
  );
});

test('the fake refuses to send an error that AWS does not send', () => {
  expect(() => awsError('ExecutionNotRedrivableException' as 'ExecutionNotRedrivable')).toThrow(
    "AWS answers no error 'ExecutionNotRedrivableException' for Step Functions.",
  );
});
