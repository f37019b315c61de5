import { parseResource } from '../asl/definition/resource';
import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';
import type { SeedRecipe } from '../service/seeding';
import type { ServiceCore } from '../service/serviceCore';
import type { ExecutionRecord } from '../service/store';
import { seedExecution } from './modeExecution';
import { checkMode, entryOf, misfit, type TakesModes } from './modeOf';
import { isRefused, type AnyMode, type FailureMode, type FailureModeOptions } from './modes';
import type { RefusalMode, RefusalModeOptions } from './modes';
import { checkParts, checkValues } from './optionChecks';
import type { AnyOptionName, AnyOptions } from './options';
import { plainPayloads, type PayloadSource } from './payloads';

/**
 * An execution of the catalogue that is still to be made: `sfn.seed` makes it, as often as wanted. Never changed.
 *
 * @example
 * const recipe = failedExecution('task-failed', { state: 'ChargeCard' });
 * const [first, second] = sfn.seed(recipe, { count: 2 });
 */
export class ExecutionRecipe implements SeedRecipe {
  readonly kind: 'failure mode' | 'refusal mode';

  /** @internal */
  constructor(
    readonly mode: AnyMode,
    readonly options: Readonly<AnyOptions>,
    /** @internal */
    readonly payloads: PayloadSource,
  ) {
    this.kind = isRefused(mode) ? 'refusal mode' : 'failure mode';
    Object.freeze(this);
  }

  /** @internal */
  get onlyName(): string | undefined {
    const { executionName } = this.options;
    return typeof executionName === 'function' ? undefined : executionName;
  }

  /** @internal */
  seedInto(fake: ServiceCore, sequence: number): ExecutionRecord {
    return seedExecution(this, sequence, fake);
  }
}

/**
 * A recipe for an execution that failed in a certain way, and can be redriven. `sfn.seed` puts it into a fake.
 *
 * @param mode one of {@link failureModes}: it ends FAILED, TIMED_OUT or ABORTED
 * @param options what is special about this one; later ones overrule earlier ones, so traits can be mixed in
 * @throws TestkitError `OPTION_UNKNOWN` for a mode or option that does not exist, `ARGUMENT_INVALID` for a value of
 * the wrong kind; `sfn.seed` throws it where what was asked for cannot be so
 * @example
 * const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard', stoppedAgo: days(3) }));
 * const twice = sfn.seed(failedExecution('task-timed-out', redriven(2), stoppedAgo(days(13))));
 */
export function failedExecution<Mode extends FailureMode>(
  mode: Mode,
  ...options: readonly FailureModeOptions[Mode][]
): ExecutionRecipe {
  return recipeOf('failedExecution', mode, options, plainPayloads);
}

/**
 * A recipe for an execution that AWS refuses to redrive: it was never unsuccessful, or it cannot be redriven any more.
 * `sfn.seed` puts it into a fake.
 *
 * @param mode one of {@link refusalModes}
 * @throws TestkitError as {@link failedExecution} does
 * @example
 * const running = sfn.seed(refusedExecution('running'));
 * const old = sfn.seed(refusedExecution('redrivable-period-exceeded', { stoppedAgo: days(20) }));
 */
export function refusedExecution<Mode extends RefusalMode>(
  mode: Mode,
  ...options: readonly RefusalModeOptions[Mode][]
): ExecutionRecipe {
  return recipeOf('refusedExecution', mode, options, plainPayloads);
}

/** A recipe of whatever mode, by its name alone: of those that cannot tell failures from refusals by their types. */
export function recipeNamed(mode: string, ...parts: readonly AnyOptions[]): ExecutionRecipe {
  const call = isRefused(mode as AnyMode) ? 'refusedExecution' : 'failedExecution';
  return recipeOf(call, mode as AnyMode, parts, plainPayloads);
}

/** A recipe, with contents from a source of the caller's. */
export function recipeOf(
  call: TakesModes,
  mode: AnyMode,
  parts: readonly AnyOptions[],
  payloads: PayloadSource,
): ExecutionRecipe {
  checkMode(call, mode);
  checkParts(`${call}('${mode}', redriven(2), { stoppedAgo: days(3) })`, parts);
  const options: AnyOptions = Object.assign({}, ...parts);
  refuseUnknown(mode, options);
  checkValues(options);
  refuseWrong(mode, options);
  return new ExecutionRecipe(mode, Object.freeze(options), payloads);
}

function refuseUnknown(mode: AnyMode, options: AnyOptions): void {
  const { options: known } = entryOf(mode);
  const unknown = Object.keys(options).filter((name) => !known.includes(name as AnyOptionName));
  if (unknown.length === 0) return;
  const meant = unknown.length === 1 ? didYouMean(unknown[0], known) : undefined;
  const ofOwn = unknown.includes('stateMachine')
    ? ' A past run of your own machine is executionOf(machine, { tasks }).'
    : '';
  throw new TestkitError({
    code: 'OPTION_UNKNOWN',
    what: `Mode '${mode}' does not know the option ${unknown.map((name) => `'${name}'`).join(', ')}.`,
    ...(meant === undefined ? { found: `Its options are: ${known.join(', ')}.` } : {}),
    hint: meant ?? `Leave it out, or choose another mode.${ofOwn}`,
  });
}

const OF_OWN_MACHINES = ['stateMachineName', 'statesBefore', 'statesAfter', 'events', 'resource', 'retries'] as const;

function refuseWrong(mode: AnyMode, options: AnyOptions): void {
  const { resource, stateMachine, state, message, cause } = options;
  if (resource !== undefined && entryOf(mode).fitsTask?.(parseResource(resource)) === false) {
    throw misfit(`A Task with the option 'resource' cannot be unsuccessful as mode '${mode}' says.`, resource);
  }
  if (message !== undefined && cause !== undefined) {
    const what =
      'The options message and cause contradict each other: a cause replaces the document that holds the message.';
    throw new TestkitError({ code: 'ARGUMENT_INVALID', what, hint: 'Give one of the two.' });
  }
  if (stateMachine === undefined) return;
  const odd = OF_OWN_MACHINES.filter((name) => options[name] !== undefined);
  if (odd.length === 0 && state !== undefined) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what:
      odd.length > 0
        ? `${odd.join(', ')} cannot be chosen for a state machine of your own.`
        : 'In a state machine of your own, the option state names the Task that fails.',
    found: `Mode '${mode}', options: ${Object.keys(options).join(', ')}.`,
    hint:
      odd.length > 0
        ? `Leave ${odd.join(', ')} out: your definition says that.`
        : `Add for example { state: 'ChargeCard' }.`,
  });
}
