import {
  ExecutionDoesNotExist,
  ExecutionLimitExceeded,
  ExecutionNotRedrivable,
  RedriveExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';

export type Outcome = 'redriven' | 'not redrivable' | 'gone' | 'later';

/** Redrives an execution, or says why not. What is wrong with us rather than with the execution is thrown. */
export async function redrive(client: SFNClient, executionArn: string): Promise<Outcome> {
  try {
    await client.send(new RedriveExecutionCommand({ executionArn }));
    return 'redriven';
  } catch (error) {
    if (error instanceof ExecutionNotRedrivable) return 'not redrivable';
    if (error instanceof ExecutionDoesNotExist) return 'gone';
    // The account has too many open executions: nothing is wrong with this one.
    if (error instanceof ExecutionLimitExceeded) return 'later';
    throw error;
  }
}
