import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  type ExecutionStatus,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** Redrives an execution and waits for its outcome. RedriveExecution answers a date; the outcome has to be asked for. */
export async function redriveAndWait(
  client: SFNClient,
  executionArn: string,
  { pollEvery = 10_000 } = {},
): Promise<ExecutionStatus> {
  await client.send(new RedriveExecutionCommand({ executionArn }));
  for (;;) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return status!;
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
}
