import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  SFNClient,
  type ExecutionStatus,
} from '@aws-sdk/client-sfn';

/** Makes its own client, as most code does. */
export async function recover(executionArn: string, { pollEvery = 10_000 } = {}): Promise<ExecutionStatus> {
  const client = new SFNClient({});
  await client.send(new RedriveExecutionCommand({ executionArn }));
  for (;;) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return status!;
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
}
