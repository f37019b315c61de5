import { ListExecutionsCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Thinks that unsuccessful means FAILED, that a list has one page, and that all calls succeed. */
export async function redriveAll(client: SFNClient, stateMachineArn: string): Promise<void> {
  const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }));
  await Promise.all(
    executions.map(({ executionArn }) => client.send(new RedriveExecutionCommand({ executionArn: executionArn! }))),
  );
}
