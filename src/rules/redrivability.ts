import type { ExecutionRedriveStatus, ExecutionStatus } from '@aws-sdk/client-sfn';
import { defaultAssumptions, type Assumptions } from './assumptions';
import { defaultLimits, type Limits } from './limits';
import { redriveReasons, type RedriveReason } from './redriveReasons';

/** What has to be known of an execution to say whether it can be redriven. Dates are epoch milliseconds. */
export interface RedrivabilityFacts {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly status: ExecutionStatus;
  readonly startDate: number;
  /** Absent while it is open. */
  readonly stopDate?: number;
  /** Events of its history, the closing one included. */
  readonly eventCount: number;
  readonly machineStatus: 'ACTIVE' | 'DELETING';
  /** Dispatched by a Map Run. */
  readonly isMapRunChild: boolean;
}

/** The two members of DescribeExecution. The reason is there exactly when the status is NOT_REDRIVABLE. */
export interface Redrivability {
  readonly redriveStatus: ExecutionRedriveStatus;
  readonly redriveStatusReason?: RedriveReason;
}

/** `now`, the limits and the readings that a rule is applied with. */
interface Circumstances {
  readonly now: number;
  readonly limits: Limits;
  readonly assumptions: Assumptions;
}

interface RedrivabilityRule {
  readonly gives: RedriveReason;
  applies(facts: RedrivabilityFacts, circumstances: Circumstances): boolean;
  /** A rule of the call alone: DescribeExecution does not show it. */
  readonly hiddenFromDescribe?: boolean;
}

/** Every reason against a redrive. `redrivability.order` says which is given where several apply. */
const redrivabilityRules: readonly RedrivabilityRule[] = [
  /** @recorded [redrivability.running] A running execution cannot be redriven. {recorded-redrives} */
  {
    gives: redriveReasons.running,
    applies: ({ status }) => status === 'RUNNING',
  },
  /** @recorded [redrivability.succeeded] A succeeded execution cannot be redriven. {recorded-redrives} */
  {
    gives: redriveReasons.succeeded,
    applies: ({ status }) => status === 'SUCCEEDED',
  },
  /**
   * @assumed [redrivability.pending-redrive] A child of a Map Run that waits for its redrive is not redrivable. Because: The status was
   *   recorded in lists only; DescribeExecution of such a child was not. {recorded-map-runs}
   */
  {
    gives: redriveReasons.pendingRedrive,
    applies: ({ status }) => status === 'PENDING_REDRIVE',
  },
  /**
   * @documented [redrivability.deleting] An execution of a state machine in DELETING status cannot be redriven. {api-describe-execution}
   */
  {
    gives: redriveReasons.deleting,
    hiddenFromDescribe: true,
    applies: ({ machineStatus }, { assumptions }) =>
      machineStatus === 'DELETING' && assumptions['redrivability.deleting-refused'],
  },
  /** @documented [redrivability.launch] An execution that started before 2023-11-15 cannot be redriven. {redrive-eligibility} */
  {
    gives: redriveReasons.beforeLaunch,
    applies: ({ startDate }, { limits }) => startDate < limits.redriveLaunch,
  },
  /**
   * @documented [redrivability.event-limit] A history must have fewer than 24,999 events, so that ExecutionRedriven and one more have room.
   *   {redrive-eligibility}
   */
  {
    gives: redriveReasons.eventLimit,
    applies: ({ eventCount }, { limits }) => eventCount >= limits.redrivableEvents,
  },
  /**
   * @documented [redrivability.execution-time] An execution that was opened more than one year ago cannot be redriven.
   *   {redrive-eligibility}
   */
  {
    gives: redriveReasons.executionTime,
    applies: ({ startDate }, { now, limits, assumptions }) =>
      assumptions['redrivability.execution-time-boundary'](now - startDate, limits.executionTime),
  },
  /** @documented [redrivability.period] An execution can be redriven for 14 days after it stopped last. {redrive-eligibility} */
  {
    gives: redriveReasons.period,
    applies: ({ stopDate }, { now, limits, assumptions }) =>
      stopDate !== undefined && assumptions['redrivability.period-boundary'](now - stopDate, limits.redrivablePeriod),
  },
];

const shownRules = redrivabilityRules.filter((rule) => rule.hiddenFromDescribe !== true);

/**
 * What DescribeExecution shows.
 *
 * @param now - Epoch milliseconds.
 * @example
 * redrivabilityOf(facts, clock.now()).redriveStatus; // 'REDRIVABLE'
 */
export function redrivabilityOf(
  facts: RedrivabilityFacts,
  now: number,
  limits: Limits = defaultLimits,
  assumptions: Assumptions = defaultAssumptions,
): Redrivability {
  const reason = firstReason(shownRules, facts, { now, limits, assumptions });
  if (reason !== undefined) return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
  /**
   * @recorded [redrivability.by-map-run] An unsuccessful child of a Map Run is REDRIVABLE_BY_MAP_RUN, without a reason. {recorded-map-runs}
   */
  return { redriveStatus: facts.isMapRunChild ? 'REDRIVABLE_BY_MAP_RUN' : 'REDRIVABLE' };
}

/**
 * Why RedriveExecution refuses an execution; `undefined` if it does not. Type and labeled ARN are checked before.
 *
 * @param now - Epoch milliseconds.
 */
export function reasonNotRedrivable(
  facts: RedrivabilityFacts,
  now: number,
  limits: Limits = defaultLimits,
  assumptions: Assumptions = defaultAssumptions,
): RedriveReason | undefined {
  return firstReason(redrivabilityRules, facts, { now, limits, assumptions });
}

function firstReason(
  rules: readonly RedrivabilityRule[],
  facts: RedrivabilityFacts,
  circumstances: Circumstances,
): RedriveReason | undefined {
  const reasons: RedriveReason[] = [];
  for (const rule of rules) {
    const isItsRule = facts.type === 'STANDARD' || EXPRESS_REASONS.has(rule.gives);
    if (isItsRule && rule.applies(facts, circumstances)) reasons.push(rule.gives);
  }
  const order = circumstances.assumptions['redrivability.order'];
  return order.find((reason) => reasons.includes(reason)) ?? reasons[0];
}

/**
 * An Express child is started anew, so only its status counts.
 *
 * @documented [redrivability.express-child] An unsuccessful Express child is always redrivable: neither its age nor its history counts.
 *   {map-run-eligibility}
 */
const EXPRESS_REASONS: ReadonlySet<RedriveReason> = new Set([
  redriveReasons.running,
  redriveReasons.succeeded,
  redriveReasons.pendingRedrive,
]);
