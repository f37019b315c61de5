import { checkOptions, invalid, isMembers, isWritten } from '../model/arguments';
import { DEFAULT_PLACE } from '../model/arn';
import { resolveAssumptions, type Assumptions } from '../rules/assumptions';
import { resolveLimits, type Limits } from '../rules/limits';
import { defaultClock, type Clock } from '../time/clock';

/** Options of {@link createFakeStepFunctions}. Each has a default, so an option that is set says what the test is about. */
export interface FakeOptions {
  /** `defaultClock()` (Date.now plus an offset) unless given; `virtualClock(iso)` moves only when told. */
  clock?: Clock;
  /** `us-east-1` unless given. */
  region?: string;
  /** Twelve digits; `123456789012` unless given. */
  account?: string;
  /** Limits of the service to be replaced, for example `{ openExecutions: 2 }`. */
  limits?: Partial<Limits>;
  /** What the caller may do: `everything` unless given; `nothing` denies every call until `sfn.allow` allows it. */
  permissions?: 'everything' | 'nothing';
  /** `throw` makes a task without a script a TestkitError instead of a success. */
  unscriptedTasks?: 'succeed' | 'throw';
  /** Each read may pass over Wait, retry intervals and `after`. */
  timeSkipping?: boolean;
  /**
   * `hold` (default): an adapter holds a GetActivityTask that finds no task, as AWS does, until one is there, the call is aborted, the fake
   * is closed, or 60 seconds of the clock have passed. `answer-at-once`: it answers without a task.
   */
  activityPolls?: 'hold' | 'answer-at-once';
  /**
   * Seed of ids, tokens, jitter, and of what workflows draw (`States.MathRandom`, `$random`). The same seed gives the same run. Without one,
   * ids, tokens and jitter are the same in each fake, and what workflows draw differs from fake to fake.
   */
  randomSeed?: number;
  /** Readings of what AWS leaves open, to be replaced: see docs/FIDELITY.md. */
  assumptions?: Partial<Assumptions>;
}

export interface ResolvedOptions {
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly limits: Limits;
  readonly permissions: 'everything' | 'nothing';
  readonly unscriptedTasks: 'succeed' | 'throw';
  readonly timeSkipping: boolean;
  readonly activityPolls: 'hold' | 'answer-at-once';
  readonly randomSeed: number;
  readonly drawSeed: number;
  readonly assumptions: Assumptions;
}

interface Check {
  /** What the option is, as errors say it. */
  readonly is: string;
  readonly example: string;
  accepts(value: unknown): boolean;
}

const oneOf = (...allowed: readonly unknown[]): Pick<Check, 'is' | 'accepts'> => ({
  is: allowed.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(' or '),
  accepts: (value) => allowed.includes(value),
});

const CHECKS: { readonly [Name in keyof FakeOptions]-?: Check } = {
  clock: { is: 'a clock', example: "virtualClock('2026-01-01T00:00:00Z')", accepts: isClock },
  region: {
    is: 'the name of an AWS region',
    example: "'us-east-1'",
    accepts: (value) => typeof value === 'string' && /^[a-z0-9-]+$/.test(value),
  },
  account: {
    is: 'an AWS account id, twelve digits as a text',
    example: "'123456789012'",
    accepts: (value) => typeof value === 'string' && /^\d{12}$/.test(value),
  },
  limits: { is: 'an object with limits', example: '{ openExecutions: 2 }', accepts: isWritten },
  permissions: { ...oneOf('everything', 'nothing'), example: "'nothing'" },
  unscriptedTasks: { ...oneOf('succeed', 'throw'), example: "'throw'" },
  timeSkipping: { ...oneOf(true, false), example: 'true' },
  activityPolls: { ...oneOf('hold', 'answer-at-once'), example: "'answer-at-once'" },
  randomSeed: { is: 'a whole number', example: '7', accepts: (value) => Number.isSafeInteger(value) },
  assumptions: {
    is: 'an object with assumed rules',
    example: "{ 'redrivability.deleting-refused': false }",
    accepts: isWritten,
  },
};

/** The names of the options. */
export const FAKE_OPTIONS: readonly string[] = Object.keys(CHECKS);

/** @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID` */
export function resolveOptions(options: FakeOptions): ResolvedOptions {
  const given = checkedOptions(options);
  return {
    clock: given.clock ?? defaultClock(),
    region: given.region ?? DEFAULT_PLACE.region,
    account: given.account ?? DEFAULT_PLACE.account,
    limits: resolveLimits(given.limits),
    permissions: given.permissions ?? 'everything',
    unscriptedTasks: given.unscriptedTasks ?? 'succeed',
    timeSkipping: given.timeSkipping ?? false,
    activityPolls: given.activityPolls ?? 'hold',
    randomSeed: given.randomSeed ?? 1,
    drawSeed: given.randomSeed ?? nextDrawSeed(),
    assumptions: resolveAssumptions(given.assumptions),
  };
}

/**
 * A fake without a seed makes the ids that every such fake makes, and its workflows draw numbers of their own: with the same ones each time,
 * tests would only ever see one side of a random Choice.
 */
function nextDrawSeed(): number {
  unseeded += 1;
  return unseeded;
}

let unseeded = 0;

function checkedOptions(options: FakeOptions): FakeOptions {
  const call = 'createFakeStepFunctions()';
  checkOptions(call, options, FAKE_OPTIONS, 'createFakeStepFunctions({ clock: virtualClock() })');
  for (const [name, { is, example, accepts }] of Object.entries(CHECKS)) {
    const value: unknown = options[name as keyof FakeOptions];
    if (value === undefined || accepts(value)) continue;
    throw invalid(`The option ${name} of ${call} is ${is}.`, value, `Write for example { ${name}: ${example} }.`);
  }
  return options;
}

function isClock(value: unknown): value is Clock {
  if (!isMembers(value)) return false;
  return ['now', 'advanceBy', 'advanceTo', 'onBeforeAdvance'].every((name) => typeof value[name] === 'function');
}
