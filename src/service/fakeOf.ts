/** Under this key the answer of `sfn.seed` knows its fake: `expect(order)` asks what has become of the execution. */
export const FAKE_OF = Symbol.for('redrive-testkit.fake');

/** Nobody who compares, prints or copies the record sees the fake. */
export function knowing<Known extends object>(fake: object, record: Known): Known {
  return Object.defineProperty(record, FAKE_OF, { value: fake });
}
