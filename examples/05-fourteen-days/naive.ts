import { RedriveExecutionCommand, paginateListExecutions, type SFNClient } from '@aws-sdk/client-sfn';

const FOURTEEN_DAYS = 14 * 24 * 60 * 60 * 1000;

/** Thinks that the 14 days count from the start. They count from the stop. */
export async function redriveFailed(client: SFNClient, stateMachineArn: string): Promise<string[]> {
  const redriven: string[] = [];
  for await (const { executions } of paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'FAILED' })) {
    for (const { executionArn, startDate } of executions ?? []) {
      if (Date.now() - startDate!.getTime() > FOURTEEN_DAYS) continue;
      await client.send(new RedriveExecutionCommand({ executionArn }));
      redriven.push(executionArn!);
    }
  }
  return redriven;
}
