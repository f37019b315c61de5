import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** Redrives an execution, waits for its end, and answers which states were completed since. */
export async function redriveAndList(
  client: SFNClient,
  executionArn: string,
  { pollEvery = 10_000 } = {},
): Promise<string[]> {
  await client.send(new RedriveExecutionCommand({ executionArn }));
  while ((await client.send(new DescribeExecutionCommand({ executionArn }))).status === 'RUNNING') {
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
  return exitedSinceRedrive(client, executionArn);
}

/** Read from the end, because the history keeps all earlier attempts. */
async function exitedSinceRedrive(client: SFNClient, executionArn: string): Promise<string[]> {
  const exited: string[] = [];
  for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn, reverseOrder: true })) {
    for (const { type, stateExitedEventDetails } of events) {
      if (type === 'ExecutionRedriven') return exited.toReversed();
      if (stateExitedEventDetails?.name !== undefined) exited.push(stateExitedEventDetails.name);
    }
  }
  return exited.toReversed();
}
