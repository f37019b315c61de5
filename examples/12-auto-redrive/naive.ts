import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { StatusChangeEvent } from './redriver';

/** Thinks that a redrive mends things. Some executions fail whenever they are redriven. */
export async function onStatusChange({ detail }: StatusChangeEvent, client: SFNClient): Promise<void> {
  if (detail.status !== 'FAILED' && detail.status !== 'TIMED_OUT') return;
  await client.send(new RedriveExecutionCommand({ executionArn: detail.executionArn }));
}
