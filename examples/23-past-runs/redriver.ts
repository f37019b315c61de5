import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  StopExecutionCommand,
  paginateListExecutions,
  type ExecutionStatus,
  type SFNClient,
} from '@aws-sdk/client-sfn';

const ONE_DAY = 24 * 60 * 60 * 1000;

/** Redrives what failed because something did not answer, and stops what has been running for more than a day. */
export async function tidyUp(client: SFNClient, stateMachineArn: string, now: number): Promise<void> {
  for await (const { executionArn } of executions(client, stateMachineArn, 'FAILED')) {
    const { error } = await client.send(new DescribeExecutionCommand({ executionArn }));
    // What was declined stays declined.
    if (error === 'GatewayTimeout') await client.send(new RedriveExecutionCommand({ executionArn }));
  }
  for await (const { executionArn, startDate } of executions(client, stateMachineArn, 'RUNNING')) {
    if (now - startDate!.getTime() < ONE_DAY) continue;
    await client.send(new StopExecutionCommand({ executionArn, error: 'Stuck', cause: 'running for more than a day' }));
  }
}

export async function* executions(client: SFNClient, stateMachineArn: string, statusFilter: ExecutionStatus) {
  for await (const page of paginateListExecutions({ client }, { stateMachineArn, statusFilter })) {
    yield* page.executions!;
  }
}
