/**
 * Shows: fast-check looks for a sequence of faults that your own code does not stand.
 * Trap: counting one's own redrives: a lost response is a redrive that nobody has counted.
 */
import { SFNClient } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { failedExecution, fails, succeeds, throttled } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
import * as naive from './naive';
import { MOST_REDRIVES, recover } from './redriver';

const sfn = setupFakeStepFunctions();

type Fault = 'none' | 'throttled' | 'lost';

/** What happens to one redrive after the other, and how many of them the cause of the failure outlives. */
const scenario = fc.record({
  faults: fc.array(fc.constantFrom<Fault>('none', 'throttled', 'lost'), { maxLength: 6 }),
  failures: fc.nat({ max: 5 }),
});

/** Whatever happens: never more than three redrives, and what is reported is true. */
const holdsFor = (subject: typeof recover) =>
  fc.asyncProperty(scenario, async ({ faults, failures }) => {
    sfn.reset();
    const order = sfn.seed(
      failedExecution('lambda-function-failed', {
        afterRedrive: ({ redriveCount }) => (redriveCount <= failures ? fails('GatewayTimeout') : succeeds()),
      }),
    );

    const outcome = await subject(clientWith(faults), order.executionArn, { pollEvery: 0 });

    const { status, redriveCount } = sfn.execution(order);
    expect(redriveCount).toBeLessThanOrEqual(MOST_REDRIVES);
    expect(outcome).toBe(status === 'SUCCEEDED' ? 'recovered' : 'given up');
  });

/** A client each of whose redrives meets the next fault. */
function clientWith(faults: readonly Fault[]): SFNClient {
  const client = new SFNClient({ maxAttempts: 1 });
  const next = faults.values();
  client.middlewareStack.add(
    (send, { commandName }) =>
      (args) => {
        const fault = commandName === 'RedriveExecutionCommand' ? next.next().value : 'none';
        if (fault === 'throttled') sfn.failNext('RedriveExecution', throttled());
        if (fault === 'lost') sfn.loseNextResponse('RedriveExecution');
        return send(args);
      },
    { step: 'initialize' },
  );
  return client;
}

test('no sequence of faults leads it astray', async () => {
  await fc.assert(holdsFor(recover), { numRuns: 50 });
});

test('naive: fast-check finds the shortest sequence that does', async () => {
  const { failed, counterexample } = await fc.check(holdsFor(naive.recover), { numRuns: 500, seed: 1 });
  expect(failed).toBe(true);
  expect(counterexample).toEqual([{ faults: expect.arrayContaining(['lost']), failures: MOST_REDRIVES }]);
});
