import { parseResource } from '../asl/definition/resource';
import type { Run } from '../asl/engine/run';
import { runCourse } from './engineRun';
import { createIdSource } from '../model/idSource';
import { defaultLimits } from '../rules/limits';
import { stringifyJson, type Json } from '../model/json';
import { checkDuration, invalid, shown } from '../model/arguments';
import { strictJson } from '../model/strictJson';
import { TestkitError } from '../model/testkitError';
import { epochMilliseconds } from '../time/clock';
import { failureModes } from './modes';
import { takes } from './modes/durations';
import type { FailureMode, FailureModeOptions } from './modes/failureMode';
import type { ModeEntry, Plan, PlanContext } from './modes/mode';
import { checkName, checkParts, checkValues } from './optionChecks';
import { forExecution, type AnyOptionName, type AnyOptions } from './options';
import { plainPayloads, type PayloadSource } from './payloads';
import type { Place } from './place';

/** An execution of the catalogue that is still to be made: `sfn.seed` makes it, as often as wanted. Never changed. */
export interface ExecutionRecipe {
  readonly kind: 'failure mode';
  readonly mode: FailureMode;
  readonly options: Readonly<AnyOptions>;
  /** @internal */
  readonly payloads: PayloadSource;
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
  return Object.freeze({ kind: 'failure mode', mode, options: Object.freeze(options), payloads });
}

export function entryOf(mode: string): ModeEntry {
  if (Object.hasOwn(failureModes, mode)) return failureModes[mode as FailureMode];
  throw new TestkitError({
    code: 'OPTION_UNKNOWN',
    what: `There is no failure mode ${shown(mode)}.`,
    found: `The modes are: ${Object.keys(failureModes).join(', ')}.`,
    hint: 'Use one of them.',
  });
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

/** A recipe worked out for one of its executions. Dates are epoch milliseconds. */
export interface Prepared {
  readonly mode: FailureMode;
  readonly entry: ModeEntry;
  readonly plan: Plan;
  readonly input: Json;
  readonly executionName: string | undefined;
  readonly startedAt: number | undefined;
  /** When its course ends. */
  readonly endsAt: number | undefined;
}

/** Works a recipe out for its n-th execution, at `now`. */
export function prepare(recipe: ExecutionRecipe, sequence: number, place: Place, now: number): Prepared {
  const { mode, options, payloads } = recipe;
  const entry = entryOf(mode);
  refuseTooLate(mode, entry, now);
  const given = forExecution(options.input, sequence);
  const input = given === undefined ? payloads.order(sequence) : strictJson(given, 'The option input');
  refuseTooLarge(input);
  const executionName = forExecution(options.executionName, sequence);
  checkName('executionName', executionName);
  const started = forExecution(options.startedAt, sequence);
  const startedAt = started === undefined ? entry.startedAt?.(now) : epochMilliseconds(started);
  const givenAgo = forExecution(options.stoppedAgo, sequence);
  checkDuration('stoppedAgo', givenAgo);
  const ago = givenAgo ?? entry.stoppedAgo;
  const stoppedAgo = ago ?? (startedAt === undefined ? takes.sinceTheStop : undefined);
  return {
    mode,
    entry,
    plan: planned(entry, { options, place, payloads, sequence, input, furtherEvents: 0 }),
    input,
    executionName,
    startedAt,
    endsAt: stoppedAgo === undefined ? undefined : now - stoppedAgo,
  };
}

function refuseTooLarge(input: Json): void {
  const bytes = Buffer.byteLength(stringifyJson(input));
  const most = defaultLimits.payloadBytes;
  if (bytes <= most) return;
  throw invalid(`An input has at most ${most} bytes.`, `${bytes} bytes`, 'AWS does not start an execution with more.');
}

/** An execution is open for a year at most, and kept for 90 days: of some kinds there are none any more. */
function refuseTooLate(mode: string, { latestNow = Infinity }: ModeEntry, now: number): void {
  if (now <= latestNow) return;
  const clock = new Date(latestNow).toISOString();
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `There is no execution of mode '${mode}' any more.`,
    found: `It is ${new Date(now).toISOString()}.`,
    hint: `Give the fake an earlier clock: createFakeStepFunctions({ clock: virtualClock('${clock}') }).`,
  });
}

/** With a number of events wanted, those of the mode itself are counted first. */
function planned(entry: ModeEntry, context: PlanContext): Plan {
  const plan = entry.plan(context);
  const wanted = context.options.events ?? entry.events;
  if (wanted === undefined || plan.machine === undefined) return plan;
  const { machine } = plan;
  const scripted = { machine, stateMachineName: 'counted', executionName: 'counted', input: context.input };
  const surroundings = { place: context.place, ids: createIdSource(0), limits: defaultLimits };
  const written = runCourse(scripted, plan.course(0), surroundings, 0).events.length;
  return entry.plan({ ...context, furtherEvents: wanted - written });
}

/** Refuses that an execution is to take so many milliseconds more than it takes, or less. */
export function refuseStretch({ plan, mode }: Prepared, stretch: number): void {
  if (stretch > 0 && plan.stretches === true) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what:
      stretch < 0
        ? 'Between startedAt and stoppedAgo there is less time than the execution takes.'
        : `Nothing takes longer than usual in mode '${mode}', so startedAt and stoppedAgo contradict each other.`,
    found: `${Math.abs(stretch)} ms ${stretch < 0 ? 'are missing' : 'are left over'}.`,
    hint: 'Give one of the two.',
  });
}

/** Refuses an execution that has another status in the end than its mode says. */
export function refuseOther({ entry, mode }: Prepared, run: Run, now: number): void {
  if (run.status === entry.status) return;
  const last = run.events.at(-1);
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `The execution did not come to what mode '${mode}' says: it is ${run.status}, not ${entry.status}.`,
    found: `Its last event is #${last?.id} ${last?.type}, at ${isoText(run.time)}; the clock shows ${isoText(now)}.`,
    hint:
      run.status === 'RUNNING'
        ? 'Let what it waits for end by itself, or let it have started earlier.'
        : 'See that the state is reached with this input, and that no Retry or Catch makes up for its failure.',
  });
}

function isoText(time: number): string {
  return new Date(time).toISOString();
}
