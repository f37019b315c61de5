import {
  ExecutionNotRedrivable,
  RedriveExecutionCommand,
  paginateListExecutions,
  type ExecutionStatus,
  type SFNClient,
} from '@aws-sdk/client-sfn';

export interface BulkResult {
  redriven: string[];
  refused: string[];
}

const UNSUCCESSFUL: ExecutionStatus[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/** Redrives all unsuccessful executions of a state machine, one after the other; a refused one does not stop the rest. */
export async function redriveAll(client: SFNClient, stateMachineArn: string): Promise<BulkResult> {
  const result: BulkResult = { redriven: [], refused: [] };
  for (const executionArn of await unsuccessful(client, stateMachineArn)) {
    try {
      await client.send(new RedriveExecutionCommand({ executionArn }));
      result.redriven.push(executionArn);
    } catch (error) {
      if (!(error instanceof ExecutionNotRedrivable)) throw error;
      result.refused.push(executionArn);
    }
  }
  return result;
}

/** All pages are read first: what is redriven leaves the list that is being read. */
async function unsuccessful(client: SFNClient, stateMachineArn: string): Promise<string[]> {
  const arns: string[] = [];
  for (const statusFilter of UNSUCCESSFUL) {
    for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn, statusFilter })) {
      arns.push(...executions.map(({ executionArn }) => executionArn!));
    }
  }
  return arns;
}
