import { RedriveExecutionCommand, SFNServiceException, type SFNClient } from '@aws-sdk/client-sfn';
import { accessDenied, days, executionLimitExceeded, throttled, type FakeStepFunctions } from 'redrive-testkit';
import { failedOrder } from './failedOrder';

/** Each way in which RedriveExecution is refused, in the order in which the service looks. */
export async function showRefusals(client: SFNClient, sfn: FakeStepFunctions, succeeded: string): Promise<void> {
  const arnOf = (resource: string): string => `arn:aws:states:us-east-1:123456789012:${resource}`;
  const { executionArn, stateMachineArn } = failedOrder(sfn, 'refused');
  const show = async (title: string, input: { executionArn: string; clientToken?: string }): Promise<void> => {
    console.log(`${title.padEnd(34)}${await outcomeOf(client, input)}\n`);
  };

  sfn.failNext('RedriveExecution', throttled());
  await show('throttled', { executionArn });
  sfn.failNext('RedriveExecution', accessDenied());
  await show('the caller may not', { executionArn });
  await show('members that break the model', { executionArn: '', clientToken: 'ü' });
  await show('not an ARN', { executionArn: 'order-1001' });
  await show('the ARN of a state machine', { executionArn: stateMachineArn });
  await show('an Express execution', { executionArn: arnOf('express:refused:order:0f2c') });
  await show('a child of a Map Run', { executionArn: arnOf('execution:refused/EachOrder:0f2c') });
  await show('an unknown execution', { executionArn: arnOf('execution:refused:nobody') });
  await show('it succeeded', { executionArn: succeeded });
  sfn.failNext('RedriveExecution', executionLimitExceeded());
  await show('too many open executions', { executionArn });
  sfn.redriveExecution({ executionArn });
  await show('it is running', { executionArn });
  sfn.settle({ skipTime: true });
  sfn.clock.advanceBy(days(14) + 1);
  await show('14 days and a millisecond later', { executionArn });
}

async function outcomeOf(client: SFNClient, input: { executionArn: string; clientToken?: string }): Promise<string> {
  try {
    await client.send(new RedriveExecutionCommand(input));
    return 'redriven';
  } catch (error) {
    if (!(error instanceof SFNServiceException)) throw error;
    return `${error.name} (HTTP ${error.$metadata.httpStatusCode})\n  ${error.message}`;
  }
}
