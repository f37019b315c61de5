/**
 * Shows: client tokens that make a redrive idempotent.
 * Trap: one fixed token: for 15 minutes the second redrive is answered like the first, and nothing happens.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution, fails, minutes } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { redrive } from './redriver';

const sfn = setupFakeStepFunctions();
const failsAgain = () => failedExecution('lambda-function-failed', { afterRedrive: fails('GatewayTimeout') });

test('each failure can be redriven', async () => {
  const order = sfn.seed(failsAgain());
  await redrive(new SFNClient({}), order.executionArn);
  sfn.settle();
  await redrive(new SFNClient({}), order.executionArn);
  expect(sfn).toHaveRedriven(order, { times: 2 });
});

test('one failure is redriven once, whoever tries', async () => {
  const order = sfn.seed(failsAgain());
  await Promise.all([redrive(new SFNClient({}), order.executionArn), redrive(new SFNClient({}), order.executionArn)]);
  expect(sfn).toHaveRedriven(order, { times: 1 });
});

test('naive: the second redrive is answered, and does nothing', async () => {
  const order = sfn.seed(failsAgain());
  await naive.redrive(new SFNClient({}), order.executionArn);
  sfn.settle();

  await naive.redrive(new SFNClient({}), order.executionArn);

  expect(sfn).toHaveReplayedToken(order);
  expect(sfn.execution(order)).toMatchObject({ status: 'FAILED', redriveCount: 1 });
});

test('naive: a quarter of an hour later it would have worked', async () => {
  const order = sfn.seed(failsAgain());
  await naive.redrive(new SFNClient({}), order.executionArn);
  sfn.clock.advanceBy(minutes(15));

  await naive.redrive(new SFNClient({}), order.executionArn);

  expect(sfn).toHaveRedriven(order, { times: 2 });
});
