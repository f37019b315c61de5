import { parseResource } from '../asl/definition/resource';
import { TestkitError } from '../model/testkitError';
import type { SeedRecipe } from '../service/seeding';
import type { ServiceCore } from '../service/serviceCore';
import type { ExecutionRecord } from '../service/store';
import { seedExecution } from './make';
import { entryOf } from './modes';
import type { FailureMode, FailureModeOptions } from './modes/failureMode';
import type { ModeEntry } from './modes/mode';
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
  readonly kind = 'failure mode';

  /** @internal */
  constructor(
    readonly mode: FailureMode,
    readonly options: Readonly<AnyOptions>,
    /** @internal */
    readonly payloads: PayloadSource,
  ) {
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
 * A recipe for an execution that failed in a certain way. `sfn.seed` puts it into a fake.
 *
 * @param mode one of the catalogue's failure modes, see {@link FailureModeOptions}
 * @param options what is special about this one; later ones overrule earlier ones, so traits can be mixed in
 * @throws TestkitError `OPTION_UNKNOWN` for a mode or option that does not exist, `ARGUMENT_INVALID` for a value of
 * the wrong kind
 * @example
 * const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard', stoppedAgo: days(3) }));
 * const twice = sfn.seed(failedExecution('task-timed-out', redriven(2), stoppedAgo(days(13))));
 */
export function failedExecution<Mode extends FailureMode>(
  mode: Mode,
  ...options: readonly FailureModeOptions[Mode][]
): ExecutionRecipe {
  return recipeOf(mode, options, plainPayloads);
}

/** Like {@link failedExecution}, with contents from a source of the caller's. */
export function recipeOf(mode: FailureMode, parts: readonly AnyOptions[], payloads: PayloadSource): ExecutionRecipe {
  const entry = entryOf(mode);
  checkParts(mode, parts);
  const options: AnyOptions = Object.assign({}, ...parts);
  refuseUnknown(mode, entry, options);
  checkValues(options);
  refuseWrong(mode, options);
  return new ExecutionRecipe(mode, Object.freeze(options), payloads);
}

function refuseUnknown(mode: string, { options: known }: ModeEntry, options: AnyOptions): void {
  const unknown = Object.keys(options).filter((name) => !known.includes(name as AnyOptionName));
  if (unknown.length === 0) return;
  throw new TestkitError({
    code: 'OPTION_UNKNOWN',
    what: `The failure mode '${mode}' does not know the option ${unknown.map((name) => `'${name}'`).join(', ')}.`,
    found: `Its options are: ${known.join(', ')}.`,
    hint: 'Use one of these, or another mode.',
  });
}

const OF_OWN_MACHINES = ['stateMachineName', 'statesBefore', 'statesAfter', 'events', 'resource', 'retries'] as const;

function refuseWrong(mode: string, options: AnyOptions): void {
  refuseMisfit(mode, options.resource);
  if (options.stateMachine === undefined) return;
  const odd = OF_OWN_MACHINES.filter((name) => options[name] !== undefined);
  if (odd.length === 0 && options.state !== undefined) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what:
      odd.length > 0
        ? `${odd.join(', ')} cannot be chosen for a state machine of your own.`
        : `Which state of your own state machine is unsuccessful is not said.`,
    found: `Mode '${mode}', options: ${Object.keys(options).join(', ')}.`,
    hint:
      odd.length > 0
        ? `Leave ${odd.join(', ')} out: your definition says that.`
        : `Add for example { state: 'ChargeCard' }.`,
  });
}

/** What is called has to be able to be unsuccessful in the way of the mode. */
function refuseMisfit(mode: string, resource: string | undefined): void {
  if (resource === undefined || entryOf(mode).fitsTask?.(parseResource(resource)) !== false) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `A Task with this Resource cannot be unsuccessful as mode '${mode}' says.`,
    found: `The option 'resource' is ${resource}.`,
    hint: 'Choose a mode for this kind of task, for example task-failed for any service integration.',
  });
}
