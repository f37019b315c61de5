import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { executions } from './redriver';

/** Redrives whatever has failed. */
export async function tidyUp(client: SFNClient, stateMachineArn: string): Promise<void> {
  for await (const { executionArn } of executions(client, stateMachineArn, 'FAILED')) {
    await client.send(new RedriveExecutionCommand({ executionArn }));
  }
}
