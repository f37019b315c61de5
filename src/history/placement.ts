import { isBelow } from './tree';
import type { Round, StateVisit, TracedThread, TracedEvent, TraceState } from './trace';
import { numberFrom, textFrom } from '../model/capturedMember';

/**
 * Finds the thread and the state of an event by what it hangs on: ids alone tell, with concurrent branches and
 * iterations too.
 */
export function place(event: TracedEvent, trace: TraceState): void {
  const boundary = STATE_BOUNDARY.exec(event.type);
  if (boundary?.[2] === 'Entered') return enter(event, boundary[1]!, trace);
  const visit = boundary ? exitedVisit(event, boundary[1]!) : visitOf(event, trace);
  if (visit !== undefined) {
    event.visit = visit;
    event.thread = visit.thread;
    event.before = visit.latest;
    visit.latest = event;
  } else {
    event.thread = event.previous === undefined || isExecutionEvent(event) ? trace.root : event.previous.thread;
  }
  note(event, trace);
}

const STATE_BOUNDARY = /^(\w+)State(Entered|Exited)$/;

function isExecutionEvent(event: TracedEvent): boolean {
  return event.type.startsWith('Execution');
}

function enter(event: TracedEvent, type: string, trace: TraceState): void {
  const { previous } = event;
  const name = nameOf(event) ?? '';
  const thread = (previous === undefined ? undefined : threadAfter(previous)) ?? trace.root;
  const rank = thread.visits.length;
  const visit: StateVisit = { name, type, thread, rank, entered: event, rounds: [], mapRunStarts: [], latest: event };
  event.visit = visit;
  event.thread = thread;
  thread.visits.push(visit);
  trace.visits.push(visit);
  trace.visitsByLink.set(`${event.previousEventId}:${name}`, visit);
}

function nameOf(event: TracedEvent): string | undefined {
  const name = event.details['name'];
  return typeof name === 'string' ? name : undefined;
}

function threadAfter(previous: TracedEvent): TracedThread | undefined {
  const container = previous.visit;
  const round = container?.rounds.find((each) => each.started === previous);
  if (previous.type !== 'ParallelStateStarted' || container === undefined || round === undefined) {
    return previous.thread;
  }
  const branch = newThread('branch', round.threads.length, container, round);
  round.threads.push(branch);
  return branch;
}

function newThread(
  kind: 'branch' | 'iteration',
  index: number,
  container: StateVisit,
  round: Round,
  started?: TracedEvent,
): TracedThread {
  const depth = container.thread.depth + 1;
  return { kind, index, rank: round.threads.length, container, round, started, depth, visits: [] };
}

/** The state that an Exited closes: its own, or the container of the branch or iteration that ended last. */
function exitedVisit(event: TracedEvent, type: string): StateVisit | undefined {
  const name = nameOf(event);
  const { previous } = event;
  return [previous?.visit, previous?.thread?.container].find(
    (visit) => visit !== undefined && visit.type === type && visit.name === name && visit.exited === undefined,
  );
}

function visitOf(event: TracedEvent, trace: TraceState): StateVisit | undefined {
  const { previous, type } = event;
  if (previous === undefined || isExecutionEvent(event)) {
    return type === 'EvaluationFailed' ? evaluatedVisit(event, trace) : undefined;
  }
  if (type === 'EvaluationFailed') return evaluatedVisit(event, trace);
  const container = CONTAINER_EVENT.exec(type);
  if (container) return containerOf(event, previous, container[1]!);
  return BELONGS_TO_NO_STATE.test(type) ? undefined : previous.visit;
}

/** Bookkeeping of a Parallel or Map itself. */
const CONTAINER_EVENT = /^(Parallel|Map)State(Started|Succeeded|Failed)$/;
/** Events about an iteration, or about a state that is not named: *StateAborted carry no details. */
const BELONGS_TO_NO_STATE = /^MapIteration|StateAborted$/;

/** A Wait's evaluation hangs on its Entered, others on what came before it. */
function evaluatedVisit(event: TracedEvent, trace: TraceState): StateVisit | undefined {
  const name = textFrom(event.details['state']);
  const nearest = [event.previous?.visit, event.previous?.thread?.container];
  const own = nearest.find((visit) => visit?.name === name && visit.exited === undefined);
  if (own !== undefined) return own;
  return trace.visitsByLink.get(`${event.previousEventId}:${name}`);
}

function containerOf(event: TracedEvent, previous: TracedEvent, type: string): StateVisit | undefined {
  const own = previous.visit;
  const outer = previous.thread?.container;
  if (own?.type === type && own.exited === undefined && speaksOfItself(event, previous, own)) return own;
  return outer?.type === type ? outer : undefined;
}

/** Whether a container goes on after its own event. Otherwise a branch or iteration has failed with that event. */
function speaksOfItself(event: TracedEvent, previous: TracedEvent, own: StateVisit): boolean {
  if (!event.type.endsWith('StateFailed')) return !previous.type.endsWith('StateFailed');
  if (previous.type === 'MapRunFailed' || previous.type === 'EvaluationFailed') return true;
  /**
   * @assumed [checker.output-of-a-container] An output that JSONPath cannot compute links to what the success of its Parallel or Map links
   *   to. Because: JSONPath has no event for it.
   */
  const round = own.rounds.at(-1);
  const isAboutItems = previous === round?.started && round.threads.length === 0;
  if (previous === undefined) return false;
  return previous === own.entered || isAboutItems || linksAfterSuccess(round).includes(previous);
}

/**
 * What comes after the success of a container links to the last end in it, of a Distributed Map to the start of its Map Run, before it has said
 * that the Map succeeded, too.
 */
export function linksAfterSuccess(round: Round | undefined, before?: TracedEvent): readonly TracedEvent[] {
  const ends = round?.ends.filter(({ position }) => position < (before?.position ?? Infinity)) ?? [];
  const last = ends.findLast(({ type }) => type !== 'MapRunSucceeded')?.previous;
  const mapRun = ends.findLast(({ type }) => type === 'MapRunSucceeded')?.previous;
  return [last?.type === 'MapRunSucceeded' ? undefined : last, mapRun].filter((link) => link !== undefined);
}

function note(event: TracedEvent, trace: TraceState): void {
  const { previous, visit, type } = event;
  if (previous !== undefined && TELLS_OF_FAILURE.test(type)) {
    (previous.told ??= []).push(event);
    previous.thread?.round?.told.push(event);
  }
  if (type.startsWith('MapIteration')) return noteIteration(event, trace);
  if (visit === undefined) return;
  if (CONTAINER_EVENT.test(type)) noteContainer(event, visit);
  else if (type.endsWith('StateExited')) visit.exited ??= event;
  else if (type === 'MapRunStarted' || type === 'MapRunRedriven') visit.mapRunStarts.push(event);
  else if (type === 'MapRunSucceeded' && visit.rounds.length > 0) visit.rounds.at(-1)!.ends.push(event);
}

/** What becomes of branches and iterations when one has failed. */
const TELLS_OF_FAILURE = /^MapIteration(Failed|Aborted)$|StateAborted$/;

function noteContainer(event: TracedEvent, visit: StateVisit): void {
  const { previous, type } = event;
  const round = visit.rounds.at(-1);
  if (round !== undefined && previous?.thread?.round === round && !type.endsWith('Succeeded'))
    round.answers.push(event);
  if (type.endsWith('Started'))
    visit.rounds.push({ started: event, threads: [], successes: 0, ends: [], answers: [], told: [] });
  else if (type.endsWith('Failed')) visit.failed = event;
  else {
    visit.succeeded = event;
    round?.ends.push(event);
  }
}

function noteIteration(event: TracedEvent, trace: TraceState): void {
  const key = `${nameOf(event)}#${textFrom(event.details['index'])}`;
  if (event.type === 'MapIterationStarted') return startIteration(event, key, trace);
  const thread = enclosing(event) ?? trace.iterations.get(key)?.findLast((each) => isMeant(each, event));
  if (thread === undefined) return;
  event.thread = thread;
  if (thread.outcome !== undefined) event.before = thread.outcome;
  thread.outcome = event;
  if (event.type !== 'MapIterationSucceeded' || thread.round === undefined) return;
  thread.round.lastSucceeded = event;
  thread.round.successes += 1;
}

/** An iteration that has not ended in this attempt, below the container that an event of a failure is about. */
function isMeant(thread: TracedThread, { attempt, previous }: TracedEvent): boolean {
  const { outcome } = thread;
  const failing = previous?.thread?.container;
  const open = outcome === undefined || (outcome.type !== 'MapIterationSucceeded' && outcome.attempt < attempt);
  return open && failing !== undefined && isBelow(thread, failing);
}

function startIteration(event: TracedEvent, key: string, trace: TraceState): void {
  const { previous } = event;
  const container = previous?.type === 'MapStateStarted' ? previous.visit : previous?.thread?.container;
  const round = container?.rounds.at(-1);
  if (container === undefined || round === undefined) return;
  const thread = newThread('iteration', numberFrom(event.details['index']), container, round, event);
  round.threads.push(thread);
  event.thread = thread;
  if (round.lastSucceeded !== undefined) event.before = round.lastSucceeded;
  if (previous?.thread?.round === round) previous.thread.madeRoomFor ??= event;
  const namesakes = trace.iterations.get(key);
  if (namesakes === undefined) trace.iterations.set(key, [thread]);
  else namesakes.push(thread);
}

/** The iteration, at or around the previous event, that this event names. */
function enclosing(event: TracedEvent): TracedThread | undefined {
  for (let each = event.previous?.thread; each !== undefined; each = each.container?.thread) {
    const { kind, container, index } = each;
    if (kind === 'iteration' && container?.name === nameOf(event) && index === event.details['index']) return each;
  }
  return undefined;
}
