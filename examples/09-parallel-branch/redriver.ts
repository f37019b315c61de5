import { RedriveExecutionCommand, paginateGetExecutionHistory, type SFNClient } from '@aws-sdk/client-sfn';

/** Redrives an execution and answers which states have run since. */
export async function redriveAndList(client: SFNClient, executionArn: string, done: () => Promise<void>) {
  await client.send(new RedriveExecutionCommand({ executionArn }));
  await done();
  const exited: string[] = [];
  for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn, reverseOrder: true })) {
    for (const { type, stateExitedEventDetails } of events) {
      if (type === 'ExecutionRedriven') return exited.toReversed();
      if (stateExitedEventDetails?.name !== undefined) exited.push(stateExitedEventDetails.name);
    }
  }
  return exited.toReversed();
}
