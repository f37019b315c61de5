import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Lets an order go on where it failed; what has succeeded is not done again. Answers its output. */
export async function finishOrder(
  client: SFNClient,
  executionArn: string,
  { pollEvery = 10_000 } = {},
): Promise<unknown> {
  await client.send(new RedriveExecutionCommand({ executionArn }));
  for (;;) {
    const { status, output } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return JSON.parse(output!);
    if (status !== 'RUNNING') throw new Error(`The order is ${status}`);
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
}
