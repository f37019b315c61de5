import type { SFNClient } from '@aws-sdk/client-sfn';
import { checkOptions, invalid, isWholeFrom } from '../../model/arguments';
import type { FakeStepFunctions } from '../../service/fakeStepFunctions';
import type { FakeOptions } from '../../service/options';
import type { SdkNamespace } from '../../adapters/sdk';
import { INTERLEAVING_FAULTS, type InterleavingFault } from './schedule';

/**
 * Code whose requests are put into every order: given a client of its own, and what `arrange` answered. Clients that it makes itself are
 * intercepted.
 */
export type Consumer<World> = (client: SFNClient, world: World) => unknown;

/** Options of `exploreInterleavings`. */
export interface InterleavingOptions<World> {
  /** Prepares a fresh fake, before each schedule. What it answers is handed to the consumers and to `check`. */
  arrange: (sfn: FakeStepFunctions) => World | Promise<World>;
  /** The code that runs at the same time, one entry for each worker. */
  consumers: readonly Consumer<World>[];
  /**
   * Throws if a schedule went wrong. `outcomes` are those of the consumers, in their order, as Promise.allSettled gives them. Default: a
   * consumer that rejects is a failure.
   */
  check?: (sfn: FakeStepFunctions, world: World, outcomes: PromiseSettledResult<unknown>[]) => void | Promise<void>;
  /** What may go wrong with a request. Default: nothing. */
  faults?: readonly InterleavingFault[];
  /** How many requests may go wrong in one schedule. Default: 1 if there are `faults`. */
  maxFaults?: number;
  /** After how many schedules the search stops. Default: 10,000. */
  limit?: number;
  /** After how many requests a schedule is taken for endless. Default: 200. */
  maxRequests?: number;
  /** Whether orders that only exchange reads are explored once. Default: true. */
  reduce?: boolean;
  /** Options of the fakes. Their clock moves only when all consumers wait. */
  fake?: Omit<FakeOptions, 'clock'>;
  /** Your copy of `@aws-sdk/client-sfn`. Default: the one that this package finds. */
  sdk?: SdkNamespace;
}

export type ResolvedInterleavingOptions<World> = Required<Omit<InterleavingOptions<World>, 'check' | 'sdk'>> &
  Pick<InterleavingOptions<World>, 'check' | 'sdk'>;

const NAMES = [
  'arrange',
  'consumers',
  'check',
  'faults',
  'maxFaults',
  'limit',
  'maxRequests',
  'reduce',
  'fake',
  'sdk',
] as const;

/** After how many schedules a search stops unless told otherwise: a minute's worth. */
const DEFAULT_LIMIT = 10_000;
/** After how many requests a schedule is taken for endless unless told otherwise. */
const DEFAULT_MAX_REQUESTS = 200;
const CALL = 'exploreInterleavings()';
const EXAMPLE = 'exploreInterleavings({ arrange: (sfn) => sfn.seed(…), consumers: [recover, recover], check })';

/** @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID` */
export function resolveInterleavingOptions<World>(
  options: InterleavingOptions<World>,
): ResolvedInterleavingOptions<World> {
  checkOptions(CALL, options, NAMES, EXAMPLE);
  const { arrange, consumers, check, faults = [], sdk } = options;
  requireFunction('arrange', arrange);
  if (check !== undefined) requireFunction('check', check);
  if (!Array.isArray(consumers) || consumers.length === 0)
    throw invalid(`The option consumers of ${CALL} is a list of functions.`, consumers, `Write ${EXAMPLE}.`);
  for (const consumer of consumers) requireFunction('consumers', consumer);
  const unknown = Array.isArray(faults) ? faults.find((fault) => !INTERLEAVING_FAULTS.includes(fault)) : faults;
  if (unknown !== undefined)
    throw invalid(
      `The option faults of ${CALL} is a list of faults.`,
      unknown,
      `They are: ${INTERLEAVING_FAULTS.join(', ')}.`,
    );
  const { maxFaults = faults.length > 0 ? 1 : 0, limit = DEFAULT_LIMIT, maxRequests = DEFAULT_MAX_REQUESTS } = options;
  for (const [name, value, least] of [
    ['maxFaults', maxFaults, 0],
    ['limit', limit, 1],
    ['maxRequests', maxRequests, 1],
  ] as const) {
    if (!isWholeFrom(least, value))
      throw invalid(
        `The option ${name} of ${CALL} is a whole number from ${least}.`,
        value,
        `Leave it out, or raise it.`,
      );
  }
  const { reduce = true, fake = {} } = options;
  return { arrange, consumers, check, faults, maxFaults, limit, maxRequests, reduce, fake, sdk };
}

function requireFunction(name: string, value: unknown): void {
  if (typeof value === 'function') return;
  throw invalid(`The option ${name} of ${CALL} takes functions.`, value, `Write ${EXAMPLE}.`);
}
