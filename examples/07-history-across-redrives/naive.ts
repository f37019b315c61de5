import { GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Thinks that a history holds one failure, and on one page. */
export async function currentFailure(client: SFNClient, executionArn: string): Promise<string | undefined> {
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  return events.find(({ type }) => type === 'ExecutionFailed')?.executionFailedEventDetails?.error;
}
