import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** "Step Functions Execution Status Change", as far as it is read here. */
export interface StatusChangeEvent {
  'detail-type': string;
  detail: { executionArn: string; status: string; redriveCount?: number };
}

const MOST_REDRIVES = 3;

/** A Lambda function behind a rule of EventBridge: redrives what has failed, at most three times. */
export async function onStatusChange(event: StatusChangeEvent, client: SFNClient): Promise<void> {
  const { executionArn, status, redriveCount = 0 } = event.detail;
  if (status !== 'FAILED' && status !== 'TIMED_OUT') return;
  if (redriveCount >= MOST_REDRIVES) return;
  await client.send(new RedriveExecutionCommand({ executionArn }));
}
