import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Lets an unsuccessful execution go on; answers since when. */
export async function redrive(client: SFNClient, executionArn: string): Promise<Date> {
  const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn }));
  return redriveDate!;
}
