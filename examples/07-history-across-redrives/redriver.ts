import { paginateGetExecutionHistory, type HistoryEvent, type SFNClient } from '@aws-sdk/client-sfn';

/** Why an execution is unsuccessful now. Read from the end: the history keeps the failures of all earlier attempts. */
export async function currentFailure(client: SFNClient, executionArn: string): Promise<string | undefined> {
  const pages = paginateGetExecutionHistory({ client }, { executionArn, reverseOrder: true });
  for await (const { events = [] } of pages) {
    for (const event of events) {
      if (event.type === 'ExecutionRedriven') return undefined;
      const error = errorOf(event);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

function errorOf(event: HistoryEvent): string | undefined {
  return (
    event.executionFailedEventDetails ??
    event.executionAbortedEventDetails ??
    event.executionTimedOutEventDetails
  )?.error;
}
