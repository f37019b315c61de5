import { ExecutionNotRedrivable } from '@aws-sdk/client-sfn';
import { days, failedExecution } from 'redrive-testkit';
import { setupFakeStepFunctions, type AdapterName } from 'redrive-testkit/jest';
import { recover } from './redriver';

/** One spec; the adapter says how far down the SDK's own code takes part. */
export function specThrough(adapter: AdapterName): void {
  describe(`through the adapter ${adapter}`, () => {
    const sfn = setupFakeStepFunctions({ adapter });

    test('a failed execution recovers', async () => {
      const order = sfn.seed(failedExecution('lambda-function-failed'));
      expect(await recover(order.executionArn, { pollEvery: 10 })).toBe('SUCCEEDED');
      expect(sfn).toHaveRedriven(order, { times: 1 });
    });

    test('a refusal arrives as the exception of the SDK', async () => {
      const order = sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(15) }));
      await expect(recover(order.executionArn, { pollEvery: 10 })).rejects.toThrow(ExecutionNotRedrivable);
    });

    // A stub stands in place of `send`, and so of the SDK's retries.
    const outcome = adapter === 'client-mock' ? 'reaches the code' : 'is retried by the SDK';
    test(`a lost response ${outcome}`, async () => {
      const order = sfn.seed(failedExecution('lambda-function-failed'));
      sfn.loseNextResponse('RedriveExecution');
      const result = await recover(order.executionArn, { pollEvery: 10 }).catch(
        (error: { code?: string }) => error.code,
      );
      expect(result).toBe(adapter === 'client-mock' ? 'ECONNRESET' : 'SUCCEEDED');
      expect(sfn).toHaveRedriven(order, { times: 1 });
    });
  });
}
