/**
 * Shows: waiting for the outcome, in tests that do not wait.
 * Trap: reading members that the answer of RedriveExecution does not have.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution, minutes, seconds, succeeds } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redriveAndWait } from './redriver';

const sfn = setupFakeStepFunctions();
afterEach(() => jest.useRealTimers());

test('a task without a duration is done when the loop asks for the second time', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  expect(await redriveAndWait(new SFNClient({}), order.executionArn, { pollEvery: 0 })).toBe('SUCCEEDED');
});

test('a task of ten minutes takes ten minutes of the fake timers', async () => {
  jest.useFakeTimers();
  const afterRedrive = succeeds({ paid: true }, { after: minutes(10) });
  const order = sfn.seed(failedExecution('lambda-function-failed', { afterRedrive }));

  const outcome = redriveAndWait(new SFNClient({}), order.executionArn);
  await jest.advanceTimersByTimeAsync(minutes(9));
  expect(sfn.execution(order)).toHaveStatus('RUNNING');
  await jest.advanceTimersByTimeAsync(minutes(1) + seconds(10));

  expect(await outcome).toBe('SUCCEEDED');
});

test('naive: reports a failure before anything has happened', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  expect(await naive.redriveAndWait(new SFNClient({}), order.executionArn)).toBe('FAILED');
  sfn.settle();
  expect(sfn.execution(order)).toHaveStatus('SUCCEEDED');
});
