import type { EventDetails, HistoryEventType } from '../../model/historyEvent';
import { emptyAgenda } from './agenda';
import { closeTask } from './attempts';
import { append, errorMembers, iterationDetails, outputMembers } from './emit';
import type { ErrorAndCause, Run, RunStatus, Thread } from './run';
import type { Turn } from './step';

/** Ends the execution as its own thread has ended. */
export function endRun(turn: Turn, root: Thread): void {
  const { run } = turn;
  if (root.status === 'failed') return failRun(turn, root.failure!);
  run.output = root.output!;
  close(turn, 'SUCCEEDED', 'ExecutionSucceeded', run.events.length, outputMembers(root.output!));
}

/**
 * @recorded [failure.link] ExecutionFailed links to the event before it, whatever that is, also to ExecutionRedriven. {recorded-redrives}
 */
export function failRun(turn: Turn, { error, cause }: ErrorAndCause): void {
  const { run } = turn;
  run.error = error;
  run.cause = cause;
  close(turn, 'FAILED', 'ExecutionFailed', run.events.length, errorMembers({ error, cause }));
}

/**
 * @recorded [timeout.execution] An execution that times out writes ExecutionTimedOut alone, linked to nothing. {recorded-redrives}
 * @recorded [describe.timed-out] A TIMED_OUT execution shows neither error nor cause. {recorded-redrives}
 */
export function timeOutRun(turn: Turn): void {
  const { run, env } = turn;
  if (run.definition.TimeoutSeconds !== undefined) env.note?.(run, '', 'timed out');
  close(turn, 'TIMED_OUT', 'ExecutionTimedOut', 0, { error: 'States.Timeout' });
}

/**
 * StopExecution at `at`, epoch milliseconds.
 *
 * @recorded [stop.event] A stop writes ExecutionAborted alone, linked to nothing. {recorded-redrives}
 */
export function abortRun(turn: Turn, at: number, { error, cause }: ErrorAndCause): void {
  const { run } = turn;
  run.time = Math.max(run.time, at);
  run.error = error;
  run.cause = cause;
  close(turn, 'ABORTED', 'ExecutionAborted', 0, errorMembers({ error, cause }));
}

/** The one way in which an execution ends: with its last event, after which nothing of it is open. */
function close(
  turn: Turn,
  status: RunStatus,
  type: HistoryEventType,
  previousEventId: number,
  details: EventDetails,
): void {
  const { run } = turn;
  append(turn, type, previousEventId, details);
  forEachOpenThread(run.root, (thread) => stopWhatItStarted(run, thread));
  run.status = status;
  run.stopDate = run.time;
  run.ready = [];
  run.readyHead = 0;
  run.ended = [];
  run.moments = emptyAgenda();
  run.timers = emptyAgenda();
  run.openTasks.clear();
}

/** Calls back for each active thread, outer ones first. */
export function forEachOpenThread(root: Thread, visit: (thread: Thread) => void): void {
  const open = [root];
  for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
    if (thread.status !== 'active') continue;
    visit(thread);
    for (const child of thread.frame?.container?.children ?? []) open.push(child);
  }
}

const WITH_ABORTED_EVENT = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/**
 * Aborts what is still active in a thread whose sibling has failed; `cause` is the event that all of it links to.
 *
 * @recorded [abort.order] An iteration says that it was aborted before its Task does. {recorded-callbacks}
 * @assumed [abort.order-of-others] The order is the same for open Waits, Parallels and Maps. Because: it was recorded for Tasks only.
 */
export function abortThread(turn: Turn, thread: Thread, cause: number): void {
  // A stack of its own: containers may be nested deeper than a call stack should be.
  const open = [thread];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.status !== 'active') continue;
    next.status = 'aborted';
    const token = next.frame?.task?.token;
    if (token !== undefined && turn.run.openTasks.has(token)) turn.run.abortedTasks.set(token, turn.run.time);
    closeTask(turn.run, next);
    announce(turn, next, cause);
    stopWhatItStarted(turn.run, next);
    for (const child of (next.frame?.container?.children ?? []).toReversed()) open.push(child);
  }
}

function announce(turn: Turn, thread: Thread, cause: number): void {
  const around = thread.parent?.frame;
  if (around?.state.Type === 'Map') append(turn, 'MapIterationAborted', cause, iterationDetails(around, thread.index));
  /**
   * @assumed [map-run.aborted-event] When the sibling of a Distributed Map fails, MapRunAborted comes before MapStateAborted. Because: the event
   *   was never recorded; MapRunFailed comes before MapStateFailed.
   */
  if (thread.frame?.mapRun?.isOpen === true) append(turn, 'MapRunAborted', thread.stem);
  const type = thread.frame?.state.Type;
  if (type !== undefined && WITH_ABORTED_EVENT.has(type)) {
    append(turn, `${type}StateAborted` as HistoryEventType, cause);
  }
}

/** What a thread has started in the fake ends with it: the child execution of a `.sync` task, the Map Run of a Map. */
function stopWhatItStarted(run: Run, thread: Thread): void {
  const { frame } = thread;
  if (frame?.task?.runsInFake === true)
    run.commands.push({ kind: 'stop child', token: frame.task.token, at: run.time });
  if (frame?.mapRun?.isOpen === true) {
    frame.mapRun.isOpen = false;
    run.commands.push({ kind: 'abort map run', mapRunArn: frame.mapRun.mapRunArn, at: run.time });
  }
}
