import type { HistoryEventType } from '../../model/historyEvent';
import { closeTask } from './attempts';
import { append } from './emit';
import { iterationDetails } from './iterations';
import type { Run, Thread } from './run';
import type { Turn } from './step';

const WITH_ABORTED_EVENT = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/**
 * Aborts what is still active in a thread whose sibling has failed; `cause` is the event that all of it hangs on. Recorded for Tasks:
 * an iteration says that it was aborted before its Task does. assumed: the same order for open Waits, Parallels and Maps.
 */
export function abortThread(turn: Turn, thread: Thread, cause: number): void {
  // A stack of its own: containers may be nested deeper than a call stack should be.
  const open = [thread];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.status !== 'active') continue;
    next.status = 'aborted';
    closeTask(turn.run, next);
    announce(turn, next, cause);
    stopWhatItStarted(turn.run, next);
    for (const child of (next.frame?.container?.children ?? []).toReversed()) open.push(child);
  }
}

function announce(turn: Turn, thread: Thread, cause: number): void {
  const around = thread.parent?.frame;
  if (around?.state.Type === 'Map') append(turn, 'MapIterationAborted', cause, iterationDetails(around, thread.index));
  // assumed: the Map Run says that it was aborted before its state does, as it does when it fails.
  if (thread.frame?.mapRun?.isOpen === true) append(turn, 'MapRunAborted', thread.stem);
  const type = thread.frame?.state.Type;
  if (type !== undefined && WITH_ABORTED_EVENT.has(type)) {
    append(turn, `${type}StateAborted` as HistoryEventType, cause);
  }
}

/** What a thread has started in the fake ends with it: the child execution of a `.sync` task, the Map Run of a Map. */
export function stopWhatItStarted(run: Run, thread: Thread): void {
  const { frame } = thread;
  if (frame?.task?.runsInFake === true)
    run.commands.push({ kind: 'stop child', token: frame.task.token, at: run.time });
  if (frame?.mapRun?.isOpen === true) {
    frame.mapRun.isOpen = false;
    run.commands.push({ kind: 'abort map run', mapRunArn: frame.mapRun.mapRunArn, at: run.time });
  }
}
