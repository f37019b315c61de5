import {
  ExecutionNotRedrivable,
  RedriveExecutionCommand,
  SFNClient,
  paginateListExecutions,
} from '@aws-sdk/client-sfn';

const client = new SFNClient({});

/** The code after step 2: it reads all pages, and knows a refusal by its class. */
export async function recoverOrders(stateMachineArn: string): Promise<{ redriven: string[]; refused: string[] }> {
  const redriven: string[] = [];
  const refused: string[] = [];
  for await (const page of paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'FAILED' })) {
    for (const { executionArn } of page.executions ?? []) {
      try {
        await client.send(new RedriveExecutionCommand({ executionArn }));
        redriven.push(executionArn!);
      } catch (error) {
        if (!(error instanceof ExecutionNotRedrivable)) throw error;
        refused.push(executionArn!);
      }
    }
  }
  return { redriven, refused };
}
