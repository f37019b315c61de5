import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Thinks that a child execution is an execution like any other. */
export async function redrive(client: SFNClient, executionArn: string): Promise<string> {
  await client.send(new RedriveExecutionCommand({ executionArn }));
  return executionArn;
}
