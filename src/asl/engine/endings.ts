import type { HistoryEventType } from '../../model/historyEvent';
import { emptyAgenda } from './agenda';
import { append, errorMembers, outputMembers } from './emit';
import type { Environment } from './environment';
import type { ErrorAndCause, Run, RunStatus, Thread } from './run';
import { stopWhatItStarted } from './abort';

/** Ends the execution as its own thread has ended. */
export function endRun(run: Run, env: Environment, root: Thread): void {
  if (root.status === 'failed') return failRun(run, env, root.failure!);
  run.output = root.output!;
  append(run, env, 'ExecutionSucceeded', run.events.length, outputMembers(root.output!));
  close(run, 'SUCCEEDED');
}

/** Recorded: ExecutionFailed hangs on the event before it, whatever that is (also on ExecutionRedriven). */
export function failRun(run: Run, env: Environment, failure: ErrorAndCause): void {
  const { error, cause } = failure;
  const members = errorMembers({ error, cause });
  append(run, env, 'ExecutionFailed', run.events.length, members);
  forEachOpenThread(run.root, (thread) => stopWhatItStarted(run, thread));
  run.error = error;
  run.cause = cause;
  close(run, 'FAILED');
}

/** Recorded: only ExecutionTimedOut, hanging on nothing; Describe shows neither error nor cause. */
export function timeOutRun(run: Run, env: Environment): void {
  endFromOutside(run, env, 'ExecutionTimedOut', { error: 'States.Timeout' }, 'TIMED_OUT');
}

/** StopExecution at `at`, epoch milliseconds. Recorded: nothing but ExecutionAborted, hanging on nothing. */
export function abortRun(run: Run, env: Environment, at: number, { error, cause }: ErrorAndCause): void {
  run.time = Math.max(run.time, at);
  const members = errorMembers({ error, cause });
  run.error = error;
  run.cause = cause;
  endFromOutside(run, env, 'ExecutionAborted', members, 'ABORTED');
}

function endFromOutside(
  run: Run,
  env: Environment,
  type: HistoryEventType,
  details: ErrorAndCause,
  status: RunStatus,
): void {
  append(run, env, type, 0, { ...details });
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
  run.openMapRuns = [];
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
