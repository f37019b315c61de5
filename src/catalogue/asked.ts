import { errorOf, type StateVisit, type TracedEvent } from '../history/trace';
import { isJsonObject, parseJson } from '../model/json';
import { shown } from '../model/arguments';
import { TestkitError } from '../model/testkitError';
import { refusalReason } from '../service/executions/executionShapes';
import type { ModeEntry, Plan, Unsuccessful } from './modes/mode';
import type { AnyOptionName, AnyOptions } from './options';
import { playOf, type Actor, type Play } from './play';
import type { Prepared } from './prepare';
import type { Stage } from './stage';
import { wayTaken } from './way';

/** What was asked for, and the execution that has come of it. */
interface Outcome {
  readonly options: Readonly<AnyOptions>;
  readonly prepared: Prepared;
  readonly plan: Plan;
  readonly stage: Stage;
}

/**
 * Refuses an execution in which something that was asked for is not so: its status, the state that fails and its error, or any other
 * option.
 *
 * @throws TestkitError `ARGUMENT_INVALID`
 */
export function refuseOther(outcome: Outcome, latest: number): void {
  refuseOtherEnd(outcome, latest);
  if (outcome.options.stateMachine !== undefined || outcome.plan.unsuccessful?.isRetried === true) {
    refuseOtherState(outcome);
  }
  refuseOtherOptions(outcome);
  refuseOtherRefusal(outcome);
}

function refuseOtherEnd({ prepared: { entry, mode }, plan, stage }: Outcome, latest: number): void {
  const status = statusAt(stage, latest);
  if (status === entry.status) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `The execution did not come to what mode '${mode}' says: it is ${status}, not ${entry.status}.`,
    found: foundOf(stage, plan.unsuccessful?.state),
    hint:
      status === 'RUNNING'
        ? 'Let what it waits for end by itself, or let it have started earlier.'
        : hintFor(plan.unsuccessful),
  });
}

function statusAt({ record, lastly }: Stage, latest: number): string {
  return lastly > latest ? 'RUNNING' : record.run.status;
}

function hintFor(unsuccessful: Unsuccessful | undefined): string {
  if (unsuccessful === undefined) return 'Give it another input, or other options.';
  const { state } = unsuccessful;
  return `Give it an input that leads to '${state}', script the tasks before it, and see that no Catch makes up for its failure.`;
}

/** The way, if one was to lead somewhere; what happened last. */
function foundOf({ record, fake }: Stage, state: string | undefined): string {
  const { run } = record;
  const last = run.events.at(-1)!;
  const end = `Its last event is #${last.id} ${last.type}, at ${new Date(run.time).toISOString()}.`;
  return state === undefined ? end : `${wayTaken(playOf(record, fake.store), state)}\n${end}`;
}

/** The state that was named has to be the one that fails, with the error that was asked for; or the one that was stopped. */
function refuseOtherState({ prepared, plan, stage }: Outcome): void {
  const { unsuccessful } = plan;
  if (unsuccessful === undefined) return;
  const play = playOf(stage.record, stage.fake.store);
  const endings = endingsIn(unsuccessful.state, play.actor, play);
  if (endings.some((ending) => isAsAsked(ending, unsuccessful, prepared.entry))) return;
  const { state, error, isRetried } = unsuccessful;
  const { run } = stage.record;
  const wanted =
    prepared.entry.status === 'ABORTED'
      ? `stopped in '${state}'`
      : `'${state}' to fail${error === undefined ? '' : ` with ${error}`}${isRetried === true ? ' after a retry' : ''}`;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `Mode '${prepared.mode}' was asked for ${wanted}, and it did not come to that: the execution is ${run.status}${run.error === undefined ? '' : ` with ${run.error}`}.`,
    found: foundOf(stage, state),
    hint: hintFor(unsuccessful),
  });
}

/** How a state ended that was left open: its failure if it has failed. */
interface Ending {
  readonly visit: StateVisit;
  readonly actor: Actor;
  readonly failure: TracedEvent | undefined;
}

/** Visits of a state that were not left, nor the containers around it. */
function endingsIn(state: string, actor: Actor, play: Play): Ending[] {
  const open = actor.trace.visits.filter(isLeftOpen);
  const own = open
    .filter(({ name }) => name === state)
    .map((visit) => ({ visit, actor, failure: failureOf(visit, actor) }));
  const maps = open.filter(({ mapRunStarts }) => mapRunStarts.length > 0);
  return [
    ...own,
    ...maps.flatMap((map) => play.childrenOf(actor, map).flatMap((child) => endingsIn(state, child, play))),
  ];
}

function isLeftOpen(visit: StateVisit): boolean {
  for (let each: StateVisit | undefined = visit; each !== undefined; each = each.thread.container) {
    if (each.exited !== undefined) return false;
  }
  return true;
}

/** A failure by the definition or by data has no event of the state: the execution's own tells of it. */
function failureOf(visit: StateVisit, { trace }: Actor): TracedEvent | undefined {
  if (/(Failed|TimedOut)$/.test(visit.latest.type)) return visit.latest;
  const closing = trace.events.at(-1)!;
  return closing.type === 'ExecutionFailed' && closing.previous?.visit === visit ? closing : undefined;
}

function isAsAsked(
  { failure, visit, actor }: Ending,
  { error, cause, message, isRetried }: Unsuccessful,
  { status }: ModeEntry,
): boolean {
  if (status === 'ABORTED') return failure === undefined;
  if (failure === undefined) return false;
  const found = errorOf(failure);
  const attempts = actor.trace.events.filter((event) => event.visit === visit && event.type.endsWith('Scheduled'));
  const named = found.error ?? (failure.type.endsWith('TimedOut') ? 'States.Timeout' : undefined);
  const isTold = (wanted: string | undefined, told: unknown) => wanted === undefined || wanted === told;
  const isSo = isTold(error, named) && isTold(cause, found.cause) && isTold(message, messageIn(found.cause));
  return isSo && (isRetried !== true || attempts.length > 1);
}

/** For each option what has become of it: whether it is so, as far as that is not made sure of by how the machine is built. */
const SEEN: { readonly [Name in AnyOptionName]?: (outcome: Outcome) => unknown } = {
  executionName: ({ stage }) => stage.record.run.executionName,
  stoppedAgo: ({ stage }) => stage.lastly,
  startedAt: ({ stage }) => stage.record.run.startDate,
  redriven: ({ stage }) => stage.record.run.redriveCount,
  stateMachineName: ({ stage }) => stage.record.run.stateMachineName,
  events: ({ stage }) => stage.record.run.events.length,
  error: ({ stage, options }) => (isTold(stage, options.error) ? options.error : stage.record.run.error),
  cause: ({ stage, options }) => (isTold(stage, undefined, options.cause) ? options.cause : stage.record.run.cause),
  message: ({ stage }) => messageIn(stage.record.run.cause),
};

/** Whether an execution ends with an error and cause; one that has not failed in the end, tells of them before. */
function isTold({ record: { run } }: Stage, error?: string, cause?: string): boolean {
  const told = run.status === 'FAILED' || run.status === 'ABORTED' ? [run] : run.events.map(({ details }) => details);
  return told.some(
    (each) => (error === undefined || each?.error === error) && (cause === undefined || each?.cause === cause),
  );
}

function messageIn(cause = ''): unknown {
  try {
    const parsed = parseJson(cause);
    return isJsonObject(parsed) ? parsed['errorMessage'] : undefined;
  } catch {
    return undefined;
  }
}

function refuseOtherOptions(outcome: Outcome): void {
  const { options, prepared } = outcome;
  const wanted: Partial<Record<AnyOptionName, unknown>> = {
    ...options,
    executionName: prepared.executionName,
    stoppedAgo: prepared.endsAt,
    startedAt: prepared.startedAt,
  };
  for (const [name, seen] of Object.entries(SEEN) as [AnyOptionName, (outcome: Outcome) => unknown][]) {
    const value = wanted[name];
    if (value === undefined || isOfTheState(name, outcome) || seen(outcome) === value) continue;
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: `The option ${name} cannot be so in this execution of mode '${prepared.mode}'.`,
      found: `Asked was ${shown(value)}, and it came to ${shown(seen(outcome))}.`,
      hint: `Leave ${name} out, or change the other options: ${Object.keys(options).join(', ')}.`,
    });
  }
}

/** In a machine of the test, error and cause are those of the state; the execution may fail with those of its Map Run. */
function isOfTheState(name: AnyOptionName, { options, prepared }: Outcome): boolean {
  const isTold = name === 'error' || name === 'cause' || name === 'message';
  return isTold && options.stateMachine !== undefined && prepared.entry.status === 'FAILED';
}

/** What AWS refuses to redrive has to be refused for the reason that the mode is about. */
function refuseOtherRefusal({ prepared, options, stage }: Outcome): void {
  const { refusal } = prepared.entry;
  if (refusal === undefined || !('reason' in refusal) || prepared.entry.afterwards !== undefined) return;
  const reason = refusalReason(stage.record, stage.fake.circumstances());
  if (reason === refusal.reason) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `With these options AWS does not refuse the redrive as mode '${prepared.mode}' says.`,
    found: `It says: ${reason ?? 'the execution is redrivable'}. Options: ${Object.keys(options).join(', ') || 'none'}.`,
    hint: `The reason is to be: ${refusal.reason}. Leave out what contradicts it.`,
  });
}
