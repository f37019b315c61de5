import { RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
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
      if (attempt === attempts || !isLostResponse(error)) throw error;
    }
  }
}

const isLostResponse = (error: unknown): boolean => (error as { code?: string }).code === 'ECONNRESET';
