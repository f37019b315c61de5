import { loadedSerializer, type SnapshotSerializer } from './serializer';

export type { SnapshotSerializer };

/**
 * Prints histories, executions and calls of the kit into snapshots so that two runs give the same bytes: times are relative to the
 * first one, ids are numbered in the order in which they appear, and no terminal decides how wide a line is. The set-ups register it.
 * Elsewhere name it under `snapshotSerializers`, or hand it to `expect.addSnapshotSerializer`. Values that do not come from the kit are left alone.
 *
 * Of a fake whose clock is that of the process, times are told in steps of ten seconds, so that a slow machine changes no snapshot;
 * of one with a `virtualClock()` they are exact.
 *
 * @example
 * expect.addSnapshotSerializer(serializer); // the set-ups do it
 * expect(sfn.history(order)).toMatchSnapshot();
 */
export const serializer: SnapshotSerializer = {
  test: (value) => loadedSerializer.test(value),
  serialize: (...args) => loadedSerializer.serialize(...args),
};

/** The {@link serializer}, as `snapshotSerializers` takes it. */
export default serializer;
