import { shown } from '../../model/arguments';
import { TestkitError } from '../../model/testkitError';
import type { FailureMode } from './failureMode';
import { activityModes } from './activities';
import { deterministicModes } from './deterministic';
import { endingModes } from './endings';
import { lambdaModes } from './lambda';
import { mapRunModes } from './mapRuns';
import { mapModes } from './maps';
import { parallelModes } from './parallels';
import { redrivenModes } from './redriven';
import { refusedModes } from './refused';
import { serviceModes } from './services';
import type { ModeEntry } from './mode';

/** The catalogue: every failure mode with its source, its evidence, and what a redrive of it comes to. */
export const failureModes: { readonly [Mode in FailureMode]: ModeEntry } = {
  ...lambdaModes,
  ...serviceModes,
  ...activityModes,
  ...endingModes,
  ...parallelModes,
  ...mapModes,
  ...mapRunModes,
  ...deterministicModes,
  ...redrivenModes,
  ...refusedModes,
};

export function entryOf(mode: string): ModeEntry {
  if (Object.hasOwn(failureModes, mode)) return failureModes[mode as FailureMode];
  throw new TestkitError({
    code: 'OPTION_UNKNOWN',
    what: `There is no failure mode ${shown(mode)}.`,
    found: `The modes are: ${Object.keys(failureModes).join(', ')}.`,
    hint: 'Use one of them.',
  });
}
