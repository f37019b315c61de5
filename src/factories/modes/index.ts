import type { FailureMode } from './failureMode';
import { lambdaModes } from './lambda';
import type { ModeEntry } from './mode';

/** The catalogue: every failure mode with its source, its evidence, and what a redrive of it comes to. */
export const failureModes: { readonly [Mode in FailureMode]: ModeEntry } = {
  ...lambdaModes,
};
