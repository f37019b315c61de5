import { defaultLimits } from '../rules/limits';
import { redriveReasons } from '../rules/redriveReasons';
import type { HistorySource } from './historyEvents';
import { wholeHistory } from './readHistory';
import {
  closingOf,
  currentRound,
  errorOf,
  openVisitOf,
  traceHistory,
  type StateVisit,
  type Thread,
  type Trace,
} from './trace';

/** Where a state lies: the branches and iterations around it, outermost first. */
export type StatePath = readonly (
  { readonly parallel: string; readonly branch: number } | { readonly map: string; readonly iteration: number }
)[];

/** A state that was entered, as a plan names it. */
export interface PlannedState {
  readonly state: string;
  /** `Task`, `Map`, … */
  readonly type: string;
  /** Id of its *StateEntered event. */
  readonly enteredEventId: number;
  readonly path: StatePath;
}

/** What a redrive does to a state. */
export type RedriveAction =
  | 'task is scheduled again'
  | 'waits again'
  | 'choice is evaluated again'
  | 'exits without running'
  | 'fails again'
  | 'unsuccessful branches resume'
  | 'unsuccessful iterations resume'
  | 'all branches run again'
  | 'all iterations run again'
  | 'starts its branches'
  | 'starts its iterations'
  | 'completes with the results it has'
  | 'Map Run is redriven'
  | 'Map Run starts for the first time'
  | 'a new Map Run starts';

export interface RerunState extends PlannedState {
  readonly action: RedriveAction;
}

export interface KeptState extends PlannedState {
  readonly exitedEventId: number;
}

/** An iteration of an inline Map that never started: it starts when its turn comes. */
export interface FreshIteration {
  readonly map: string;
  readonly iteration: number;
  readonly path: StatePath;
}

/** What a redrive of an execution does, read from its history. */
export interface RedrivePlan {
  /** Whether the history allows a redrive. Its age, its machine and its type are not in it. */
  readonly redrivable: boolean;
  /** AWS's reason why not. */
  readonly reason?: string;
  /** The innermost unsuccessful states: work goes on here. */
  readonly resumesAt: readonly RerunState[];
  /** Every unsuccessful state, the Parallel and Map states around the innermost ones included. */
  readonly reruns: readonly RerunState[];
  /** States that have exited and do not run again. */
  readonly keeps: readonly KeptState[];
  readonly startsFresh: readonly FreshIteration[];
  /** What the lists cannot say. */
  readonly notes: readonly string[];
}

/**
 * Which states a redrive of this execution runs again and which it keeps: a state is unsuccessful if it was entered and
 * has not exited.
 *
 * Source: Developer Guide, redrive behavior of states; histories of redriven executions recorded on AWS.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` if this is no history, `HISTORY_INVALID` if it is a part of one.
 * @example
 * const plan = redrivePlan(sfn.history(order));
 * plan.resumesAt; // [{ state: 'ChargeCard', type: 'Task', action: 'task is scheduled again', enteredEventId: 4, path: [] }]
 */
export function redrivePlan(history: HistorySource): RedrivePlan {
  const trace = traceHistory(wholeHistory('redrivePlan()', history));
  const reason = refusalOf(trace);
  const draft: Draft = { resumesAt: [], reruns: [], keeps: [], startsFresh: [], notes: [] };
  if (reason !== undefined) return { redrivable: false, reason, ...draft, keeps: keptOf(trace.root) };
  // Documented of Parallel and Map: after this error their successful branches and iterations run again too.
  const rerunAll = errorOf(closingOf(trace)!).error === 'States.DataLimitExceeded';
  planThread(trace.root, draft, rerunAll);
  draft.keeps.sort((a, b) => a.enteredEventId - b.enteredEventId);
  if (trace.visits.length === 0) draft.notes.push('No state was entered: the execution starts with its first state.');
  return { redrivable: true, ...draft };
}

type Draft = {
  readonly [Part in 'resumesAt' | 'reruns' | 'keeps' | 'startsFresh' | 'notes']: RedrivePlan[Part][number][];
};

function refusalOf(trace: Trace): string | undefined {
  const closing = closingOf(trace);
  if (closing === undefined) return redriveReasons.running;
  if (closing.type === 'ExecutionSucceeded') return redriveReasons.succeeded;
  return trace.events.length < defaultLimits.redrivableEvents ? undefined : redriveReasons.eventLimit;
}

function keptOf(thread: Thread): KeptState[] {
  return thread.visits.flatMap((visit) => (visit.exited === undefined ? [] : [kept(visit, visit.exited.id)]));
}

function kept(visit: StateVisit, exitedEventId: number): KeptState {
  return { ...planned(visit), exitedEventId };
}

function planned({ name, type, entered, thread }: StateVisit): PlannedState {
  return { state: name, type, enteredEventId: entered.id, path: pathOf(thread) };
}

function pathOf(thread: Thread): StatePath {
  const path: StatePath[number][] = [];
  for (let each: Thread | undefined = thread; each?.container !== undefined; each = each.container.thread) {
    const { name } = each.container;
    path.unshift(
      each.kind === 'branch' ? { parallel: name, branch: each.index } : { map: name, iteration: each.index },
    );
  }
  return path;
}

/** Outer threads first; a list of its own instead of the call stack, which nesting must not exhaust. */
function planThread(root: Thread, draft: Draft, rerunAll: boolean): void {
  const waiting = [root];
  for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
    draft.keeps.push(...keptOf(thread));
    const open = openVisitOf(thread);
    if (open === undefined) {
      noteBetweenStates(thread, draft);
      continue;
    }
    const action = actionOf(open, rerunAll);
    const rerun = { ...planned(open), action };
    draft.reruns.push(rerun);
    if (action === 'unsuccessful branches resume' || action === 'unsuccessful iterations resume') {
      const { threads } = currentRound(open)!;
      waiting.push(...[...threads].reverse());
      draft.startsFresh.push(...neverStarted(open));
    } else {
      draft.resumesAt.push(rerun);
    }
  }
}

/** A branch or iteration whose states have all exited has succeeded; the execution itself was stopped between two states. */
function noteBetweenStates(thread: Thread, { notes }: Draft): void {
  const last = thread.visits.at(-1)?.name;
  if (thread.kind === 'execution' && last !== undefined) {
    notes.push(`Every state that was entered has exited: the execution goes on after "${last}".`);
  } else if (thread.kind === 'iteration' && thread.outcome?.type !== 'MapIterationSucceeded') {
    const where = last === undefined ? 'begins with its first state' : `goes on after "${last}"`;
    notes.push(`Iteration ${thread.index} of "${thread.container?.name}" ${where}.`);
  }
}

const SIMPLE_ACTIONS: Readonly<Record<string, RedriveAction>> = {
  Task: 'task is scheduled again',
  Wait: 'waits again',
  Choice: 'choice is evaluated again',
  Pass: 'exits without running',
  /**
   * @assumed [redrive.succeed] A Succeed state that was not left is passed as a Pass is. Because: AWS names Pass only; a Succeed does as
   *   little.
   */
  Succeed: 'exits without running',
  Fail: 'fails again',
};

function actionOf(visit: StateVisit, rerunAll: boolean): RedriveAction {
  const simple = SIMPLE_ACTIONS[visit.type];
  if (simple !== undefined) return simple;
  if (visit.type === 'Parallel') return parallelAction(visit, rerunAll);
  return visit.mapRunStarts.length > 0 ? mapRunAction(visit, rerunAll) : mapAction(visit, rerunAll);
}

function parallelAction(visit: StateVisit, rerunAll: boolean): RedriveAction {
  const round = currentRound(visit);
  if (round === undefined) return 'starts its branches';
  if (rerunAll) return 'all branches run again';
  const unsuccessful = round.threads.some((thread) => openVisitOf(thread) !== undefined);
  return unsuccessful ? 'unsuccessful branches resume' : 'completes with the results it has';
}

function mapAction(visit: StateVisit, rerunAll: boolean): RedriveAction {
  const round = currentRound(visit);
  if (round === undefined) return 'starts its iterations';
  if (rerunAll) return 'all iterations run again';
  // An inline Map starts its first iterations at once: without one it is a Distributed Map whose Map Run did not start.
  if (round.threads.length === 0 && visit.succeeded === undefined) return 'Map Run starts for the first time';
  const { length } = round.started.details;
  return round.successes === length ? 'completes with the results it has' : 'unsuccessful iterations resume';
}

/**
 * @assumed [map-run.interpolation-cause] The cause of a failed JSON interpolation speaks of it. Because: AWS documents the failure and not
 *   the text of its cause. {map-run-eligibility}
 */
const INTERPOLATION = /interpolat/i;

/** What a redrive does with the Map Run of a state: a new one starts where `map-run.new-run` says so. */
function mapRunAction(visit: StateVisit, rerunAll: boolean): RedriveAction {
  const { error, cause = '' } = errorOf(visit.failed?.previous ?? visit.latest);
  return rerunAll || (error === 'States.Runtime' && INTERPOLATION.test(cause))
    ? 'a new Map Run starts'
    : 'Map Run is redriven';
}

function neverStarted(visit: StateVisit): FreshIteration[] {
  const round = currentRound(visit);
  const length = Number(round?.started.details['length'] ?? 0);
  if (visit.type !== 'Map' || round === undefined) return [];
  const started = round.threads.length;
  const path = pathOf(visit.thread);
  return Array.from({ length: Math.max(0, length - started) }, (_, offset) => ({
    map: visit.name,
    iteration: started + offset,
    path,
  }));
}
