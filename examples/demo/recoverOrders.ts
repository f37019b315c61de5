import {
  DescribeExecutionCommand,
  ExecutionNotRedrivable,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  type ExecutionStatus,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Recovery {
  name: string;
  outcome: ExecutionStatus | 'NOT REDRIVABLE';
  reason?: string;
}

const UNSUCCESSFUL: ExecutionStatus[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/** Redrives every unsuccessful order of a state machine, and waits for each. */
export async function recoverOrders(
  client: SFNClient,
  stateMachineArn: string,
  { pollEvery = 5_000 } = {},
): Promise<Recovery[]> {
  const recoveries: Recovery[] = [];
  for (const executionArn of await unsuccessful(client, stateMachineArn)) {
    recoveries.push(await recover(client, executionArn, pollEvery));
  }
  return recoveries;
}

async function unsuccessful(client: SFNClient, stateMachineArn: string): Promise<string[]> {
  const arns: string[] = [];
  for (const statusFilter of UNSUCCESSFUL) {
    let nextToken: string | undefined;
    do {
      const page = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter, nextToken }));
      arns.push(...(page.executions ?? []).map(({ executionArn }) => executionArn!));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return arns;
}

async function recover(client: SFNClient, executionArn: string, pollEvery: number): Promise<Recovery> {
  const before = await client.send(new DescribeExecutionCommand({ executionArn }));
  const name = before.name!;
  if (before.redriveStatus !== 'REDRIVABLE') {
    return { name, outcome: 'NOT REDRIVABLE', reason: before.redriveStatusReason };
  }
  try {
    await client.send(new RedriveExecutionCommand({ executionArn }));
  } catch (error) {
    // Somebody else was faster: between our Describe and our call it was redriven, or it became too old.
    if (error instanceof ExecutionNotRedrivable) return { name, outcome: 'NOT REDRIVABLE', reason: error.message };
    throw error;
  }
  return waitForOutcome(client, executionArn, pollEvery);
}

async function waitForOutcome(client: SFNClient, executionArn: string, pollEvery: number): Promise<Recovery> {
  for (;;) {
    const { name, status, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return { name: name!, outcome: status!, reason: error && `${error}: ${cause}` };
    await sleep(pollEvery);
  }
}
