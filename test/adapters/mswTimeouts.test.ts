/** @jest-environment ./src/setup/jestEnvironment.ts */
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';

const sfn = setupFakeStepFunctions({ adapter: 'msw' });

test.each([{ socketTimeout: 200 }, { requestTimeout: 200, throwOnRequestTimeout: true }])(
  'a call that the fake keeps waiting ends after %j of the client, also over msw',
  async (requestHandler) => {
    const { executionArn } = sfn.seed(failedExecution('task-failed'));
    using held = sfn.hold('DescribeExecution');
    const client = new SFNClient({ region: 'us-east-1', requestHandler, maxAttempts: 1 });
    const start = performance.now();
    await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(performance.now() - start).toBeLessThan(30_000);
    await held.arrived;
  },
);
