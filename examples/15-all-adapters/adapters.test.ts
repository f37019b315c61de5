/**
 * Shows: one spec through all adapters: under the real client, as a stub of aws-sdk-client-mock, over HTTP with msw.
 */
import { SFNClient, RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { createFakeStepFunctions, failedExecution } from 'redrive-testkit';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import { specThrough } from './spec';

specThrough('request-handler');
specThrough('client-mock');

test('an adapter by hand: a request handler for one client', async () => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  const client = new SFNClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: toRequestHandler(sfn),
  });

  await client.send(new RedriveExecutionCommand({ executionArn: order.executionArn }));

  expect(sfn.execution(order)).toHaveStatus('RUNNING');
});
