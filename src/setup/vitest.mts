import * as vitest from 'vitest';
import type { RedriveMatchers } from '../matchers/types.js';
import type { FakeStepFunctions } from '../service/fakeStepFunctions.js';
import type { SetUpOptions } from './options.js';
import { parts } from './vitest.js';

/* oxlint-disable @typescript-eslint/no-empty-object-type -- how matchers are declared */
declare module 'vitest' {
  /** `expect.not`, which is not made of Chai. */
  interface AsymmetricMatchersContaining extends RedriveMatchers<unknown> {}
}

// The types of the matchers come with them.
export type { AdapterName, OpenOptions, SetUpOptions } from './vitest.js';

/**
 * A fake Step Functions that is fresh before each test, with its adapter open during the tests. Call it in a set-up file
 * (`setupFiles`) for every test file, or in a test file or `describe`; there it answers one handle for all tests, whose
 * content is renewed. Without options it shows the fake of the set-up around it, if there is one.
 *
 * From the import of this module to the end of the process, no request of a Step Functions client reaches another host; it is
 * answered, or refused. While the set-up is active, region, credentials, profile and shared files are those for tests. After each test, misuse of the kit that the code
 * under test has swallowed is thrown.
 *
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`.
 *
 * @example
 * const sfn = setupFakeStepFunctions();
 *
 * test('a failed order is redriven', async () => {
 *   const order = sfn.seed(failedExecution('lambda-function-failed'));
 *   await recoverOrders();
 *   expect(sfn).toHaveRedriven(order.executionArn);
 * });
 */
export function setupFakeStepFunctions(options?: SetUpOptions): FakeStepFunctions {
  guardedFile = currentFile();
  return parts.useWith(runner, options);
}

const { afterAll, afterEach, beforeAll, beforeEach, expect } = vitest;

/** A test of Vitest, as far as it is used here. */
interface Test {
  readonly result?: { readonly errors?: readonly unknown[] };
}

/** What Vitest knows of the place that is being run: static members of TestRunner since 4.1, a module of their own before. */
interface TestRunner {
  getCurrentSuite(): object;
  getCurrentTest(): Test | undefined;
  getFn?(test: Test): () => unknown;
  setFn?(test: Test, fn: () => unknown): void;
}

async function testRunner(): Promise<TestRunner | undefined> {
  const { TestRunner } = vitest as unknown as { TestRunner?: TestRunner };
  if (TestRunner?.getCurrentTest !== undefined) return TestRunner;
  const module = 'vitest/suite';
  return (await import(module).catch(() => undefined)) as TestRunner | undefined;
}

const here = await testRunner();

/** Runs when the hooks before the running test are over, where Vitest lets that be known: its `setTestFn` of 4.1 reads instead. */
function beforeBody(begin: () => void): void {
  const test = here?.getCurrentTest();
  const fn = test === undefined ? undefined : here?.getFn?.(test);
  if (test === undefined || fn === undefined) return begin();
  here?.setFn?.(test, () => {
    here.setFn?.(test, fn);
    begin();
    return fn();
  });
}

const runner = () => ({
  beforeAll,
  beforeEach,
  afterEach,
  afterAll,
  testName: () => expect.getState().currentTestName,
  testFile: () => expect.getState().testPath,
  errors: () => here?.getCurrentTest()?.result?.errors ?? [],
  ...(here === undefined ? {} : { beforeBody, block: () => here.getCurrentSuite() }),
});

parts.registerVitestMatchers(expect);
parts.registerSnapshots(expect);

/** Without isolation a worker runs one test file after the other, in one world. */
const currentFile = (): string | undefined =>
  (globalThis as { __vitest_worker__?: { filepath?: string } }).__vitest_worker__?.filepath;
let guardedFile = currentFile();
parts.closeNetwork(() => currentFile() !== guardedFile);
