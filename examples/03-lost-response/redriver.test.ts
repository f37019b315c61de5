/**
 * Shows: a redrive that was committed, but whose response got lost.
 * Trap: trying again with a new client token: AWS refuses it, because the execution is running.
 */
import { ExecutionNotRedrivable, SFNClient } from '@aws-sdk/client-sfn';
import { days, failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redrive } from './redriver';

const sfn = setupFakeStepFunctions();

test('the SDK tries again, and gets the answer of the first try', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  sfn.loseNextResponse('RedriveExecution');

  const redriveDate = await redrive(new SFNClient({}), order.executionArn);

  expect(redriveDate).toEqual(sfn.execution(order).redriveDate);
  expect(sfn).toHaveReplayedToken(order);
  expect(sfn).toHaveRedriven(order, { times: 1 });
});

test('it is still one redrive when the SDK has given up', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  sfn.loseNextResponse('RedriveExecution', { times: 4 });

  await redrive(new SFNClient({ maxAttempts: 2 }), order.executionArn);

  expect(sfn.calls).toHaveLength(5);
  expect(sfn).toHaveRedriven(order, { times: 1 });
});

test('a refusal is final', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(15) }));

  await expect(redrive(new SFNClient({}), order.executionArn)).rejects.toThrow(ExecutionNotRedrivable);

  expect(sfn.calls).toHaveLength(1);
});

test('naive: reports a failure although the execution was redriven', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  sfn.loseNextResponse('RedriveExecution', { times: 2 });

  await expect(naive.redrive(new SFNClient({ maxAttempts: 2 }), order.executionArn)).rejects.toThrow(
    ExecutionNotRedrivable,
  );
  expect(sfn).toHaveRedriven(order, { times: 1 });
});
