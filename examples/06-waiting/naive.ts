import { RedriveExecutionCommand, type ExecutionStatus, type SFNClient } from '@aws-sdk/client-sfn';

/** Thinks that the answer of RedriveExecution says how it went. It has one member, redriveDate. */
export async function redriveAndWait(client: SFNClient, executionArn: string): Promise<ExecutionStatus> {
  const answer = await client.send(new RedriveExecutionCommand({ executionArn }));
  const { status = 'FAILED' } = answer as { status?: ExecutionStatus };
  return status;
}
