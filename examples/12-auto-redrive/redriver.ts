import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { createHash } from 'node:crypto';

/** "Step Functions Execution Status Change", as far as it is read here. */
export interface StatusChangeEvent {
  'detail-type': string;
  detail: { executionArn: string; status: string; redriveCount?: number };
}

const MOST_REDRIVES = 3;

/**
 * A Lambda function behind a rule of EventBridge: redrives what has failed, at most three times. EventBridge may deliver an
 * event twice; the client token says that the same redrive is meant.
 */
export async function onStatusChange(event: StatusChangeEvent, client: SFNClient): Promise<void> {
  const { executionArn, status, redriveCount = 0 } = event.detail;
  if (status !== 'FAILED' && status !== 'TIMED_OUT') return;
  if (redriveCount >= MOST_REDRIVES) return;
  const clientToken = createHash('sha256').update(`${executionArn} ${redriveCount}`).digest('hex');
  await client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
}
