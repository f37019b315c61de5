import { TestkitError } from '../model/testkitError';
import { redriveReasons, type RedriveReason } from './redriveReasons';
import type { SourceId } from './sources';

/**
 * Readings of what AWS leaves open. The option `rules` replaces any of them. Durations are milliseconds.
 */
export interface Assumptions {
  /** Whether that much time since the stop exceeds the redrivable period. */
  'redrivability.period-boundary': (sinceStop: number, period: number) => boolean;
  /** Whether that much time since the start exceeds the maximum execution time. */
  'redrivability.execution-time-boundary': (sinceStart: number, maximum: number) => boolean;
  /** Whether RedriveExecution refuses an execution whose state machine is DELETING. */
  'redrivability.deleting-refused': boolean;
  /** Which reason is given where several apply: the first. */
  'redrivability.order': readonly RedriveReason[];
  /** Whether a client token is still remembered that long after its first use. */
  'idempotency.expiry-boundary': (sinceFirstUse: number, lifetime: number) => boolean;
  /** Whether a replay starts the lifetime of a client token anew. */
  'idempotency.replay-prolongs': boolean;
}

type Assumption<Value> = {
  readonly value: Value;
  readonly says: string;
  readonly reason: string;
  readonly source: SourceId;
  readonly where: string;
};

/** Every reading of the kit's own, with its reason. */
export const assumptionRules: { readonly [Id in keyof Assumptions]: Assumption<Assumptions[Id]> } = {
  'redrivability.period-boundary': {
    value: (sinceStop, period) => sinceStop > period,
    says: 'Exactly 14 days after the stop an execution can still be redriven, a millisecond later it cannot.',
    reason: 'The guide says "in the last 14 days" without a precision.',
    source: 'redrive-eligibility',
    where: 'src/rules/redrivability.ts',
  },
  'redrivability.execution-time-boundary': {
    value: (sinceStart, maximum) => sinceStart > maximum,
    says: 'The maximum open time of one year counts from the first start and is exceeded a millisecond after it.',
    reason: 'The page points at the quota only; the start date never changes.',
    source: 'redrive-eligibility',
    where: 'src/rules/redrivability.ts',
  },
  'redrivability.deleting-refused': {
    value: true,
    says: 'While the state machine is DELETING, RedriveExecution is refused although DescribeExecution shows REDRIVABLE.',
    reason: 'REDRIVABLE was recorded; the reason is documented; the call itself was never seen then.',
    source: 'recorded-deletion',
    where: 'src/rules/redrivability.ts',
  },
  'redrivability.order': {
    value: [
      redriveReasons.running,
      redriveReasons.succeeded,
      redriveReasons.pendingRedrive,
      redriveReasons.deleting,
      redriveReasons.beforeLaunch,
      redriveReasons.eventLimit,
      redriveReasons.executionTime,
      redriveReasons.period,
    ],
    says: 'The status gives the reason before anything else; the others follow in the order of the API Reference.',
    reason:
      'RUNNING and SUCCEEDED were recorded on executions of a DELETING machine; nothing else is known of the order.',
    source: 'api-describe-execution',
    where: 'src/rules/redrivability.ts',
  },
  'idempotency.expiry-boundary': {
    value: (sinceFirstUse, lifetime) => sinceFirstUse < lifetime,
    says: 'A client token is remembered for 14 minutes 59.999 seconds; at 15:00.000 it is new.',
    reason: 'The API Reference says "up to 15 minutes after they are first used".',
    source: 'api-redrive-execution',
    where: 'src/rules/idempotency.ts',
  },
  'idempotency.replay-prolongs': {
    value: false,
    says: 'A replay of a client token does not prolong its lifetime.',
    reason: 'The API Reference counts from the first use.',
    source: 'api-redrive-execution',
    where: 'src/rules/idempotency.ts',
  },
};

/** The readings that are in force unless the option `rules` says otherwise. */
export const defaultAssumptions: Assumptions = Object.freeze(
  Object.fromEntries(Object.entries(assumptionRules).map(([id, { value }]) => [id, value])) as unknown as Assumptions,
);

/**
 * The kit's readings with some replaced. What AWS documents, or was recorded, cannot be replaced.
 *
 * @throws TestkitError `OPTION_UNKNOWN` for an id that is no assumed rule, `ARGUMENT_INVALID` for a value of another kind.
 * @example
 * createFakeStepFunctions({ assumptions: { 'redrivability.period-boundary': (age, period) => age >= period } });
 */
export function resolveAssumptions(overrides: Partial<Assumptions> = {}): Assumptions {
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  for (const [id, value] of given) {
    if (!Object.hasOwn(assumptionRules, id)) {
      throw new TestkitError({
        code: 'OPTION_UNKNOWN',
        what: `The rule '${id}' cannot be replaced: only assumed ones can.`,
        found: `Assumed rules: ${Object.keys(assumptionRules).join(', ')}.`,
        hint: 'To deviate from what AWS does, use failNext() with the answer that you want.',
      });
    }
    const expected = kindOf(assumptionRules[id as keyof Assumptions].value);
    if (kindOf(value) !== expected) {
      throw new TestkitError({
        code: 'ARGUMENT_INVALID',
        what: `The rule '${id}' is a ${expected}.`,
        found: `It got a ${kindOf(value)}.`,
        hint: 'See the type Assumptions.',
      });
    }
  }
  return Object.freeze({ ...defaultAssumptions, ...Object.fromEntries(given) });
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}
