/**
 * Shows: an execution can be redriven for 14 days after it stopped.
 * Trap: counting from its start, which gives up long-running executions that failed yesterday.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { days, failedExecution, hours } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redriveFailed } from './redriver';

const sfn = setupFakeStepFunctions();
const stopped = (stoppedAgo: number) => sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo }));

test('those of the last 14 days are redriven, older ones are left alone', async () => {
  const recent = stopped(days(14) - hours(1));
  const old = stopped(days(14) + hours(1));

  expect(await redriveFailed(new SFNClient({}), recent.stateMachineArn)).toEqual([recent.executionArn]);

  expect(sfn.execution(old)).not.toBeRedrivable({ reason: 'Execution redrivable period exceeded' });
});

test('one that ran for weeks and failed yesterday is redriven', async () => {
  const order = failedAfterWeeks();
  expect(await redriveFailed(new SFNClient({}), order.stateMachineArn)).toEqual([order.executionArn]);
});

test('naive: it is given up', async () => {
  const order = failedAfterWeeks();
  expect(await naive.redriveFailed(new SFNClient({}), order.stateMachineArn)).toEqual([]);
  expect(sfn.execution(order)).toBeRedrivable();
});

function failedAfterWeeks() {
  const startedAt = sfn.clock.now() - days(30);
  return sfn.seed(failedExecution('lambda-function-failed', { startedAt, stoppedAgo: days(1) }));
}
