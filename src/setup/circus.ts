/** The parts of jest-circus's state that are used: it has no API for them. Where they are missing, what needs them is left undone. */
interface CircusState {
  readonly currentDescribeBlock?: DescribeBlock;
  readonly currentlyRunningTest?: CircusTest | null;
}
interface DescribeBlock {
  readonly hooks: { readonly fn: unknown }[];
}
interface CircusTest {
  fn?: (...args: unknown[]) => unknown;
  readonly errors: readonly unknown[];
}

function state(): CircusState {
  const symbol = Object.getOwnPropertySymbols(globalThis).find((each) => each.description === 'JEST_STATE_SYMBOL');
  return symbol === undefined ? {} : ((globalThis as Record<symbol, CircusState | undefined>)[symbol] ?? {});
}

/** The describe block in which hooks are being defined, or the file. */
export const currentBlock = (): object | undefined => state().currentDescribeBlock;

/**
 * Puts a hook behind all others of its block but these: Jest calls hooks after a test in the order of their definition, so that what
 * the test file does there would come after the set-up's.
 */
export function putLast(block: object | undefined, hook: unknown, isOurs: (hook: unknown) => boolean): void {
  const { hooks } = (block ?? {}) as Partial<DescribeBlock>;
  const at = hooks?.findIndex(({ fn }) => fn === hook) ?? -1;
  if (hooks === undefined || at < 0) return;
  const [moved] = hooks.splice(at, 1);
  const behind = hooks.findLastIndex(({ fn }) => !isOurs(fn));
  hooks.splice(Math.max(behind + 1, at), 0, moved!);
}

/** What the running test has failed with so far; nothing if that is not known. */
export const errorsOfTest = (): readonly unknown[] =>
  (state().currentlyRunningTest?.errors ?? []).map((error) => (Array.isArray(error) ? (error as unknown[])[0] : error));

/** Tells when the hooks before the running test are over and its own function begins. */
export function beforeBody(begin: () => void): void {
  const test = state().currentlyRunningTest;
  const fn = test?.fn;
  if (!test || fn === undefined) return;
  const own = function (this: unknown, ...args: unknown[]): unknown {
    test.fn = fn;
    begin();
    return Reflect.apply(fn, this, args);
  };
  // One that takes a callback is told by its length.
  test.fn = Object.defineProperty(own, 'length', { value: fn.length });
}
