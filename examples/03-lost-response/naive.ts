import { RedriveExecutionCommand, SFNServiceException, type SFNClient } from '@aws-sdk/client-sfn';

/** Thinks that sending again is sending the same again. Each command gets a client token of its own. */
export async function redrive(client: SFNClient, executionArn: string, { attempts = 3 } = {}): Promise<Date> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn }));
      return redriveDate!;
    } catch (error) {
      const refused = error instanceof SFNServiceException && error.$fault === 'client';
      if (attempt === attempts || refused) throw error;
    }
  }
}
