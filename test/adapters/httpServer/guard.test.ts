import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import { call, failedOrder, serving, target } from './support';

// The network is closed to Step Functions, and clients are led to the fake of this set-up.
const sfn = setupFakeStepFunctions();

test('what another process would send to a server of this machine gets there', async () => {
  const { sfn: served, executionArn } = failedOrder();
  const { url } = await serving(served);
  const input = { executionArn };
  const body = JSON.stringify(input);
  const fetched = await fetch(url, { method: 'POST', headers: target('DescribeExecution'), body });
  const answers = [(await fetched.json()) as { status: string }, (await call(url, 'DescribeExecution', input)).body];
  expect(answers.map(({ status }) => status)).toEqual(['FAILED', 'FAILED']);
  expect([served.calls.length, sfn.calls.length]).toEqual([2, 0]);
});

test('the fake of a set-up can be served, and is the one of the test', async () => {
  const { executionArn } = startedOrder();
  const { url } = await serving(sfn);
  const client = new SFNClient({ endpoint: url });
  const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(status).toBe('SUCCEEDED');
  expect((await call(url, 'DescribeExecution', { executionArn })).status).toBe(200);
  expect(sfn.calls).toHaveLength(2);
});

function startedOrder(): { executionArn: string } {
  const definition = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition });
  return sfn.startExecution({ stateMachineArn });
}
