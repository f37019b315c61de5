import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { MOST_REDRIVES, ignoreOthers } from './redriver';

/** Thinks that what it has read still holds when it writes. */
export async function sweep(client: SFNClient, executionArns: readonly string[]): Promise<void> {
  for (const executionArn of executionArns) {
    const { status, redriveCount = 0 } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'FAILED' || redriveCount >= MOST_REDRIVES) continue;
    await client.send(new RedriveExecutionCommand({ executionArn })).catch(ignoreOthers);
  }
}
