import { defaultAssumptions, type Assumptions } from './assumptions';
import { defaultLimits, type Limits } from './limits';
import { reasonNotRedrivable, type RedrivabilityFacts } from './redrivability';

/** What a redrive does with a Map Run. */
export type MapRunPlan =
  /** It never started: it starts now. */
  | 'start'
  /** Its unsuccessful children are redriven. */
  | 'redrive'
  /** A new one takes its place. */
  | 'replace'
  /** It was redriven too often: the parent fails with States.Runtime. */
  | 'refuse';

/** What has to be known of a Map Run. */
export interface MapRunFacts {
  readonly started: boolean;
  /** It ended in States.DataLimitExceeded, or because JSON could not be interpolated. */
  readonly isVoid: boolean;
  /** How often it was redriven so far. */
  readonly redrives: number;
}

/** What a redrive of the parent does with its Map Run. */
export function planOfMapRun(facts: MapRunFacts, limits: Limits = defaultLimits): MapRunPlan {
  /** @documented [map-run.first-start] A Map Run that was never started is started for the first time. {redrive-map-run} */
  if (!facts.started) return 'start';
  /**
   * @documented [map-run.new-run] After States.DataLimitExceeded, or a failed interpolation of JSON, a new Map Run is started.
   *   {map-run-eligibility}
   */
  if (facts.isVoid) return 'replace';
  /**
   * @documented [map-run.redrives] A Map Run that was redriven 1,000 times fails the parent with States.Runtime. {map-run-eligibility}
   * @recorded [map-run.same-run] A redrive goes on with the same Map Run, linked to the MapStateStarted event. {recorded-map-runs}
   */
  return facts.redrives >= limits.mapRunRedrives ? 'refuse' : 'redrive';
}

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
