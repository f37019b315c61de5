import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Redrives an order. Where it goes on is up to the workflow, and that is what the tests have to go through. */
export async function redrive(client: SFNClient, executionArn: string): Promise<void> {
  await client.send(new RedriveExecutionCommand({ executionArn }));
}
