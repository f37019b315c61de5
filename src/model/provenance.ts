import { globalState } from './globalState';

/** Where a value comes from that a fake, or a search, has answered. */
export interface Provenance {
  readonly fake?: object;
  /** What it is, or is about. */
  readonly executionArn?: string;
  readonly stateMachineArn?: string;
  /** The parsed definition that the execution runs, or that was counted. */
  readonly definition?: object;
}

/** Kept globally: a module reset makes a copy of us, which asks here too. */
const ORIGINS = Symbol.for('redrive-testkit.provenance');
const origins = (): WeakMap<object, Provenance> => globalState(ORIGINS, () => new WeakMap());

/**
 * Remembers where a value comes from, so that `expect(order)` can ask what has become of the execution, and a history is read by
 * its definition. The value has no part in it: runners print and copy all that there is in one, also what cannot be seen.
 */
export function remember<Value extends object>(value: Value, provenance: Provenance): Value {
  origins().set(value, provenance);
  return value;
}

export function provenanceOf(value: unknown): Provenance | undefined {
  return typeof value === 'object' && value !== null ? origins().get(value) : undefined;
}

/** By this a stand-in for a fake, such as the handle of a set-up, shows the fake behind it. */
export const SELF = Symbol.for('redrive-testkit.self');

export function selfOf(fake: object): object {
  return (fake as { [SELF]?: object })[SELF] ?? fake;
}
