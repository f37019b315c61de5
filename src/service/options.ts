import { TestkitError } from '../model/testkitError';
import { resolveRules, type Assumptions } from '../rules/assumptions';
import { resolveLimits, type Limits } from '../rules/limits';
import { defaultClock, type Clock } from '../time/clock';

/** What the caller of an operation may do: `true`, or the refusal of AWS. */
export type Permissions = 'everything' | 'nothing';

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
  /** `nothing` denies every call until `sfn.permit` allows it. */
  permissions?: Permissions;
  /** `throw` makes a task without a script a TestkitError instead of a success. */
  unscriptedTasks?: 'succeed' | 'throw';
  /** Each read may pass over Wait, retry intervals and `after`. */
  timeSkipping?: boolean;
  /** Seed of ids, tokens and jitter. The same seed gives the same run. */
  randomSeed?: number;
  /** Readings of what AWS leaves open, to be replaced: see docs/FIDELITY.md. */
  rules?: Partial<Assumptions>;
}

export interface ResolvedOptions {
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly limits: Limits;
  readonly permissions: Permissions;
  readonly unscriptedTasks: 'succeed' | 'throw';
  readonly timeSkipping: boolean;
  readonly randomSeed: number;
  readonly assumptions: Assumptions;
}

const OPTION_NAMES: readonly (keyof FakeOptions)[] = [
  'clock',
  'region',
  'account',
  'limits',
  'permissions',
  'unscriptedTasks',
  'timeSkipping',
  'randomSeed',
  'rules',
];

export function resolveOptions(options: FakeOptions): ResolvedOptions {
  const unknown = Object.keys(options).filter((name) => !(OPTION_NAMES as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new TestkitError({
      code: 'OPTION_UNKNOWN',
      what: `createFakeStepFunctions does not know the option ${unknown.map((name) => `'${name}'`).join(', ')}.`,
      cure: `Its options are: ${OPTION_NAMES.join(', ')}.`,
    });
  }
  const account = options.account ?? '123456789012';
  if (!/^\d{12}$/.test(account)) {
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: 'The option account is no AWS account id.',
      found: `It is: ${account}.`,
      cure: "Give twelve digits as a string, for example '123456789012'.",
    });
  }
  return {
    clock: options.clock ?? defaultClock(),
    region: options.region ?? 'us-east-1',
    account,
    limits: resolveLimits(options.limits),
    permissions: options.permissions ?? 'everything',
    unscriptedTasks: options.unscriptedTasks ?? 'succeed',
    timeSkipping: options.timeSkipping ?? false,
    randomSeed: options.randomSeed ?? 1,
    assumptions: resolveRules(options.rules),
  };
}
