import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { FakeStepFunctions } from '../service/fakeStepFunctions.js';
import type { SetUpOptions } from './options.js';
import { parts } from './vitest.js';

// The types of the matchers come with them.
export type { AdapterName, OpenOptions, SetUpOptions } from './vitest.js';

/**
 * A fake Step Functions that is fresh before each test, with its adapter open during the tests. Call it in a set-up file
 * (`setupFiles`) for every test file, or in a test file or `describe`; there it answers one handle for all tests, whose
 * content is renewed. Without options it shows the fake of the set-up around it, if there is one.
 *
 * While it is active, no request of a Step Functions client reaches a network (except with the adapter `none`), and
 * region, credentials, profile and shared files are those for tests. After each test, misuse of the kit that the code
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
  return parts.useWith(runner, options);
}

const runner = () => ({
  beforeAll,
  beforeEach,
  afterEach,
  afterAll,
  testName: () => expect.getState().currentTestName,
});

parts.registerVitestMatchers(expect);
