import { TestkitError } from '../model/testkitError';
import { redriveReasons, type RedriveReason } from './redriveReasons';

/**
 * Readings of what AWS leaves open. The option `assumptions` replaces any of them. Durations are milliseconds.
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
  /** Whether a call is refused whose client is of another region or account than the resource that it names. */
  'caller.place-must-match': boolean;
}

/** The readings that are in force unless the option `assumptions` says otherwise, each with its reason. */
export const defaultAssumptions: Assumptions = Object.freeze<Assumptions>({
  /**
   * @assumed [redrivability.period-boundary] Exactly 14 days after the stop an execution can still be redriven, a millisecond later it
   *   cannot. Because: The guide says "in the last 14 days" without a precision. {redrive-eligibility}
   */
  'redrivability.period-boundary': (sinceStop, period) => sinceStop > period,
  /**
   * @assumed [redrivability.execution-time-boundary] The maximum open time of one year counts from the first start and is exceeded a
   *   millisecond after it. Because: The page points at the quota only; the start date never changes. {redrive-eligibility}
   */
  'redrivability.execution-time-boundary': (sinceStart, maximum) => sinceStart > maximum,
  /**
   * @assumed [redrivability.deleting-refused] While the state machine is DELETING, RedriveExecution is refused although DescribeExecution
   *   shows REDRIVABLE. Because: REDRIVABLE was recorded; the reason is documented; the call itself was never seen then.
   *   {recorded-deletion}
   */
  'redrivability.deleting-refused': true,
  /**
   * @assumed [redrivability.order] The status gives the reason before anything else; the others follow in the order of the API Reference.
   *   Because: RUNNING and SUCCEEDED were recorded on executions of a DELETING machine; nothing else is known of the order.
   *   {api-describe-execution}
   */
  'redrivability.order': [
    redriveReasons.running,
    redriveReasons.succeeded,
    redriveReasons.pendingRedrive,
    redriveReasons.deleting,
    redriveReasons.beforeLaunch,
    redriveReasons.eventLimit,
    redriveReasons.executionTime,
    redriveReasons.period,
  ],
  /**
   * @assumed [idempotency.expiry-boundary] A client token is remembered for 14 minutes 59.999 seconds; at 15:00.000 it is new. Because: The
   *   API Reference says "up to 15 minutes after they are first used". {api-redrive-execution}
   */
  'idempotency.expiry-boundary': (sinceFirstUse, lifetime) => sinceFirstUse < lifetime,
  /**
   * @assumed [idempotency.replay-prolongs] A replay of a client token does not prolong its lifetime. Because: The API Reference counts from
   *   the first use. {api-redrive-execution}
   */
  'idempotency.replay-prolongs': false,
  /**
   * @assumed [caller.place-must-match] A call by a client of another region or account than the resource that it names is refused by the
   *   kit. Because: What the endpoint of one region answers to an ARN of another is neither documented nor recorded.
   *   {api-redrive-execution}
   */
  'caller.place-must-match': true,
});

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
    if (!Object.hasOwn(defaultAssumptions, id)) {
      throw new TestkitError({
        code: 'OPTION_UNKNOWN',
        what: `The rule '${id}' cannot be replaced: only assumed ones can.`,
        found: `Assumed rules: ${Object.keys(defaultAssumptions).join(', ')}.`,
        hint: 'To deviate from what AWS does, use failNext() with the answer that you want.',
      });
    }
    const expected = kindOf(defaultAssumptions[id as keyof Assumptions]);
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
