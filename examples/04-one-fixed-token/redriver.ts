import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { createHash } from 'node:crypto';

/**
 * Redrives an execution once per failure, however many processes try it at once. The client token says which failure is
 * meant: the same redriveCount, the same token; after the next failure, another one.
 */
export async function redrive(client: SFNClient, executionArn: string): Promise<void> {
  const { redriveCount = 0 } = await client.send(new DescribeExecutionCommand({ executionArn }));
  const clientToken = createHash('sha256').update(`${executionArn} ${redriveCount}`).digest('hex');
  await client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
}
