import 'redrive-testkit/jest';
import { RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { failedExecution, openFakeStepFunctions, throttled, type FakeStepFunctions } from 'redrive-testkit';
import type { SetUpOptions } from '../../src/setup/options';
import { manualRunner } from './runner';

/** What a test with this body fails with at its end, and the test after it. */
async function endOf(body: (sfn: FakeStepFunctions) => unknown, options?: SetUpOptions): Promise<unknown> {
  const runner = manualRunner();
  const sfn = runner.use(options);
  await runner.run('beforeAll');
  const error: unknown = await runner.test('one', () => body(sfn)).catch((thrown: unknown) => thrown);
  await runner.run('afterAll');
  return error;
}

const redrive = async (sfn: FakeStepFunctions) => {
  const { executionArn } = sfn.seed(failedExecution('task-failed'));
  await new SFNClient({}).send(new RedriveExecutionCommand({ executionArn }));
};

describe('a fault that never came about fails its test', () => {
  test.each<[string, (sfn: FakeStepFunctions) => unknown]>([
    [
      "failNext('StopExecution', ThrottlingException) for 2 times was not used.",
      (sfn) => sfn.failNext('StopExecution', throttled(), { times: 2 }),
    ],
    ["loseNextResponse('RedriveExecution') was not used.", (sfn) => sfn.loseNextResponse('RedriveExecution')],
    ["hold('RedriveExecution') was not used.", (sfn) => sfn.hold('RedriveExecution')],
  ])('%s', async (line, ask) => {
    const error = await endOf(ask);
    expect(error).toMatchObject({ code: 'FAULT_UNUSED', found: `  ${line}` });
    expect(String(error)).toMatch(/\{ optional: true \}.*unusedFaults: 'ignore'/s);
  });

  test('a call that is held for ever is named', async () => {
    const error = await endOf(async (sfn) => {
      const { arrived } = sfn.hold('RedriveExecution');
      void redrive(sfn).catch(() => undefined);
      await arrived;
    });
    expect(error).toMatchObject({ code: 'FAULT_UNUSED', found: expect.stringContaining('never released') as string });
  });

  test('with plain functions too', () => {
    const fake = openFakeStepFunctions();
    fake.sfn.loseNextResponse('RedriveExecution');
    expect(() => fake.close()).toThrow('fault that did not happen');
  });
});

describe('no failure is', () => {
  test.each<[string, (sfn: FakeStepFunctions) => unknown, SetUpOptions]>([
    [
      'one that came about',
      async (sfn) => {
        sfn.failNext('RedriveExecution', throttled());
        await redrive(sfn);
      },
      {},
    ],
    [
      'one that came less often than asked for',
      async (sfn) => {
        sfn.failNext('RedriveExecution', throttled(), { times: 3 });
        await redrive(sfn).catch(() => undefined);
      },
      {},
    ],
    ['one that is optional', (sfn) => sfn.failNext('StopExecution', throttled(), { optional: true }), {}],
    [
      'one of a set-up that does not mind',
      (sfn) => sfn.failNext('StopExecution', throttled()),
      { unusedFaults: 'ignore' },
    ],
    [
      'one that the set-up asks for in every test',
      () => undefined,
      { setup: (sfn) => sfn.failNext('StopExecution', throttled()) },
    ],
  ])('%s', async (_what, body, options) => {
    await expect(endOf(body, options)).resolves.toBeUndefined();
  });

  test('one that came less often, until another fault is told: then it stands beside it', async () => {
    const error = await endOf(async (sfn) => {
      sfn.failNext('RedriveExecution', throttled(), { times: 9 });
      sfn.loseNextResponse('StopExecution');
      await redrive(sfn).catch(() => undefined);
    });
    expect((error as { found: string }).found).toMatch(/loseNextResponse.*was not used\.\n.*was used \d of 9 times/s);
  });
});
