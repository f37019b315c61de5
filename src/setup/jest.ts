import { registerJestMatchers } from '../matchers/register/jest';
import type { ExtendableExpect } from '../matchers';
// The types of the matchers come with it.
import '../matchers/register/jest';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { providedMsw } from '../adapters/providedMsw';
import { hooksMissing } from './errors';
import type { SetUpOptions } from './options';
import type { Runner } from './setupFakeStepFunctions';
import { useWith } from './setupFakeStepFunctions';

export type { AdapterName, OpenOptions, SetUpOptions } from './options';

/** What is used of `@jest/globals`. */
interface JestGlobals extends Omit<Runner, 'testName'> {
  readonly expect: ExtendableExpect & { getState(): { currentTestName?: string } };
  readonly jest: { doMock(module: string, factory: () => unknown, options: { virtual: true }): unknown };
}

/**
 * A fake Step Functions that is fresh before each test, with its adapter open during the tests. Call it in a set-up file
 * (`setupFilesAfterEnv`) for every test file, or in a test file or `describe`; there it answers one handle for all
 * tests, whose content is renewed. Without options it shows the fake of the set-up around it, if there is one.
 *
 * While it is active, no request of a Step Functions client reaches a network (except with the adapter `none`), and
 * region, credentials, profile and shared files are those for tests. After each test, misuse of the kit that the code
 * under test has swallowed is thrown.
 *
 * @throws TestkitError `RUNNER_UNSUPPORTED` where there are no hooks; `OPTION_UNKNOWN`, `ARGUMENT_INVALID`.
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
  return useWith(runner, options);
}

function runner(): Runner {
  const globals = jestGlobals();
  return { ...globals, testName: () => globals.expect.getState().currentTestName };
}

function jestGlobals(): JestGlobals {
  const globals = loadJestGlobals();
  if (typeof globals.beforeEach === 'function' && typeof globals.expect === 'function') return globals;
  throw hooksMissing(
    'jest',
    'Jest is there, but its hooks and expect are not.',
    'List the file under setupFilesAfterEnv: those under setupFiles run before Jest has put them there.',
  );
}

function loadJestGlobals(): JestGlobals {
  try {
    // Works with injectGlobals: false as well.
    return require('@jest/globals') as JestGlobals;
  } catch (error) {
    throw hooksMissing(
      'jest',
      process.env.VITEST === undefined ? String(error) : 'This is Vitest.',
      process.env.VITEST === undefined
        ? "In node:test, Mocha and other runners use openFakeStepFunctions of 'redrive-testkit'."
        : "Import 'redrive-testkit/vitest' instead.",
    );
  }
}

/** The environment has msw loaded where Jest cannot: `require('msw')` of the tests gets it from there. */
function passOnMsw({ jest }: JestGlobals): void {
  const provided = providedMsw();
  if (provided === undefined) return;
  jest.doMock('msw', () => provided.msw, { virtual: true });
  jest.doMock('msw/node', () => provided.node, { virtual: true });
}

const globals = jestGlobals();
registerJestMatchers(globals.expect);
passOnMsw(globals);
