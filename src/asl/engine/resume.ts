import { guarded } from './advance';
import { planEndOfTime } from './agenda';
import { append } from './emit';
import { startIteration } from './containers';
import type { Container, Frame, Run, Thread } from './run';
import { stepOf, type Turn } from './step';
import { endThread } from './transitions';

/**
 * Redrives a closed execution at `at`, epoch milliseconds; goOn() does what comes next. Whether it may be redriven is not asked here.
 *
 * @documented [redrive.one-history] The history goes on: ExecutionRedriven is appended to the events of the attempts before.
 *   {redrive-eligibility}
 * @documented [redrive.same-execution] ARN, name, input, definition and version stay those of the first attempt. {redrive-behavior}
 * @recorded [redrive.link] ExecutionRedriven links to the closing event; what is executed again links to the original Entered event of its
 *   state. {recorded-redrives}
 * @documented [redrive.unsuccessful-states] A state is executed again if it was entered and not exited when the execution closed.
 *   {redrive-map-run}
 * @documented [redrive.task] A Task is scheduled and started again, with its timeouts from the start. {redrive-behavior}
 * @documented [redrive.retries] Retry attempts of what runs again are counted from 0. {redrive-retries}
 * @recorded [redrive.wait] A Wait by seconds waits again in full. {recorded-redrives}
 * @documented [redrive.wait-until] A Wait until a time that has passed ends at once. {redrive-behavior}
 * @documented [redrive.choice] A Choice evaluates its rules again. {redrive-behavior}
 * @recorded [redrive.fail] A Fail state is not entered a second time: ExecutionFailed follows ExecutionRedriven directly.
 *   {recorded-redrives}
 * @recorded [redrive.parallel] Of a Parallel only failed and aborted branches run again; outputs of the others stay at their index.
 *   {recorded-redrives}
 * @recorded [redrive.inline-map] Of an inline Map only failed, aborted and never started iterations run, without a second
 *   MapIterationStarted. {recorded-redrives}
 * @assumed [redrive.nothing-left] An execution that was stopped between its last *StateExited and its end succeeds at its redrive, and its
 *   ExecutionSucceeded links to ExecutionRedriven. Because: ExecutionFailed was recorded to link to the event before it, whatever that is.
 * @documented [redrive.data-limit] After States.DataLimitExceeded a Parallel or Map runs again as a whole. {redrive-behavior}
 */
export function resumeRun(turn: Turn, at: number): void {
  const { run } = turn;
  run.time = Math.max(run.time, at);
  const resumptions = planResume(run);
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
    for (const each of resumptions) revive(turn, each);
  });
}

/** What a redrive does with a thread that has not succeeded. */
export interface Resumption {
  readonly thread: Thread;
  readonly way:
    /** Its open state is executed again, under its original Entered event. */
    | 'executes its state'
    /** The same after an error by which all that the state had done is void. */
    | 'executes its state from scratch'
    /** It is between two states, or has not entered one: it enters the next. */
    | 'enters a state'
    /** All its states have exited: it only has to end. */
    | 'ends'
    /** Its open Parallel or Map goes on with the children that have not succeeded. */
    | 'resumes its children'
    /** All children of its open Parallel or Map have succeeded: that failed by its own output, and is completed again. */
    | 'completes with its results';
}

/** What a redrive of a closed execution would do, outer threads first. */
export function planResume({ root, error }: Run): Resumption[] {
  const startsOver = error === 'States.DataLimitExceeded';
  const resumptions: Resumption[] = [];
  const waiting = [root];
  for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
    if (thread.status === 'succeeded') continue;
    const way = wayOf(thread, startsOver);
    resumptions.push({ thread, way });
    if (way !== 'resumes its children') continue;
    for (const child of thread.frame!.container!.children.toReversed()) waiting.push(child);
  }
  return resumptions;
}

function wayOf({ frame, next }: Thread, startsOver: boolean): Resumption['way'] {
  if (frame === undefined) return next === undefined ? 'ends' : 'enters a state';
  if (startsOver) return 'executes its state from scratch';
  if (frame.container === undefined) return 'executes its state';
  return frame.container.remaining === 0 ? 'completes with its results' : 'resumes its children';
}

function revive(turn: Turn, { thread, way }: Resumption): void {
  thread.status = 'active';
  thread.epoch += 1;
  thread.failure = undefined;
  const { frame } = thread;
  noteResumed(turn, thread, way);
  if (frame !== undefined) resetFrame(frame);
  if (way === 'ends') return endThread(turn.run, thread, 'succeeded', thread.output);
  if (way === 'resumes its children') return fillPlaces(turn, thread, frame!.container!);
  if (way === 'completes with its results') thread.stem = frame!.container!.completedStem || thread.stem;
  else if (frame !== undefined) executeAgain(thread, frame, way === 'executes its state from scratch');
  turn.run.ready.push({ thread, action: 'go on', epoch: thread.epoch });
}

/** Where it goes on: not the container of what is resumed, nor what only has to end. */
function noteResumed({ run, env }: Turn, { frame, next }: Thread, way: Resumption['way']): void {
  const state = frame?.name ?? next?.name;
  if (state !== undefined && way !== 'resumes its children') env.note?.(run, state, 'resumed');
}

/** With fresh retry counters. */
function resetFrame(frame: Frame): void {
  frame.attempt = 0;
  frame.retryCount = 0;
  frame.retriesUsed = [];
  frame.task = undefined;
}

/** A state is executed again under its original Entered event. */
function executeAgain(thread: Thread, frame: Frame, fromScratch: boolean): void {
  thread.stem = frame.enteredId;
  frame.container = undefined;
  if (!fromScratch) return;
  frame.mapRun = undefined;
  frame.mapStartedId = undefined;
}

/** A container goes on with its unsuccessful children; iterations that never started are started as places get free. */
function fillPlaces(turn: Turn, thread: Thread, container: Container): void {
  const resumed = container.children.filter((child) => child.status !== 'succeeded').length;
  const free = container.concurrency - resumed;
  for (let place = 0; place < free; place += 1) startIteration(stepOf(turn, thread), container.startedId);
}
