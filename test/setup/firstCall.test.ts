// In a file of its own: what the SDK has read once, it keeps.
import { DescribeExecutionCommand, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';

const sfn = setupFakeStepFunctions();

test('the first call of a client waits for no disk: one advance of fake timers is enough for a poll', async () => {
  const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
  const client = new SFNClient({});
  jest.useFakeTimers();
  const recovered = (async () => {
    await client.send(new RedriveExecutionCommand({ executionArn }));
    await client.send(new DescribeExecutionCommand({ executionArn }));
    await new Promise((resolve) => {
      setTimeout(resolve, 1000);
    });
    return client.send(new DescribeExecutionCommand({ executionArn }));
  })();
  await jest.advanceTimersByTimeAsync(1000);
  await expect(recovered).resolves.toMatchObject({ status: 'SUCCEEDED' });
  jest.useRealTimers();
});
