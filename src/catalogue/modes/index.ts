import type { AnyOptions } from '../options';
import { activityModes } from './activities';
import { deterministicModes } from './deterministic';
import { endingModes } from './endings';
import { lambdaModes } from './lambda';
import { mapRunChildModes, mapRunModes } from './mapRuns';
import { mapModes } from './maps';
import { parallelModes } from './parallels';
import { redrivenModes, redrivenSucceeded } from './redriven';
import { refusedModes } from './refused';
import { serviceModes } from './services';
import type { ModeEntry } from './mode';

/** What ends FAILED, TIMED_OUT or ABORTED, and can be redriven. */
const unsuccessful = {
  ...lambdaModes,
  ...serviceModes,
  ...activityModes,
  ...endingModes,
  ...parallelModes,
  ...mapModes,
  ...mapRunModes,
  ...deterministicModes,
  ...redrivenModes,
};

/** What was never unsuccessful, or what AWS refuses to redrive. */
const refused = { ...redrivenSucceeded, ...refusedModes, ...mapRunChildModes };

type OptionsOf<Entries extends Readonly<Record<string, ModeEntry>>> = {
  readonly [Mode in keyof Entries]: Pick<AnyOptions, Entries[Mode]['options'][number]>;
};

/** The failure modes, and the options that each of them knows. */
export type FailureModeOptions = OptionsOf<typeof unsuccessful>;
/** Name of a failure mode: an execution that ends FAILED, TIMED_OUT or ABORTED, and can be redriven. */
export type FailureMode = keyof FailureModeOptions;
/** The refusal modes, and the options that each of them knows. */
export type RefusalModeOptions = OptionsOf<typeof refused>;
/** Name of a refusal mode: an execution that was never unsuccessful, or that AWS refuses to redrive. */
export type RefusalMode = keyof RefusalModeOptions;

/** Any mode of the catalogue. */
export type AnyMode = FailureMode | RefusalMode;
export type AnyModeOptions = FailureModeOptions & RefusalModeOptions;

/** The catalogue: every mode with its source, its evidence, and what a redrive of it comes to. */
export const modes: { readonly [Mode in AnyMode]: ModeEntry } = { ...unsuccessful, ...refused };

export const isRefused = (mode: AnyMode): mode is RefusalMode => Object.hasOwn(refused, mode);
