import { failureCauses } from '../../rules/executionFailures';
import { peekWork, takeWork, type Work, type WorkKind } from './agenda';
import { callTheFake, heartbeatWasMoved, recordDueResult, startTask } from './attempts';
import { childEnded } from './containers';
import { openFrame } from './context';
import { continueMapRun } from './mapRunWork';
import { StateFault } from '../data/scope';
import { RunEnded } from './emit';
import { endRun, failRun, timeOutRun } from './endings';
import type { Environment } from './environment';
import { failByFault } from './failure';
import type { Run, Thread } from './run';
import { executeState } from '../states';
import { finishWait } from '../states/simple';
import { continueTask } from '../states/task';
import { enterState } from './transitions';

/** How far a run may go on. */
export interface Horizon {
  /** Epoch milliseconds: work with a time is due up to here. */
  readonly until: number;
  /** Whether work that takes "a moment" is done as well. */
  readonly moments: boolean;
}

/** Epoch milliseconds of the next work within the horizon; nothing if the run has closed or waits for something else. */
export function nextDue(run: Run, { until, moments }: Horizon): number | undefined {
  if (run.status !== 'RUNNING') return undefined;
  const timer = peekWork(run.timers);
  const timed = timer !== undefined && timer.due <= until ? timer.due : undefined;
  const moment = peekWork(run.moments);
  // What takes a moment comes before anything that is due later, so the order of events is the order of time.
  if (moment !== undefined && (moments || (timed !== undefined && moment.due <= timed))) {
    return timed === undefined ? moment.due : Math.min(moment.due, timed);
  }
  return timed;
}

/** Does the next piece of work, with what arrives together with it, and all that follows from it at once. */
export function advanceOnce(run: Run, env: Environment, horizon: Horizon): void {
  const due = nextDue(run, horizon);
  if (due === undefined) return;
  const agenda = peekWork(run.moments)?.due === due ? run.moments : run.timers;
  const arrived = [takeWork(agenda)!];
  for (let next = peekWork(agenda); next !== undefined && arrivesWith(arrived[0]!, next); next = peekWork(agenda)) {
    arrived.push(takeWork(agenda)!);
  }
  run.time = Math.max(run.time, due);
  guarded(run, env, () => {
    const results = arrived.filter((work) => isResult(work) && !heartbeatWasMoved(work));
    if (results.length > 0 || arrived.some(({ kind }) => MOVES_ON.has(kind))) refuseDeleted(run, env);
    for (const work of results) recordDueResult(run, env, work);
    for (const work of results) {
      actUpon(run, env, work.thread, () => continueTask(run, env, work.thread));
      noteEnded(run, env);
    }
    for (const work of arrived) if (!isResult(work)) doWork(run, env, work);
  });
  goOn(run, env);
}

/** Work with which a state goes on, beside the results of tasks. */
const MOVES_ON: ReadonlySet<WorkKind> = new Set<WorkKind>(['wait', 'retry', 'call the fake']);

/** Ends a run that would go on although its state machine is being deleted. */
export function refuseDeleted(run: Run, env: Environment): void {
  if (env.isBeingDeleted?.(run) !== true) return;
  const cause = failureCauses.machineDeleted(run.stateMachineName);
  throw new RunEnded('FAILED', { error: 'States.Runtime', cause });
}

/** Recorded: timeouts that are due at one instant are all recorded before the workflow acts upon the first. */
function arrivesWith(first: Work, next: Work): boolean {
  if (next.due !== first.due || !isResult(next) || !isResult(first)) return false;
  return next.withPrevious || (first.kind === 'timeout' && next.kind === 'timeout');
}

function isResult({ kind }: Work): boolean {
  return kind === 'outcome' || kind === 'timeout' || kind === 'heartbeat';
}

function doWork(run: Run, env: Environment, work: Work): void {
  switch (work.kind) {
    case 'wait':
      return actUpon(run, env, work.thread, () => finishWait(run, env, work.thread));
    case 'retry':
      return actUpon(run, env, work.thread, () => retryState(run, env, work.thread));
    case 'call the fake':
      return callTheFake(run, work.thread);
    case 'map run':
      return continueMapRun(run, work.thread);
    default:
      return timeOutRun(run, env);
  }
}

/** A retried Parallel or Map starts over, with the branches and iterations that had succeeded. */
function retryState(run: Run, env: Environment, thread: Thread): void {
  openFrame(thread).container = undefined;
  openFrame(thread).mapRun = undefined;
  openFrame(thread).mapStartedId = undefined;
  executeState(run, env, thread);
}

/** Does all that needs no time: states without a task, scheduling, what follows from an ended branch. */
export function goOn(run: Run, env: Environment): void {
  guarded(run, env, () => {
    for (;;) {
      noteEnded(run, env);
      if (run.status !== 'RUNNING') return;
      const step = run.ready[run.readyHead];
      if (step === undefined) break;
      run.readyHead += 1;
      if (step.epoch !== step.thread.epoch || step.thread.status !== 'active') continue;
      if (step.action === 'start task') startTask(run, env, step.thread);
      else actUpon(run, env, step.thread, () => runUntilBlocked(run, env, step.thread));
    }
    run.ready = [];
    run.readyHead = 0;
  });
}

function runUntilBlocked(run: Run, env: Environment, thread: Thread): void {
  if (thread.frame !== undefined) executeState(run, env, thread);
  while (thread.next !== undefined && thread.status === 'active') {
    enterState(run, env, thread);
    executeState(run, env, thread);
  }
}

/** Runs a step of a thread; a field that cannot be evaluated fails its state, and the thread goes on from there. */
export function actUpon(run: Run, env: Environment, thread: Thread, step: () => void): void {
  if (thread.status !== 'active') return;
  try {
    step();
  } catch (fault) {
    if (!(fault instanceof StateFault)) throw fault;
    failByFault(run, env, thread, fault);
  }
  if (thread.next !== undefined) run.ready.push({ thread, action: 'go on', epoch: thread.epoch });
}

/** What the end of a thread means to its container, or to the execution. */
function noteEnded(run: Run, env: Environment): void {
  for (let thread = run.ended.shift(); thread !== undefined; thread = run.ended.shift()) {
    const ended = thread;
    if (ended.parent === undefined) return endRun(run, env, ended);
    actUpon(run, env, ended.parent, () => childEnded(run, env, ended));
  }
}

/** Takes steps; what ends the run at once ends it here. */
export function guarded(run: Run, env: Environment, steps: () => void): void {
  try {
    steps();
  } catch (end) {
    if (!(end instanceof RunEnded)) throw end;
    if (end.status === 'TIMED_OUT') timeOutRun(run, env);
    else failRun(run, env, end.failure);
  }
}
