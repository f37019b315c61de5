import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';
import { days, hours, minutes, seconds } from '../time/duration';

const KIBIBYTE = 1024;

/** Every number of the service: counts, bytes, and durations in milliseconds. Other files take their numbers from here. */
const serviceLimits = {
  /** @documented [limit.redrivablePeriod] An execution can be redriven for 14 days after it stopped. {redrive-eligibility} */
  redrivablePeriod: days(14),
  /**
   * @assumed [limit.redriveLaunch] Executions that started before 2023-11-15 cannot be redriven. Epoch milliseconds. Because: The page
   *   gives a date without a time zone; UTC is meant everywhere else. {redrive-eligibility}
   */
  redriveLaunch: Date.UTC(2023, 10, 15),
  /** @documented [limit.redrivableEvents] A redrivable history has fewer events than this. {redrive-eligibility} */
  redrivableEvents: 24_999,
  /** @documented [limit.historyEvents] A history has at most this many events. {service-quotas} */
  historyEvents: 25_000,
  /**
   * @assumed [limit.executionTime] An execution is open for at most one year. Because: The page says one year; leap days are not mentioned.
   *   {service-quotas}
   */
  executionTime: days(365),
  /** @documented [limit.rememberedTokens] The last client tokens that redrove are remembered. {api-redrive-execution} */
  rememberedTokens: 10,
  /** @documented [limit.tokenLifetime] A client token is valid for 15 minutes after its first use. {api-redrive-execution} */
  tokenLifetime: minutes(15),
  /** @documented [limit.openExecutions] Executions that are open at once, Standard only. {service-quotas} */
  openExecutions: 1_000_000,
  /** @documented [limit.mapRunRedrives] Redrives of one Map Run. {service-quotas} */
  mapRunRedrives: 1_000,
  /** @documented [limit.mapRunConcurrency] Child executions of a Map Run that run at once. {service-quotas} */
  mapRunConcurrency: 10_000,
  /** @documented [limit.executionRetention] A closed execution can be described for 90 days. {service-quotas} */
  executionRetention: days(90),
  /** @documented [limit.payloadBytes] Bytes of an input, output or result in UTF-8. {service-quotas} */
  payloadBytes: 256 * KIBIBYTE,
  /**
   * @documented [limit.eventPayloadBytes] Bytes of input and output, escaped, that an EventBridge event has room for. {eventbridge-events}
   */
  eventPayloadBytes: 248 * KIBIBYTE,
  /** @documented [limit.defaultPageSize] Results on a page when maxResults is absent or 0. {api-list-executions} */
  defaultPageSize: 100,
  /** @documented [limit.pageTokenLifetime] A page token expires after 24 hours. {api-list-executions} */
  pageTokenLifetime: hours(24),
  /** @documented [limit.validationDiagnostics] Diagnostics that ValidateStateMachineDefinition answers at most. {api-model} */
  validationDiagnostics: 100,
  /** @documented [limit.stateMachines] Registered state machines. {service-quotas} */
  stateMachines: 100_000,
  /** @documented [limit.activities] Registered activities. {service-quotas} */
  activities: 100_000,
  /** @documented [limit.versions] Versions of one state machine. {api-publish-version} */
  versions: 1_000,
  /** @documented [limit.aliases] Aliases of one state machine. {api-create-alias} */
  aliases: 100,
  /** @documented [limit.tags] Tags on one resource. {service-quotas} */
  tags: 50,
  /** @documented [limit.expressExecutionTime] How long an Express execution may take. {service-quotas} */
  expressExecutionTime: minutes(5),
  /**
   * @assumed [limit.expressStates] States that the execution, a branch or an iteration of an Express execution enters one after the other
   *   before it times out. Because: AWS has no such limit: there an endless loop runs until the five minutes of an Express execution are
   *   over. {service-quotas}
   */
  expressStates: 25_000,
  /**
   * @assumed [limit.expressEvents] Events of an Express execution after which it times out. Because: AWS has no such limit; the largest
   *   input has items for about half a million. {service-quotas}
   */
  expressEvents: 600_000,
  /**
   * @assumed [limit.standardDeletion] How long a Standard state machine shows DELETING before it is gone with its executions. Because:
   *   Recorded between 33 and 130 seconds; AWS promises nothing. {recorded-deletion}
   */
  standardDeletion: seconds(90),
  /**
   * @assumed [limit.expressDeletion] How long an Express state machine shows DELETING before it is gone. Because: Recorded once, between 47
   *   and 50 seconds; the API Reference says usually less than a minute. {recorded-deletion}
   */
  expressDeletion: seconds(48),
  /** @documented [limit.retryIntervalSeconds] IntervalSeconds of a retrier that names none. {error-handling} */
  retryIntervalSeconds: 1,
  /** @documented [limit.retryBackoffRate] BackoffRate of a retrier that names none. {error-handling} */
  retryBackoffRate: 2,
  /** @documented [limit.retryMaxAttempts] MaxAttempts of a retrier that names none. {error-handling} */
  retryMaxAttempts: 3,
  /** @documented [limit.retryMaxDelaySeconds] The longest MaxDelaySeconds, in seconds. {error-handling} */
  retryMaxDelaySeconds: 31_622_400,
  /** @documented [limit.inlineMapConcurrency] Iterations of an inline Map that run at once. {inline-map} */
  inlineMapConcurrency: 40,
  /**
   * @recorded [limit.exceededThresholdAbort] How long after the failure that exceeds its tolerated threshold a Map Run aborts its Standard
   *   children: recorded once. {recorded-map-runs}
   */
  exceededThresholdAbort: seconds(2.1),
  /**
   * @recorded [limit.deniedChildRetry] How long a Map Run tries to start or redrive a child that its role may not start or redrive: 6.3 to
   *   6.7 seconds. {recorded-map-runs}
   */
  deniedChildRetry: seconds(6.5),
} as const;

/** The limits that a fake keeps: counts, bytes, and durations in milliseconds. */
export type Limits = { readonly [Name in keyof typeof serviceLimits]: number };

/** The limits of the real service. */
export const defaultLimits: Limits = Object.freeze(serviceLimits);

/**
 * The default limits with some replaced.
 *
 * @throws TestkitError `OPTION_UNKNOWN` for a limit that does not exist, `ARGUMENT_INVALID` for what is no number.
 * @example
 * createFakeStepFunctions({ limits: { openExecutions: 2 } });
 */
export function resolveLimits(overrides: Partial<Limits> = {}): Limits {
  for (const [name, value] of Object.entries(overrides)) {
    if (!Object.hasOwn(serviceLimits, name)) {
      const known = Object.keys(serviceLimits);
      throw new TestkitError({
        code: 'OPTION_UNKNOWN',
        what: `There is no limit '${name}'.`,
        hint: didYouMean(name, known) ?? `Use one of these names: ${known.join(', ')}.`,
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
  /**
   * @documented [limit.room-for-a-redrive] The limit of a redrivable history leaves room in a full one for ExecutionRedriven and one
   *   more event. {redrive-eligibility}
   */
  const redrivableEvents = Math.min(defaultLimits.redrivableEvents, (overrides.historyEvents ?? Infinity) - 1);
  return Object.freeze({ ...defaultLimits, redrivableEvents, ...given });
}
