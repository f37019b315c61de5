import { registerJestMatchers } from '../matchers/register/jest';
import type { ExtendableExpect } from '../matchers';
// The types of the matchers come with it.
import '../matchers/register/jest';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { beforeBody, currentBlock, errorsOfTest, putLast } from './circus';
import { hooksMissing } from './errors';
import { closeNetwork } from './guard';
import type { SetUpOptions } from './options';
import type { Runner } from './setupFakeStepFunctions';
import { useWith } from './setupFakeStepFunctions';
import { registerSnapshots, type SnapshotExpect } from './snapshots';

export type { AdapterName, OpenOptions, SetUpOptions } from './options';

/** What is used of `@jest/globals`. */
interface JestGlobals extends Omit<Runner, 'testName'> {
  readonly expect: ExtendableExpect & SnapshotExpect & { getState(): { currentTestName?: string; testPath?: string } };
  readonly jest: {
    /** Since Jest 30. */
    isEnvironmentTornDown?(): boolean;
  };
}

/**
 * A fake Step Functions that is fresh before each test, with its adapter open during the tests. Call it in a set-up file
 * (`setupFilesAfterEnv`) for every test file, or in a test file or `describe`; there it answers one handle for all
 * tests, whose content is renewed. Without options it shows the fake of the set-up around it, if there is one.
 *
 * From the import of this module to the end of the process, no request of a Step Functions client reaches another host; it is
 * answered, or refused. While the set-up is active, region, credentials, profile and shared files are those for tests. After each test, misuse of the kit that the code
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
  const state = () => globals.expect.getState();
  return {
    ...globals,
    testName: () => state().currentTestName,
    testFile: () => state().testPath,
    errors: errorsOfTest,
    ...(currentBlock() === undefined ? {} : { beforeBody }),
    block: currentBlock,
    putLast,
    keepsEnvironment: true,
  };
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

const ELSEWHERE = "In node:test, Bun, Mocha and other runners use openFakeStepFunctions of 'redrive-testkit'.";

function loadJestGlobals(): JestGlobals {
  // It passes for Jest, without the parts that a set-up needs.
  if ('bun' in process.versions) throw hooksMissing('jest', 'This is Bun.', ELSEWHERE);
  try {
    // Works with injectGlobals: false as well.
    return require('@jest/globals') as JestGlobals;
  } catch (error) {
    throw hooksMissing(
      'jest',
      process.env.VITEST === undefined ? String(error) : 'This is Vitest.',
      process.env.VITEST === undefined ? ELSEWHERE : "Import 'redrive-testkit/vitest' instead.",
    );
  }
}

/**
 * The modules of Node are those of the worker, which runs one test file after the other; what a file leaves behind is told by its
 * realm. Its own modules and its copy of the environment die with it, so nothing has to be put back there.
 */
function guard({ jest, afterAll }: JestGlobals): void {
  let hasEnded = false;
  if (jest.isEnvironmentTornDown === undefined) afterAll(() => void (hasEnded = true));
  closeNetwork((isNewWorld) => isNewWorld && (jest.isEnvironmentTornDown?.() ?? hasEnded));
}

const globals = jestGlobals();
registerJestMatchers(globals.expect);
registerSnapshots(globals.expect);
guard(globals);
