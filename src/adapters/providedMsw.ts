import type { MswNamespace } from './mswParts';

/** A server of `msw/node`. */
export interface MswServer {
  listen(options?: object): void;
  close(): void;
}

/** `msw` and `msw/node`, of one copy. */
export interface MswModules {
  readonly msw: MswNamespace;
  readonly node: { setupServer(...handlers: unknown[]): MswServer };
}

const PROVIDED = Symbol.for('redrive-testkit.msw');

type Holder = { [PROVIDED]?: MswModules };

/**
 * Leaves an msw on the global object of a test environment, for tests that cannot load it themselves.
 *
 * @param scope The global object of the tests.
 */
export function provideMsw(scope: object, modules: MswModules): void {
  (scope as Holder)[PROVIDED] = modules;
}

/** What the test environment has provided, if anything. */
export function providedMsw(): MswModules | undefined {
  return (globalThis as Holder)[PROVIDED];
}
