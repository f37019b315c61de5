import { ExecutionNotRedrivable, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { markOrder, orderNamed, waitFor } from './shop.js';

const client = new SFNClient({});

/** The code after step 2: only what AWS calls not redrivable is lost. */
export async function recoverOrder(name) {
  const { executionArn } = await orderNamed(name);
  try {
    await client.send(new RedriveExecutionCommand({ executionArn }));
  } catch (error) {
    if (!(error instanceof ExecutionNotRedrivable)) throw error;
    return markOrder(name, 'lost');
  }
  await markOrder(name, (await waitFor(client, executionArn)) === 'SUCCEEDED' ? 'recovered' : 'failed again');
}
