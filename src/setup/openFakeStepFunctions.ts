import { coreOf, createFakeStepFunctions } from '../service/fakeStepFunctions';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { requireMsw } from '../adapters/mswModules';
import { ADAPTERS } from './adapters';
import { protectEnvironment } from './environment';
import { usedAfterTest } from './errors';
import type { OpenOptions } from './options';
import { resolveSetUp } from './options';

/** A fake with its adapter open. */
export interface OpenedFake {
  readonly sfn: FakeStepFunctions;
  /**
   * Closes the adapter, puts the environment back and refuses further use of the fake. Calling it again does nothing.
   *
   * @throws TestkitError misuse that was raised inside somebody's call and swallowed there.
   */
  close(): void;
}

/**
 * A fake, reached by the clients of the code under test, until it is closed: for node:test, Mocha and every other
 * runner that has no entry of its own. Region, credentials and shared files of the process are those for tests meanwhile.
 *
 * @throws TestkitError `PEER_MISSING`, `SDK_COPIES_DIFFER`, `OPTION_UNKNOWN`, `ARGUMENT_INVALID`.
 *
 * @example
 * import { afterEach, beforeEach, test } from 'node:test';
 *
 * let fake: OpenedFake;
 * beforeEach(() => void (fake = openFakeStepFunctions()));
 * afterEach(() => fake.close());
 *
 * test('a failed order is redriven', async () => {
 *   const order = fake.sfn.seed(failedExecution('lambda-function-failed'));
 *   await recoverOrders();
 *   assertThat(fake.sfn).toHaveRedriven(order, { times: 1 });
 * });
 */
export function openFakeStepFunctions(options: OpenOptions = {}): OpenedFake {
  const resolved = resolveSetUp('openFakeStepFunctions', options);
  const { forFile, forTest } = ADAPTERS[resolved.adapter];
  const msw = resolved.adapter === 'msw' ? (resolved.msw ?? requireMsw()) : undefined;
  const sfn = createFakeStepFunctions(resolved.fakeOptions());
  const opened = [protectEnvironment(resolved.region)];
  const close = (): void => {
    for (const undo of opened.splice(0).reverse()) undo();
  };
  try {
    for (const open of [forFile, forTest]) opened.push(open(sfn, resolved, msw));
  } catch (error) {
    close();
    throw error;
  }
  return {
    sfn,
    close() {
      const [misuse] = coreOf(sfn).close(() => usedAfterTest(undefined));
      close();
      if (misuse !== undefined) throw misuse;
    },
  };
}
