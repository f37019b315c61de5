import type { HistoryEventType } from '../../model/historyEvent';
import { emptyAgenda } from './agenda';
import { append, errorMembers, outputMembers } from './emit';
import type { ErrorAndCause, Run, RunStatus, Thread } from './run';
import { stopWhatItStarted } from './abort';
import type { Turn } from './step';

/** Ends the execution as its own thread has ended. */
export function endRun(turn: Turn, root: Thread): void {
  const { run } = turn;
  if (root.status === 'failed') return failRun(turn, root.failure!);
  run.output = root.output!;
  append(turn, 'ExecutionSucceeded', run.events.length, outputMembers(root.output!));
  close(run, 'SUCCEEDED');
}

/** Recorded: ExecutionFailed hangs on the event before it, whatever that is (also on ExecutionRedriven). */
export function failRun(turn: Turn, failure: ErrorAndCause): void {
  const { run } = turn;
  const { error, cause } = failure;
  const members = errorMembers({ error, cause });
  append(turn, 'ExecutionFailed', run.events.length, members);
  forEachOpenThread(run.root, (thread) => stopWhatItStarted(run, thread));
  run.error = error;
  run.cause = cause;
  close(run, 'FAILED');
}

/** Recorded: only ExecutionTimedOut, hanging on nothing; Describe shows neither error nor cause. */
export function timeOutRun(turn: Turn): void {
  endFromOutside(turn, 'ExecutionTimedOut', { error: 'States.Timeout' }, 'TIMED_OUT');
}

/** StopExecution at `at`, epoch milliseconds. Recorded: nothing but ExecutionAborted, hanging on nothing. */
export function abortRun(turn: Turn, at: number, { error, cause }: ErrorAndCause): void {
  const { run } = turn;
  run.time = Math.max(run.time, at);
  const members = errorMembers({ error, cause });
  run.error = error;
  run.cause = cause;
  endFromOutside(turn, 'ExecutionAborted', members, 'ABORTED');
}

function endFromOutside(turn: Turn, type: HistoryEventType, details: ErrorAndCause, status: RunStatus): void {
  const { run } = turn;
  append(turn, type, 0, { ...details });
  forEachOpenThread(run.root, (thread) => stopWhatItStarted(run, thread));
  close(run, status);
}

function close(run: Run, status: RunStatus): void {
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
