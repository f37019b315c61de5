import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Thinks that every cause is the JSON of a Lambda function. */
export async function triage(client: SFNClient, executionArn: string): Promise<string> {
  const { error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
  const { errorMessage } = JSON.parse(cause!) as { errorMessage: string };
  await client.send(new RedriveExecutionCommand({ executionArn }));
  return `redriven after ${error} ${errorMessage}`;
}
