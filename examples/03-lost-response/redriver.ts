import { RedriveExecutionCommand, SFNServiceException, type SFNClient } from '@aws-sdk/client-sfn';
import { randomUUID } from 'node:crypto';

/**
 * Redrives an execution over a bad network. The SDK sends one command again by itself, with the same client token; who
 * sends a second command has to bring the token along.
 */
export async function redrive(client: SFNClient, executionArn: string, { attempts = 3 } = {}): Promise<Date> {
  const clientToken = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
      return redriveDate!;
    } catch (error) {
      if (attempt === attempts || isRefusal(error)) throw error;
    }
  }
}

/** AWS has said no. After anything else, a broken connection or a server that failed, the redrive may have been made. */
const isRefusal = (error: unknown): boolean => error instanceof SFNServiceException && error.$fault === 'client';
