import {
  DescribeExecutionCommand,
  ExecutionNotRedrivable,
  RedriveExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { createHash } from 'node:crypto';

/** Each failure is repeated once; after that somebody looks at it. */
export const MOST_REDRIVES = 1;

/** What the job finds on its list. The token says which redrive is meant, so that two jobs that mean the same make one. */
export async function sweep(client: SFNClient, executionArns: readonly string[]): Promise<void> {
  for (const executionArn of executionArns) {
    const { status, redriveCount = 0 } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'FAILED' || redriveCount >= MOST_REDRIVES) continue;
    const clientToken = createHash('sha256').update(`${executionArn} ${redriveCount}`).digest('hex');
    await client.send(new RedriveExecutionCommand({ executionArn, clientToken })).catch(ignoreOthers);
  }
}

/** The other job was faster, and the execution runs. */
export function ignoreOthers(error: unknown): void {
  if (!(error instanceof ExecutionNotRedrivable)) throw error;
}
