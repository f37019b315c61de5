/** By this mark Jest spares what it finds on the global object of a test file that is over; without it, it takes all members away. */
const SPARED_BY_JEST = Symbol.for('$$jest-protect-from-deletion');

type Holder = Record<symbol, object | undefined>;

/**
 * State of a program that is kept on its global object: copies of the kit in one program (a module reset makes one) share it. It lasts as long as
 * anything that the program has left behind, which may be longer than its runner thinks.
 */
export function globalState<State extends object>(key: symbol, make: () => State): State {
  const holder = globalThis as unknown as Holder;
  return (holder[key] ??= Object.defineProperty(make(), SPARED_BY_JEST, { value: [], configurable: true })) as State;
}
