/**
 * Shows: a Lambda function that redrives on an event of EventBridge, in the loop with Step Functions.
 * Trap: no cap: an execution that fails for good is redriven for ever.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import { fails, failsUntilRedriven } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { onStatusChange } from './redriver';

const sfn = setupFakeStepFunctions();

test('what fails twice succeeds without anybody being called', async () => {
  const { executionArn } = started(failsUntilRedriven('GatewayTimeout', 'no answer', { redrives: 2 }));
  sfn.onStatusChange((event) => onStatusChange(event, new SFNClient({})));

  await sfn.idle();

  expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
});

test('what fails for good is given up after three redrives', async () => {
  const { executionArn } = started(fails('CardStolen'));
  sfn.onStatusChange((event) => onStatusChange(event, new SFNClient({})));

  await sfn.idle();

  expect(sfn.execution(executionArn)).toMatchObject({ status: 'FAILED', redriveCount: 3 });
});

test('an event that is delivered twice is one redrive', async () => {
  const { executionArn } = started(failsUntilRedriven('GatewayTimeout', 'no answer'));
  sfn.onStatusChange(async (event) => {
    await onStatusChange(event, new SFNClient({}));
    await onStatusChange(event, new SFNClient({}));
  });

  await sfn.idle();

  expect(sfn).toHaveRedriven(executionArn, { times: 1 });
  expect(sfn).toHaveReplayedToken(executionArn);
});

test('naive: what fails for good is redriven until somebody notices the bill', async () => {
  const { executionArn } = started(fails('CardStolen'));
  sfn.onStatusChange((event) => naive.onStatusChange(event, new SFNClient({})));

  await expect(sfn.idle()).rejects.toThrow(`A status listener and execution ${executionArn} are in a loop.`);
});

function started(outcome: ReturnType<typeof fails>) {
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'orders',
    definition: {
      StartAt: 'ChargeCard',
      States: {
        ChargeCard: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge', End: true },
      },
    },
    tasks: { ChargeCard: outcome },
  });
  return sfn.startExecution({ stateMachineArn });
}
