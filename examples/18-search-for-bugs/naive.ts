import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_REDRIVES, ignoreWhatPasses } from './redriver';

/** Thinks that it has counted its redrives when it has counted the answers. */
export async function recover(
  client: SFNClient,
  executionArn: string,
  { pollEvery = 10_000 } = {},
): Promise<'recovered' | 'given up'> {
  let redrives = 0;
  for (; ; await sleep(pollEvery)) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return 'recovered';
    if (status === 'RUNNING') continue;
    if (redrives >= MOST_REDRIVES) return 'given up';
    await client
      .send(new RedriveExecutionCommand({ executionArn }))
      .then(() => (redrives += 1))
      .catch(ignoreWhatPasses);
  }
}
