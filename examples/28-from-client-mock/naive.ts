import { ListExecutionsCommand, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';

const client = new SFNClient({});

/** The code as the team has it. Its suite has been green for a year. */
export async function recoverOrders(stateMachineArn: string): Promise<{ redriven: string[]; refused: string[] }> {
  const failed = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }));
  const [redriven, refused]: string[][] = [[], []];
  for (const { executionArn } of failed.executions ?? []) {
    try {
      await client.send(new RedriveExecutionCommand({ executionArn }));
      redriven!.push(executionArn!);
    } catch (error) {
      if ((error as Error).message !== 'ExecutionNotRedrivableException') throw error;
      refused!.push(executionArn!);
    }
  }
  return { redriven: redriven!, refused: refused! };
}
