import { ExecutionNotRedrivable, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Redrives an execution unless that is not possible (any more). */
export async function redriveIfPossible(client: SFNClient, executionArn: string): Promise<boolean> {
  try {
    await client.send(new RedriveExecutionCommand({ executionArn }));
    return true;
  } catch (error) {
    if (error instanceof ExecutionNotRedrivable) return false;
    throw error;
  }
}
