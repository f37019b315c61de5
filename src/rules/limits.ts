import { TestkitError } from '../model/testkitError';
import { days, hours, minutes, seconds } from '../time/duration';
import type { Evidence } from './rule';
import type { SourceId } from './sources';

/** One number of the service. */
export interface Limit {
  /** A count, a number of bytes, or a duration in milliseconds. */
  readonly value: number;
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: SourceId;
  /** Only for assumed ones: why. */
  readonly reason?: string;
}

const documented = (value: number, source: SourceId, says: string): Limit => ({
  value,
  says,
  evidence: 'documented',
  source,
});
const recorded = (value: number, source: SourceId, says: string): Limit => ({
  value,
  says,
  evidence: 'recorded',
  source,
});
const assumed = (value: number, source: SourceId, says: string, reason: string): Limit => ({
  value,
  says,
  evidence: 'assumed',
  source,
  reason,
});

const KIBIBYTE = 1024;

/** Every number of the service, with its source. Other files take their numbers from here. */
export const limitRules = {
  redrivablePeriod: documented(
    days(14),
    'redrive-eligibility',
    'An execution can be redriven for 14 days after it stopped.',
  ),
  redriveLaunch: assumed(
    Date.UTC(2023, 10, 15),
    'redrive-eligibility',
    'Executions that started before 2023-11-15 cannot be redriven. Epoch milliseconds.',
    'The page gives a date without a time zone; UTC is meant everywhere else.',
  ),
  redrivableEvents: documented(24_999, 'redrive-eligibility', 'A redrivable history has fewer events than this.'),
  historyEvents: documented(25_000, 'service-quotas', 'A history has at most this many events.'),
  executionTime: assumed(
    days(365),
    'service-quotas',
    'An execution is open for at most one year.',
    'The page says one year; leap days are not mentioned.',
  ),
  rememberedTokens: documented(10, 'api-redrive-execution', 'The last client tokens that redrove are remembered.'),
  tokenLifetime: documented(
    minutes(15),
    'api-redrive-execution',
    'A client token is valid for 15 minutes after its first use.',
  ),
  openExecutions: documented(1_000_000, 'service-quotas', 'Executions that are open at once, Standard only.'),
  mapRunRedrives: documented(1_000, 'service-quotas', 'Redrives of one Map Run.'),
  mapRunConcurrency: documented(10_000, 'service-quotas', 'Child executions of a Map Run that run at once.'),
  executionRetention: documented(days(90), 'service-quotas', 'A closed execution can be described for 90 days.'),
  payloadBytes: documented(256 * KIBIBYTE, 'service-quotas', 'Bytes of an input, output or result in UTF-8.'),
  eventPayloadBytes: documented(
    248 * KIBIBYTE,
    'eventbridge-events',
    'Bytes of input and output, escaped, that an EventBridge event has room for.',
  ),
  defaultPageSize: documented(100, 'api-list-executions', 'Results on a page when maxResults is absent or 0.'),
  pageTokenLifetime: documented(hours(24), 'api-list-executions', 'A page token expires after 24 hours.'),
  validationDiagnostics: documented(
    100,
    'api-model',
    'Diagnostics that ValidateStateMachineDefinition answers at most.',
  ),
  stateMachines: documented(100_000, 'service-quotas', 'Registered state machines.'),
  activities: documented(100_000, 'service-quotas', 'Registered activities.'),
  versions: documented(1_000, 'api-publish-version', 'Versions of one state machine.'),
  aliases: documented(100, 'api-create-alias', 'Aliases of one state machine.'),
  tags: documented(50, 'service-quotas', 'Tags on one resource.'),
  expressExecutionTime: documented(minutes(5), 'service-quotas', 'How long an Express execution may take.'),
  expressStates: assumed(
    25_000,
    'service-quotas',
    'States that the execution, a branch or an iteration of an Express execution enters one after the other before it times out.',
    'AWS has no such limit: there an endless loop runs until the five minutes of an Express execution are over.',
  ),
  expressEvents: assumed(
    600_000,
    'service-quotas',
    'Events of an Express execution after which it times out.',
    'AWS has no such limit; the largest input has items for about half a million.',
  ),
  standardDeletion: assumed(
    seconds(90),
    'recorded-deletion',
    'How long a Standard state machine shows DELETING before it is gone with its executions.',
    'Recorded between 33 and 130 seconds; AWS promises nothing.',
  ),
  expressDeletion: assumed(
    seconds(48),
    'recorded-deletion',
    'How long an Express state machine shows DELETING before it is gone.',
    'Recorded once, between 47 and 50 seconds; the API Reference says usually less than a minute.',
  ),
  retryIntervalSeconds: documented(1, 'error-handling', 'IntervalSeconds of a retrier that names none.'),
  retryBackoffRate: documented(2, 'error-handling', 'BackoffRate of a retrier that names none.'),
  retryMaxAttempts: documented(3, 'error-handling', 'MaxAttempts of a retrier that names none.'),
  retryMaxDelaySeconds: documented(31_622_400, 'error-handling', 'The longest MaxDelaySeconds, in seconds.'),
  inlineMapConcurrency: documented(40, 'inline-map', 'Iterations of an inline Map that run at once.'),
  exceededThresholdAbort: recorded(
    seconds(2.1),
    'recorded-map-runs',
    'How long after the failure that exceeds its tolerated threshold a Map Run aborts its Standard children: recorded once.',
  ),
  deniedChildRetry: recorded(
    seconds(6.5),
    'recorded-map-runs',
    'How long a Map Run tries to start or redrive a child that its role may not start or redrive: 6.3 to 6.7 seconds.',
  ),
} as const satisfies Record<string, Limit>;

/** The limits that a fake keeps: counts, bytes, and durations in milliseconds. */
export type Limits = { readonly [Name in keyof typeof limitRules]: number };

/** The limits of the real service. */
export const defaultLimits: Limits = Object.freeze(
  Object.fromEntries(Object.entries(limitRules).map(([name, { value }]) => [name, value])) as unknown as Limits,
);

/**
 * The default limits with some replaced.
 *
 * @throws TestkitError `OPTION_UNKNOWN` for a limit that does not exist, `ARGUMENT_INVALID` for what is no number.
 * @example
 * createFakeStepFunctions({ limits: { openExecutions: 2 } });
 */
export function resolveLimits(overrides: Partial<Limits> = {}): Limits {
  for (const [name, value] of Object.entries(overrides)) {
    if (!Object.hasOwn(limitRules, name)) {
      throw new TestkitError({
        code: 'OPTION_UNKNOWN',
        what: `There is no limit '${name}'.`,
        found: `Limits: ${Object.keys(limitRules).join(', ')}.`,
        hint: 'Use one of these names.',
      });
    }
    if (value !== undefined && (typeof value !== 'number' || Number.isNaN(value) || value < 0)) {
      throw new TestkitError({
        code: 'ARGUMENT_INVALID',
        what: `The limit '${name}' is a number that is not negative.`,
        found: `It got ${String(value)}.`,
        hint: 'Give a count, a number of bytes, or a duration such as minutes(15).',
      });
    }
  }
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  // Documented: the one leaves room in the other for ExecutionRedriven and one more event.
  const redrivableEvents = Math.min(defaultLimits.redrivableEvents, (overrides.historyEvents ?? Infinity) - 1);
  return Object.freeze({ ...defaultLimits, redrivableEvents, ...given });
}
