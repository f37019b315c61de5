import { RedriveExecutionCommand, SFNServiceException, type SFNClient } from '@aws-sdk/client-sfn';
import {
  accessDenied,
  executionLimitExceeded,
  failedExecution,
  refusedExecution,
  throttled,
  type FakeStepFunctions,
  type RefusalMode,
} from 'redrive-testkit';

/** Every reason for which an execution cannot be redriven, but for a start before November 2023: those are long gone. */
const NOT_REDRIVABLE: RefusalMode[] = [
  'machine-deleting',
  'running',
  'succeeded',
  'history-too-long',
  'open-too-long',
  'redrivable-period-exceeded',
];

/** Each way in which RedriveExecution is refused. */
export async function showRefusals(client: SFNClient, sfn: FakeStepFunctions): Promise<void> {
  const arnOf = (resource: string): string => `arn:aws:states:us-east-1:123456789012:${resource}`;
  const { executionArn, stateMachineArn } = sfn.seed(failedExecution('lambda-function-failed'));
  const show = async (title: string, input: { executionArn: string; clientToken?: string }): Promise<void> => {
    console.log(`${title.padEnd(30)}${await outcomeOf(client, input)}\n`);
  };

  await show('members that break the model', { executionArn: '', clientToken: 'ü' });
  await show('not an ARN', { executionArn: 'order-1001' });
  await show('the ARN of a state machine', { executionArn: stateMachineArn });
  await show('an Express execution', { executionArn: arnOf('express:orders:order-1:0f2c') });
  await show('a child of a Map Run', { executionArn: arnOf('execution:orders/EachOrder:0f2c') });
  await show('an unknown execution', { executionArn: arnOf('execution:orders:nobody') });
  for (const mode of NOT_REDRIVABLE) await show(mode, sfn.seed(refusedExecution(mode)));
  sfn.failNext('RedriveExecution', executionLimitExceeded());
  await show('too many open executions', { executionArn });
  sfn.failNext('RedriveExecution', throttled());
  await show('throttled', { executionArn });
  sfn.failNext('RedriveExecution', accessDenied());
  await show('the caller may not', { executionArn });
}

async function outcomeOf(client: SFNClient, input: { executionArn: string; clientToken?: string }): Promise<string> {
  try {
    const { executionArn, clientToken } = input;
    await client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
    return 'redriven';
  } catch (error) {
    if (!(error instanceof SFNServiceException)) throw error;
    return `${error.name} (HTTP ${error.$metadata.httpStatusCode})\n  ${error.message}`;
  }
}
