import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type DescribeExecutionOutput,
  type HistoryEvent,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/** What somebody has to see of an execution before it is redriven. */
export interface Incident {
  readonly describe: DescribeExecutionOutput;
  readonly events: readonly HistoryEvent[];
}

/** Reads all pages: what a redrive runs again is only told by the whole history. */
export async function readIncident(client: SFNClient, executionArn: string): Promise<Incident> {
  const describe = await client.send(new DescribeExecutionCommand({ executionArn }));
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new GetExecutionHistoryCommand({ executionArn, nextToken }));
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { describe, events };
}
