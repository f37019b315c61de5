import { RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { markOrder, orderNamed, waitFor } from './shop.js';

const client = new SFNClient({});

/** The code as the team has it: a 400 is a refusal, and a refused order is lost. */
export async function recoverOrder(name) {
  const { executionArn } = await orderNamed(name);
  try {
    await client.send(new RedriveExecutionCommand({ executionArn }));
  } catch (error) {
    const { httpStatusCode } = error.$metadata;
    if (httpStatusCode !== 400) throw error;
    return markOrder(name, 'lost');
  }
  await markOrder(name, (await waitFor(client, executionArn)) === 'SUCCEEDED' ? 'recovered' : 'failed again');
}
