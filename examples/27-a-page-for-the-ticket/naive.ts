import { DescribeExecutionCommand, GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Incident } from './redriver';

/** Takes the first page for the history. */
export async function readIncident(client: SFNClient, executionArn: string): Promise<Incident> {
  const describe = await client.send(new DescribeExecutionCommand({ executionArn }));
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  return { describe, events };
}
