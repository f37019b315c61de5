/** The fakes by what their `seed` has answered. Kept globally: a module reset makes a copy of us, which asks here too. */
const FAKES = Symbol.for('redrive-testkit.fakeOf');
type Holder = { [FAKES]?: WeakMap<object, object> };
const fakes = (): WeakMap<object, object> => ((globalThis as Holder)[FAKES] ??= new WeakMap());

/**
 * Remembers whose record this is, so that `expect(order)` can ask what has become of the execution. The record has no
 * part in it: runners print and copy all that there is in one, also what cannot be seen.
 */
export function knownTo<Known extends object>(fake: object, record: Known): Known {
  fakes().set(record, fake);
  return record;
}

/** The fake that has answered with this record. */
export const fakeOf = (record: object): object | undefined => fakes().get(record);
