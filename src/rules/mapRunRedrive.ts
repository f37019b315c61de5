import { defaultAssumptions, type Assumptions } from './assumptions';
import { defaultLimits, type Limits } from './limits';
import { reasonNotRedrivable, type RedrivabilityFacts } from './redrivability';
import type { Rule } from './rule';

const where = 'src/rules/mapRunRedrive.ts';

/** What a redrive of the parent does with a Map Run and its children. */
export const mapRunRules: readonly Rule[] = [
  {
    id: 'map-run.same-run',
    says: 'A redrive goes on with the same Map Run, linked to the MapStateStarted event.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where,
  },
  {
    id: 'map-run.first-start',
    says: 'A Map Run that was never started is started for the first time.',
    evidence: 'documented',
    source: 'redrive-map-run',
    where,
  },
  {
    id: 'map-run.new-run',
    says: 'After States.DataLimitExceeded, or a failed interpolation of JSON, a new Map Run is started.',
    evidence: 'documented',
    source: 'map-run-eligibility',
    where,
  },
  {
    id: 'map-run.redrives',
    says: 'A Map Run that was redriven 1,000 times fails the parent with States.Runtime.',
    evidence: 'documented',
    source: 'map-run-eligibility',
    where,
  },
  {
    id: 'map-run.redrive-count',
    says: "The redriveCount of a Map Run becomes the parent's, when the Map Run is reached.",
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where,
  },
  {
    id: 'map-run.standard-child',
    says: 'An unsuccessful Standard child is redriven from its failed state, within the limits of its own history and period.',
    evidence: 'documented',
    source: 'map-run-children',
    where,
  },
  {
    id: 'map-run.express-child',
    says: 'An unsuccessful Express child is started anew under its ARN: new startDate, no redriveDate.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where,
  },
  {
    id: 'map-run.child-event-limit',
    says: 'A Standard child is held to the same number of events as any execution.',
    evidence: 'assumed',
    reason:
      'The page on Map Runs speaks of 25,000 events, but it redrives children with RedriveExecution, which wants fewer than 24,999.',
    source: 'map-run-eligibility',
    where,
  },
  {
    id: 'map-run.not-redrivable-counts',
    says: 'A child that cannot be redriven counts as failed against the tolerated threshold, and in failuresNotRedrivable.',
    evidence: 'documented',
    source: 'map-run-eligibility',
    where,
  },
  {
    id: 'map-run.pending-redrive-count',
    says: 'pendingRedrive is 0 in every answer, also while children are listed as PENDING_REDRIVE.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where,
  },
  {
    id: 'map-run.denied-role',
    says: 'A role that may not redrive the children fails the Map Run, not the call, after the service has retried.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where,
  },
];

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
  if (!facts.started) return 'start';
  if (facts.isVoid) return 'replace';
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
  if (child.type === 'EXPRESS') return 'restart';
  return reasonNotRedrivable(child, now, limits, assumptions) === undefined ? 'redrive' : 'give up';
}
