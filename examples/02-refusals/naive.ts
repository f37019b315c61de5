import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

export type Outcome = 'redriven' | 'not redrivable';

/** Thinks that there is one reason for which a redrive can be refused. */
export async function redrive(client: SFNClient, executionArn: string): Promise<Outcome> {
  try {
    await client.send(new RedriveExecutionCommand({ executionArn }));
    return 'redriven';
  } catch {
    return 'not redrivable';
  }
}
