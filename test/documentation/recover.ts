import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** What README.md imports as the reader's own code. */
export async function recover(client: SFNClient, executionArn: string): Promise<string | undefined> {
  await client.send(new RedriveExecutionCommand({ executionArn }));
  for (;;) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return status;
  }
}
