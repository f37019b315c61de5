/**
 * Shows: two workers that redrive the same job at the same time.
 * Trap: writing IN_PROGRESS before the call: a refused job stays in progress for ever.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { executionLimitExceeded, failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redriveJob, type Jobs } from './redriver';

const sfn = setupFakeStepFunctions();

function failedJob() {
  const job = sfn.seed(failedExecution('lambda-function-failed'));
  const jobs: Jobs = new Map([[job.executionArn, 'FAILED']]);
  return { ...job, jobs };
}

test('one worker wins, and the other is content', async () => {
  const { executionArn, jobs } = failedJob();
  // The slow worker's call is on its way when the fast one's arrives.
  const call = sfn.hold('RedriveExecution');
  const slow = redriveJob(new SFNClient({}), jobs, executionArn);
  await call.arrived;
  await redriveJob(new SFNClient({}), jobs, executionArn);
  call.release();
  await slow;

  expect(sfn).toHaveRedriven(executionArn, { times: 1 });
  expect(jobs.get(executionArn)).toBe('IN_PROGRESS');
});

test('a refused job can be tried again', async () => {
  const { executionArn, jobs } = failedJob();
  sfn.failNext('RedriveExecution', executionLimitExceeded());

  await expect(redriveJob(new SFNClient({}), jobs, executionArn)).rejects.toThrow();
  expect(jobs.get(executionArn)).toBe('FAILED');

  await redriveJob(new SFNClient({}), jobs, executionArn);
  expect(sfn).toHaveRedriven(executionArn, { times: 1 });
});

test('naive: a refused job is never touched again', async () => {
  const { executionArn, jobs } = failedJob();
  sfn.failNext('RedriveExecution', executionLimitExceeded());
  await expect(naive.redriveJob(new SFNClient({}), jobs, executionArn)).rejects.toThrow();

  await naive.redriveJob(new SFNClient({}), jobs, executionArn);

  expect(jobs.get(executionArn)).toBe('IN_PROGRESS');
  expect(sfn.execution(executionArn)).toHaveStatus('FAILED');
  expect(sfn).not.toHaveRedriven(executionArn);
});
