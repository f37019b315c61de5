import {
  DescribeExecutionCommand,
  ExecutionNotRedrivable,
  RedriveExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';

export type JobStatus = 'FAILED' | 'IN_PROGRESS';
/** The table of jobs, as every worker sees it. */
export type Jobs = Map<string, JobStatus>;

/** Redrives a job. The table follows what AWS has done; it never runs ahead. */
export async function redriveJob(client: SFNClient, jobs: Jobs, executionArn: string): Promise<void> {
  try {
    await client.send(new RedriveExecutionCommand({ executionArn }));
  } catch (error) {
    if (!(error instanceof ExecutionNotRedrivable)) throw error;
    // Was another worker faster? Then the job is running, as was wanted.
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') throw error;
  }
  jobs.set(executionArn, 'IN_PROGRESS');
}
