import { TestkitError } from '../../model/testkitError';
import { matchers, type ExtendableExpect } from '../forExpect';
import './globalTypes';

/** Where Vitest keeps its `expect`, with globals or without. */
const VITEST_EXPECT = Symbol.for('expect-global');

/**
 * Gives Vitest's `expect` the matchers.
 *
 * @param expect The one to extend. Default: that of the running Vitest.
 * @throws {TestkitError} `RUNNER_UNSUPPORTED` outside of Vitest.
 */
export function registerVitestMatchers(expect: ExtendableExpect = vitestExpect()): void {
  expect.extend(matchers);
}

function vitestExpect(): ExtendableExpect {
  const known = globalThis as { [VITEST_EXPECT]?: ExtendableExpect; expect?: ExtendableExpect };
  const expect = known[VITEST_EXPECT] ?? known.expect;
  if (typeof expect?.extend === 'function') return expect;
  throw new TestkitError({
    code: 'RUNNER_UNSUPPORTED',
    what: 'There is no Vitest here to give the matchers to.',
    hint: "Import 'redrive-testkit/vitest' from a file of setupFiles, or call expect.extend(matchers) with those of 'redrive-testkit/matchers'.",
  });
}
