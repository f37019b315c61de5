import { isWholeFrom } from '../model/arguments';
import { detailsOf, instantOf, type HistoryEventLike } from './historyEvents';
import { place } from './placement';

/** An event in its place: what it hangs on, whose state it is about, in which thread and attempt it happened. */
export interface TracedEvent {
  /** Index in the array that was given. */
  readonly position: number;
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  /** Epoch milliseconds; absent if the event has no readable date. */
  readonly at: number | undefined;
  /** Empty if the event carries no details. */
  readonly details: Readonly<Record<string, unknown>>;
  /** The event as it was given. */
  readonly source: HistoryEventLike;
  /** The earlier event that `previousEventId` names. */
  readonly previous: TracedEvent | undefined;
  /** 0 in the first run, n after the n-th redrive. */
  readonly attempt: number;
  thread?: TracedThread;
  /** Of the event with which a branch or iteration failed: what was told of it and of the others. */
  told?: TracedEvent[];
  /** The state that the event is about. */
  visit?: StateVisit;
  /**
   * The event that came before in the same visit. At the start of an iteration: the newest MapIterationSucceeded; at its
   * end: its end in an earlier attempt.
   */
  before?: TracedEvent;
}

/** One entry into a state, from its *StateEntered to its *StateExited; a redrive goes on with the same visit. */
export interface StateVisit {
  readonly name: string;
  /** `Task`, `Map`, … */
  readonly type: string;
  readonly thread: TracedThread;
  /** Index in `thread.visits`. */
  readonly rank: number;
  readonly entered: TracedEvent;
  exited?: TracedEvent;
  /** Parallel and inline Map: each *StateStarted begins a set of branches or iterations; a retry begins another. */
  readonly rounds: Round[];
  /** The newest MapStateFailed or ParallelStateFailed. */
  failed?: TracedEvent;
  succeeded?: TracedEvent;
  /** Distributed Map: its MapRunStarted and MapRunRedriven events. */
  readonly mapRunStarts: TracedEvent[];
  /** The newest event of the visit itself. */
  latest: TracedEvent;
}

/** The branches or iterations that one ParallelStateStarted or MapStateStarted has begun. */
export interface Round {
  readonly started: TracedEvent;
  /** In the order in which they began. */
  readonly threads: TracedThread[];
  lastSucceeded?: TracedEvent;
  successes: number;
  /** ParallelStateSucceeded or MapStateSucceeded, and MapRunSucceeded, once all of them have ended well: in each attempt anew. */
  readonly ends: TracedEvent[];
  /** The *StateFailed and *StateStarted events with which the container answered a failure of this round. */
  readonly answers: TracedEvent[];
  /** What was told of the branches or iterations of this round when one had failed. */
  readonly told: TracedEvent[];
}

/** One line of control: the execution itself, a branch of a Parallel, an iteration of an inline Map. */
export interface TracedThread {
  readonly kind: 'execution' | 'branch' | 'iteration';
  /** Index of the iteration; of a branch: its rank in the order of entering. 0 for the execution. */
  readonly index: number;
  readonly container?: StateVisit;
  readonly round?: Round;
  /** MapIterationStarted. */
  readonly started?: TracedEvent | undefined;
  /** Index in `round.threads`. */
  readonly rank: number;
  /** Nesting: 0 for the execution. */
  readonly depth: number;
  readonly visits: StateVisit[];
  /** The newest MapIterationSucceeded, MapIterationFailed or MapIterationAborted. */
  outcome?: TracedEvent;
  /** The MapIterationStarted that hangs on the end of this iteration. */
  madeRoomFor?: TracedEvent;
}

/** A history with every event in its place. Never throws on a broken history: what can't be placed is left out. */
export interface Trace {
  readonly events: readonly TracedEvent[];
  readonly byId: ReadonlyMap<number, TracedEvent>;
  readonly root: TracedThread;
  /** Every entry into a state, in the order of entering. */
  readonly visits: readonly StateVisit[];
}

/** What {@link place} works on while the events are read one after the other. */
export interface TraceState extends Trace {
  readonly events: TracedEvent[];
  readonly byId: Map<number, TracedEvent>;
  readonly visits: StateVisit[];
  /** Visits by the event that their Entered hangs on, and their name: how EvaluationFailed finds its state. */
  readonly visitsByLink: Map<string, StateVisit>;
  /** Iterations by name and index of their Map: how MapIterationAborted finds its own. */
  readonly iterations: Map<string, TracedThread[]>;
}

/** Puts every event of a history, oldest first, into its place. */
export function traceHistory(given: readonly HistoryEventLike[]): Trace {
  const trace: TraceState = {
    events: [],
    byId: new Map(),
    visits: [],
    visitsByLink: new Map(),
    iterations: new Map(),
    root: { kind: 'execution', index: 0, rank: 0, depth: 0, visits: [] },
  };
  let attempt = attemptBefore(given);
  for (const [position, source] of given.entries()) {
    if (source.type === 'ExecutionRedriven') attempt += 1;
    const event = traced(source, position, attempt, trace);
    place(event, trace);
    trace.events.push(event);
    if (!trace.byId.has(event.id)) trace.byId.set(event.id, event);
  }
  return trace;
}

/** In which attempt the first event stands: of a later page, the next redrive tells. */
function attemptBefore(events: readonly HistoryEventLike[]): number {
  if (events[0]?.id === 1) return 0;
  const redriven = events.find(({ type }) => type === 'ExecutionRedriven');
  const redriveCount = redriven && detailsOf(redriven)?.['redriveCount'];
  return isWholeFrom(1, redriveCount) && events[0]?.type !== 'ExecutionStarted' ? redriveCount - 1 : 0;
}

function traced(given: HistoryEventLike, position: number, attempt: number, trace: Trace): TracedEvent {
  const previousEventId = given.previousEventId ?? 0;
  return {
    position,
    id: given.id ?? 0,
    previousEventId,
    type: given.type ?? '',
    at: instantOf(given),
    details: detailsOf(given) ?? NO_DETAILS,
    source: given,
    previous: trace.byId.get(previousEventId),
    attempt,
  };
}

const NO_DETAILS: Readonly<Record<string, unknown>> = Object.freeze({});

/** A member of the details that is a string. */
export function textOf(event: TracedEvent, member: string): string | undefined {
  const value = event.details[member];
  return typeof value === 'string' ? value : undefined;
}

/** `error` and `cause` of an event, each only if it is set. */
export function errorOf(event: TracedEvent): { readonly error?: string; readonly cause?: string } {
  const [error, cause] = [textOf(event, 'error'), textOf(event, 'cause')];
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

/** The open state of a thread: entered, not exited. */
export function openVisitOf(thread: TracedThread): StateVisit | undefined {
  const last = thread.visits.at(-1);
  return last?.exited === undefined ? last : undefined;
}

/** The branches or iterations that count: those of the newest round, or of the newest before an event. */
export function currentRound(visit: StateVisit, before?: TracedEvent): Round | undefined {
  if (before === undefined) return visit.rounds.at(-1);
  return visit.rounds.findLast(({ started }) => started.position < before.position);
}

const STATUS_AFTER = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
} as const;

/** Whether an event closes the execution, or one attempt of it. */
export function isClosing(type: string): type is keyof typeof STATUS_AFTER {
  return Object.hasOwn(STATUS_AFTER, type);
}

/** The status of an execution whose last event is of that type. */
export function statusAfter(type: string): 'RUNNING' | (typeof STATUS_AFTER)[keyof typeof STATUS_AFTER] {
  return isClosing(type) ? STATUS_AFTER[type] : 'RUNNING';
}

/** The event that has closed the execution, if it is the last one. */
export function closingOf({ events }: Trace): TracedEvent | undefined {
  const last = events.at(-1);
  return last !== undefined && isClosing(last.type) ? last : undefined;
}

/** Whether a Parallel or Map says that something in it has failed. */
export const saysFailed = ({ type }: TracedEvent): boolean => /^(Map|Parallel)StateFailed$/.test(type);

/** The event itself, or what failed in the Parallel and Map states that it says of that they failed. */
export function failedWithin(event: TracedEvent | undefined): TracedEvent | undefined {
  let within = event;
  while (within !== undefined && saysFailed(within)) within = within.previous;
  return within;
}

/**
 * The event that made an attempt fail, of the event that closed it: before the Parallel and Map states around it said that they
 * failed too. Of a timeout or a stop, the closing event itself; of success, none.
 */
export function originOf(closing: TracedEvent): TracedEvent | undefined {
  if (!isClosing(closing.type) || closing.type === 'ExecutionSucceeded') return undefined;
  if (closing.type !== 'ExecutionFailed') return closing;
  const origin = failedWithin(closing.previous);
  return origin === undefined || origin.type === 'ExecutionRedriven' ? closing : origin;
}

/** What fails again without an event of its own links to the redrive: where it is, the failure before tells. */
export function firstFailureOf(closing: TracedEvent): TracedEvent {
  const before = closing.previous?.type === 'ExecutionRedriven' ? closing.previous.previous : undefined;
  return before === undefined ? closing : firstFailureOf(before);
}
