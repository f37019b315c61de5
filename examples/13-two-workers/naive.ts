import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Jobs } from './redriver';

/** Thinks that a call that was announced will succeed: writes IN_PROGRESS first, and never takes it back. */
export async function redriveJob(client: SFNClient, jobs: Jobs, executionArn: string): Promise<void> {
  if (jobs.get(executionArn) === 'IN_PROGRESS') return;
  jobs.set(executionArn, 'IN_PROGRESS');
  await client.send(new RedriveExecutionCommand({ executionArn }));
}
