import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  paginateListExecutions,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** Redrives all failed executions that AWS still lets go on; answers which. AWS itself knows best until when. */
export async function redriveFailed(client: SFNClient, stateMachineArn: string): Promise<string[]> {
  const redriven: string[] = [];
  for await (const { executions } of paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'FAILED' })) {
    for (const { executionArn } of executions ?? []) {
      const { redriveStatus } = await client.send(new DescribeExecutionCommand({ executionArn }));
      if (redriveStatus !== 'REDRIVABLE') continue;
      await client.send(new RedriveExecutionCommand({ executionArn }));
      redriven.push(executionArn!);
    }
  }
  return redriven;
}
