import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export const MOST_REDRIVES = 3;

/** Redrives an execution until it has succeeded, at most three times. How often, AWS counts. */
export async function recover(
  client: SFNClient,
  executionArn: string,
  { pollEvery = 10_000 } = {},
): Promise<'recovered' | 'given up'> {
  for (; ; await sleep(pollEvery)) {
    const {
      status,
      redriveStatus,
      redriveCount = 0,
    } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return 'recovered';
    if (status === 'RUNNING') continue;
    if (redriveStatus !== 'REDRIVABLE' || redriveCount >= MOST_REDRIVES) return 'given up';
    const clientToken = createHash('sha256').update(`${executionArn} ${redriveCount}`).digest('hex');
    await client.send(new RedriveExecutionCommand({ executionArn, clientToken })).catch(ignoreWhatPasses);
  }
}

/** A lost response or a throttled call: the next look shows what has become of it. */
export function ignoreWhatPasses(error: unknown): void {
  const { name, code } = error as { name?: string; code?: string };
  if (name !== 'ThrottlingException' && code !== 'ECONNRESET') throw error;
}
