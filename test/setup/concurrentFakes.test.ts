import { AsyncResource } from 'node:async_hooks';
import { RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution, openFakeStepFunctions, type OpenedFake } from 'redrive-testkit';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs functions as node:test and AVA run tests at a time: each in a flow of its own. */
const atOnce = <Result>(tests: readonly (() => Promise<Result>)[]): Promise<Result[]> =>
  Promise.all(tests.map((test) => new AsyncResource('test').runInAsyncScope(test)));

async function redriveIn({ sfn }: OpenedFake, delay: number): Promise<number> {
  const { executionArn } = sfn.seed(failedExecution('task-failed'));
  await pause(delay);
  await new SFNClient({}).send(new RedriveExecutionCommand({ executionArn }));
  await pause(50);
  return sfn.calls.length;
}

test('of tests that run at a time, each reaches the fake that it has opened itself', async () => {
  const tests = [1, 20, 10].map((delay) => async () => {
    const fake = openFakeStepFunctions();
    try {
      return await redriveIn(fake, delay);
    } finally {
      fake.close();
    }
  });
  expect(await atOnce(tests)).toEqual([1, 1, 1]);
});

test('with fakes that hooks have opened, none reaches any, and the refusal says what to do', async () => {
  const fakes = await atOnce([1, 2].map(() => async () => openFakeStepFunctions()));
  const refused = fakes.map((fake) => async () => redriveIn(fake, 1).catch(String));
  for (const message of await atOnce(refused)) expect(message).toContain('Open each fake inside its test function');
  // What was refused may have been swallowed: one of them tells it again, as nobody knows whose it was.
  expect(fakes.map(closed).join('')).toContain('several fakes');
});

function closed({ close }: OpenedFake): string {
  try {
    close();
    return '';
  } catch (error) {
    return String(error);
  }
}
