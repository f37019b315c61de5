import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { createHash } from 'node:crypto';

/** Thinks that a client token identifies the execution. It identifies one redrive of it. */
export async function redrive(client: SFNClient, executionArn: string): Promise<void> {
  const clientToken = createHash('sha256').update(executionArn).digest('hex');
  await client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
}
