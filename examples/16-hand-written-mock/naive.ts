import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Thinks that all exceptions of AWS end in "Exception". This one does not. */
export async function redriveIfPossible(client: SFNClient, executionArn: string): Promise<boolean> {
  try {
    await client.send(new RedriveExecutionCommand({ executionArn }));
    return true;
  } catch (error) {
    if ((error as Error).name === 'ExecutionNotRedrivableException') return false;
    throw error;
  }
}
