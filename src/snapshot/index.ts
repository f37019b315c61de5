import { serializer } from './serializer';

export { serializer };
export type { SnapshotSerializer } from './serializer';

/** The {@link serializer}, as `snapshotSerializers` takes it. */
export default serializer;
