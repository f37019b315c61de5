import { guarded } from './advance';
import { planEndOfTime } from './agenda';
import { append } from './emit';
import { startIteration } from './containers';
import type { Container, Run, Thread } from './run';
import { stepOf, type Turn } from './step';

/**
 * Redrives a closed execution at `at`, epoch milliseconds; goOn() does what comes next. Whether it may be redriven is not asked here.
 *
 * Recorded: the history goes on with ExecutionRedriven; each unsuccessful state is executed again under its original Entered event; what
 * succeeded is kept. Documented: retry counters and timeouts start anew.
 */
export function resumeRun(turn: Turn, at: number): void {
  const { run } = turn;
  run.time = Math.max(run.time, at);
  const rerunAll = run.error === 'States.DataLimitExceeded';
  run.status = 'RUNNING';
  // Not deleted: an object that has lost a member is slow from then on.
  run.stopDate = undefined;
  run.error = undefined;
  run.cause = undefined;
  run.redriveCount += 1;
  run.redriveDate = run.time;
  // The history may be full before anything goes on.
  guarded(turn, () => {
    append(turn, 'ExecutionRedriven', run.events.length, { redriveCount: run.redriveCount });
    planEndOfTime(turn);
    reviveThread(turn, run.root, rerunAll);
  });
}

/** Brings a thread and what is unsuccessful in it back to life, outer threads first. */
function reviveThread(turn: Turn, root: Thread, rerunAll: boolean): void {
  const waiting = [root];
  for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
    if (thread.status === 'succeeded') continue;
    thread.status = 'active';
    thread.epoch += 1;
    thread.failure = undefined;
    resetFrame(thread);
    const container = thread.frame?.container;
    if (container === undefined || rerunAll) {
      reexecute(turn.run, thread, rerunAll);
    } else {
      for (const child of container.children.toReversed()) waiting.push(child);
      fillPlaces(turn, thread, container);
    }
  }
}

/** A state is executed again under its original Entered event, with fresh retry counters. */
function resetFrame({ frame }: Thread): void {
  if (frame === undefined) return;
  frame.attempt = 0;
  frame.retryCount = 0;
  frame.retriesUsed = [];
  frame.task = undefined;
}

function reexecute(run: Run, thread: Thread, rerunAll: boolean): void {
  if (thread.frame !== undefined) {
    thread.stem = thread.frame.enteredId;
    thread.frame.container = undefined;
    if (rerunAll) {
      thread.frame.mapRun = undefined;
      thread.frame.mapStartedId = undefined;
    }
  }
  run.ready.push({ thread, action: 'go on', epoch: thread.epoch });
}

/**
 * A container goes on with its unsuccessful children; iterations that never started are started as places get free. With all of its
 * children successful it failed by its own output, and is completed again.
 */
function fillPlaces(turn: Turn, thread: Thread, container: Container): void {
  if (container.remaining === 0) {
    thread.stem = container.completedStem;
    turn.run.ready.push({ thread, action: 'go on', epoch: thread.epoch });
    return;
  }
  const resumed = container.children.filter((child) => child.status !== 'succeeded').length;
  const free = container.concurrency - resumed;
  for (let place = 0; place < free; place += 1) startIteration(stepOf(turn, thread), container.startedId);
}
