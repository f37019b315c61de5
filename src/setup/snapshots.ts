import { shownValueOf } from '../model/shownValue';
import { loadedSerializer, type SnapshotSerializer } from '../snapshot/serializer';

/** What takes serializers: Jest's `expect`, and Vitest's. */
export interface SnapshotExpect {
  addSnapshotSerializer(serializer: SnapshotSerializer): void;
}

/** Runners ask about every value of every snapshot; the serializer is loaded once there is one of ours. */
export function registerSnapshots(expect: SnapshotExpect): void {
  expect.addSnapshotSerializer({
    test: (value) => shownValueOf(value) !== undefined,
    serialize: (...args) => loadedSerializer.serialize(...args),
  });
}
