import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { minutes, type FakeStepFunctions } from 'redrive-testkit';
import { failedOrder } from './failedOrder';
import { table } from './print';

/** The same client token gets an answer, but no second redrive; a quarter of an hour later it is a new one. */
export async function showReplay(client: SFNClient, sfn: FakeStepFunctions): Promise<void> {
  const { executionArn } = failedOrder(sfn, 'replay');
  const redrive = async (what: string, clientToken?: string): Promise<string[]> => {
    const { redriveDate, $metadata } = await client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
    const { redriveCount } = await client.send(new DescribeExecutionCommand({ executionArn }));
    return [what, String($metadata.attempts), redriveDate!.toISOString(), String(redriveCount)];
  };
  const failAgain = (): void => sfn.settle({ skipTime: true });

  sfn.loseNextResponse('RedriveExecution');
  const lost = await redrive('The response is lost; the SDK tries again');
  failAgain();
  const first = await redrive('It failed again; token "T" is used', 'T');
  failAgain();
  sfn.clock.advanceBy(minutes(14));
  const replayed = await redrive('Token "T" after 14 minutes: a replay', 'T');
  sfn.clock.advanceBy(minutes(1));
  const renewed = await redrive('Token "T" after 15 minutes: it is new', 'T');
  table(['call', 'attempts', 'redriveDate', 'redriveCount'], [lost, first, replayed, renewed]);
}
