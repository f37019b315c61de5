import type { RunStatus } from '../asl/engine/run';
import { sources, type Evidence } from '../rules/sources';
import { isRefused, modes, type AnyMode, type FailureMode, type RefusalMode } from './modes';
import type { AnyOptionName } from './options';

/** What the catalogue says of one of its modes. */
export interface ModeInfo {
  /** What happens, in one sentence. */
  readonly says: string;
  /** The options that it knows. */
  readonly options: readonly AnyOptionName[];
  /** Status of the execution. */
  readonly status: RunStatus;
  readonly evidence: Evidence;
  readonly source: string;
}

/** {@link failureModes} */
export type FailureModes = { readonly [Mode in FailureMode]: ModeInfo };
/** {@link refusalModes} */
export type RefusalModes = { readonly [Mode in RefusalMode]: ModeInfo };

/**
 * What `failedExecution` takes: executions that end FAILED, TIMED_OUT or ABORTED, by the name of the mode.
 *
 * @example
 * test.each(Object.keys(failureModes) as FailureMode[])('recovers from %s', async (mode) => {
 *   const order = sfn.seed(failedExecution(mode));
 * });
 */
export const failureModes: FailureModes = listOf<FailureMode>((mode) => !isRefused(mode));

/**
 * What `refusedExecution` takes: executions that were never unsuccessful, or that AWS refuses to redrive, by the name of the mode.
 *
 * @example
 * Object.keys(refusalModes).includes('running'); // true
 */
export const refusalModes: RefusalModes = listOf<RefusalMode>(isRefused);

function listOf<Mode extends AnyMode>(belongs: (mode: AnyMode) => boolean): Readonly<Record<Mode, ModeInfo>> {
  const names = (Object.keys(modes) as AnyMode[]).filter(belongs);
  return Object.freeze(Object.fromEntries(names.map((mode) => [mode, infoOf(mode)]))) as Readonly<
    Record<Mode, ModeInfo>
  >;
}

function infoOf(mode: AnyMode): ModeInfo {
  const { says, options, status, evidence, source } = modes[mode];
  return Object.freeze({ says, options: Object.freeze([...options]), status, evidence, source: sources[source].title });
}
