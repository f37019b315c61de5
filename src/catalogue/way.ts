import { isDistributed, innerWorkflows, type Workflow, type StateDefinition } from '../asl/definition/definition';
import {
  closingOf,
  currentRound,
  errorOf,
  textOf,
  type StateVisit,
  type TracedThread,
  type TracedEvent,
  failedWithin,
} from '../history/trace';
import { onOneLine } from '../model/printable';
import type { Actor, Play } from './play';

/** One state on the way, and what came of it. */
interface Step {
  readonly depth: number;
  readonly name: string;
  readonly note: string;
  /** From here on the way does not lead to the state that was asked for. */
  readonly isTurn: boolean;
}

/** Of a long way, so many steps at its begin and at its end. */
const MOST_STEPS = 14;
/** Characters of an input, a rule or a cause. */
const MOST_TEXT = 100;

/** The way that an execution took, with what decided each step, and a mark where it left the way to a state. */
export function wayTaken(play: Play, target: string): string {
  const steps = stepsOf(play.actor.trace.root, play.actor.definition, { target, play, actor: play.actor, depth: 0 });
  const width = Math.max(0, ...steps.map(({ depth, name }) => 2 * depth + name.length));
  const lines = steps.map(({ depth, name, note, isTurn }) =>
    `  ${isTurn ? '>' : ' '} ${`${'  '.repeat(depth)}${name}`.padEnd(width)}  ${note}`.trimEnd(),
  );
  const hidden = lines.length - MOST_STEPS * 2;
  if (hidden > 0) lines.splice(MOST_STEPS, hidden, `    … ${hidden} more`);
  return lines.length === 0 ? 'It entered no state.' : ['It took this way:', ...lines].join('\n');
}

interface Looking {
  readonly target: string;
  readonly play: Play;
  readonly actor: Actor;
  readonly depth: number;
}

function stepsOf({ visits }: TracedThread, workflow: Workflow, looking: Looking): Step[] {
  const leading = statesLeadingTo(looking.target, workflow);
  return visits.flatMap((visit, index) => {
    const state = workflow.States[visit.name];
    const next = visits[index + 1]?.name;
    if (state === undefined) return [];
    const isOnTheWay = leading.has(visit.name);
    const inner = innerSteps(visit, state, looking);
    const isTurn = isOnTheWay && (next === undefined || !leading.has(next)) && !inner.some((step) => step.isTurn);
    return [{ depth: looking.depth, name: visit.name, note: noteOf(visit, state, next, looking), isTurn }, ...inner];
  });
}

/** States of a workflow from which a state can be reached, and those that hold it. */
function statesLeadingTo(target: string, { States }: Workflow): ReadonlySet<string> {
  const leading = new Set(Object.keys(States).filter((name) => name === target || holds(States[name]!, target)));
  for (let before = -1; before < leading.size;) {
    before = leading.size;
    for (const [name, state] of Object.entries(States)) {
      if (successorsOf(state).some((next) => leading.has(next))) leading.add(name);
    }
  }
  return leading;
}

function successorsOf({ Next, Default, Choices = [], Catch = [] }: StateDefinition): string[] {
  return [Next, Default, ...[...Choices, ...Catch].map((each) => each.Next)].filter((name) => name !== undefined);
}

/** The branch or the processor of a container that holds a state, at any depth. */
export function workflowHolding(state: StateDefinition, target: string): Workflow | undefined {
  const workflows = innerWorkflows(state);
  return workflows.find(({ States }) =>
    Object.entries(States).some(([name, each]) => name === target || holds(each, target)),
  );
}

function holds(state: StateDefinition, target: string): boolean {
  return workflowHolding(state, target) !== undefined;
}

/** What happened within a container, as far as it is about the state that was asked for. */
function innerSteps(visit: StateVisit, state: StateDefinition, looking: Looking): Step[] {
  const workflow = workflowHolding(state, looking.target);
  if (workflow === undefined) return [];
  const inner = { ...looking, depth: looking.depth + 1 };
  if (state.Type === 'Map' && isDistributed(state)) {
    const [child] = looking.play.childrenOf(looking.actor, visit);
    return child === undefined ? [] : stepsOf(child.trace.root, workflow, { ...inner, actor: child });
  }
  const threads = currentRound(visit)?.threads ?? [];
  const thread = threads.find(({ visits }) => visits.some(({ name }) => name in workflow.States));
  return thread === undefined ? [] : stepsOf(thread, workflow, inner);
}

function noteOf(visit: StateVisit, state: StateDefinition, next: string | undefined, looking: Looking): string {
  const failure = failureOf(visit, looking.actor);
  if (failure !== undefined && visit.exited === undefined) return `failed with ${failure}`;
  if (failure !== undefined) return `failed with ${failure}; ${caught(state, next)}`;
  if (state.Type === 'Choice' && next !== undefined) return chosen(visit, state, next);
  if (state.Type === 'Map') return iterated(visit, state, looking);
  if (visit.exited === undefined) return openNote(looking);
  return '';
}

function failureOf(visit: StateVisit, actor: Actor): string | undefined {
  const last = visit.exited === undefined ? visit.latest : lastBefore(visit);
  const closing = closingOf(actor.trace);
  const event = isFailure(last) ? last : visit.failed !== undefined && !isSuccess(last) ? visit.failed : undefined;
  const found = event ?? (endsHere(visit, closing) ? closing : undefined);
  if (found === undefined) return undefined;
  const { error = 'no error', cause } = errorOf(failedWithin(found) ?? found);
  const named = found.type.endsWith('TimedOut') ? (textOf(found, 'error') ?? 'States.Timeout') : error;
  return cause === undefined ? named : `${named}: ${short(cause)}`;
}

/** The event of the visit before its exit. */
function lastBefore({ exited, latest }: StateVisit): TracedEvent {
  return exited?.before ?? exited?.previous ?? latest;
}

const isFailure = ({ type }: TracedEvent): boolean => /(Failed|TimedOut)$/.test(type) && !type.startsWith('Execution');
const isSuccess = ({ type }: TracedEvent): boolean => type.endsWith('Succeeded');

/** Failures by the definition or by data are told of the execution alone. */
function endsHere(visit: StateVisit, closing: TracedEvent | undefined): closing is TracedEvent {
  const isOpen = visit.exited === undefined && visit.rounds.length === 0;
  return closing?.type === 'ExecutionFailed' && isOpen && closing.previous?.visit === visit;
}

function caught({ Catch = [] }: StateDefinition, next: string | undefined): string {
  const catcher = Catch.find((each) => each.Next === next);
  return catcher === undefined ? 'it went on' : `its Catch of ${catcher.ErrorEquals.join(', ')} leads to '${next}'`;
}

function chosen({ entered }: StateVisit, { Choices = [], Default }: StateDefinition, next: string): string {
  const input = short(textOf(entered, 'input') ?? '');
  const index = Choices.findIndex((rule) => rule.Next === next);
  if (index === -1 || (Default === next && Choices.every((rule) => rule.Next !== next))) {
    return `no rule holds for ${input}: Default leads to '${next}'`;
  }
  const { Next: _next, ...rule } = Choices[index]!;
  return `rule ${index + 1} ${short(JSON.stringify(rule))} holds for ${input}: it leads to '${next}'`;
}

function iterated(visit: StateVisit, state: StateDefinition, { play, actor }: Looking): string {
  const count = isDistributed(state)
    ? play.childrenOf(actor, visit).length
    : Number(currentRound(visit)?.started.details['length'] ?? 0);
  const outcome = visit.exited === undefined ? '' : '; it went on';
  return count === 0
    ? `had no items: its input is ${short(textOf(visit.entered, 'input') ?? '')}`
    : `${count} items${outcome}`;
}

function openNote({ actor }: Looking): string {
  const { status } = actor.record.run;
  if (status === 'RUNNING') return `is still open: ${actor.waitsFor()}`;
  return status === 'TIMED_OUT' ? 'was open when the time of the execution was up' : 'was open when it was stopped';
}

function short(text: string): string {
  const line = onOneLine(text);
  return line.length <= MOST_TEXT ? line : `${line.slice(0, MOST_TEXT)}…`;
}
