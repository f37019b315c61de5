import type { MswNamespace } from './msw';

const PROVIDED = Symbol.for('redrive-testkit.msw');

type Holder = { [PROVIDED]?: MswNamespace };

/**
 * Leaves an msw on the global object of a test environment, for tests that cannot load it themselves.
 *
 * @param scope The global object of the tests.
 */
export function provideMsw(scope: object, msw: MswNamespace): void {
  (scope as Holder)[PROVIDED] = msw;
}

/** What the test environment has provided, if anything. */
export function providedMsw(): MswNamespace | undefined {
  return (globalThis as Holder)[PROVIDED];
}
