import { defaultAssumptions, type Assumptions } from './assumptions';
import { defaultLimits, type Limits } from './limits';
import { reasonNotRedrivable, type RedrivabilityFacts } from './redrivability';

/** What a redrive of its Map Run does with a child. */
export type ChildPlan =
  /** It succeeded: its result stands. */
  | 'keep'
  /** Standard: it resumes at its failed state. */
  | 'redrive'
  /** Express: it runs from its first state. */
  | 'restart'
  /** It stays unsuccessful and counts in failuresNotRedrivable. */
  | 'give up';

/**
 * What a redrive of its Map Run does with a closed child.
 *
 * @param now - Epoch milliseconds.
 */
export function planOfChild(
  child: RedrivabilityFacts,
  now: number,
  limits: Limits = defaultLimits,
  assumptions: Assumptions = defaultAssumptions,
): ChildPlan {
  if (child.status === 'SUCCEEDED') return 'keep';
  /**
   * @recorded [map-run.express-child] An unsuccessful Express child is started anew under its ARN: new startDate, no redriveDate.
   *   {recorded-map-runs}
   */
  if (child.type === 'EXPRESS') return 'restart';
  /**
   * @documented [map-run.standard-child] An unsuccessful Standard child is redriven from its failed state, within the limits of its own
   *   history and period. {map-run-children}
   * @assumed [map-run.child-event-limit] A Standard child is held to the same number of events as any execution. Because: The page on Map
   *   Runs speaks of 25,000 events, but it redrives children with RedriveExecution, which wants fewer than 24,999. {map-run-eligibility}
   */
  return reasonNotRedrivable(child, now, limits, assumptions) === undefined ? 'redrive' : 'give up';
}
