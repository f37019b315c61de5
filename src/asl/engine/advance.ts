import { failureCauses } from '../../rules/executionFailures';
import { peekWork, takeWork, type Work, type WorkKind } from './agenda';
import { callTheFake, heartbeatWasMoved, recordDueResult, startTask } from './attempts';
import { childEnded } from './containers';
import { EvaluationError } from '../data/scope';
import { RunEnded } from './emit';
import { abortRun, endRun, failRun, timeOutRun } from './endings';
import { failByEvaluation } from './failure';
import type { Run, Thread } from './run';
import { StepOvertaken } from './scripted';
import { stepOf, type Step, type Turn } from './step';
import { executeMap } from '../states/map';
import { executeParallel } from '../states/parallel';
import { executeChoice, executeFail, executePass, executeSucceed, executeWait, finishWait } from '../states/simple';
import { continueTask, executeTask } from '../states/task';
import type { StateType } from '../definition/definition';
import { trace } from './trace';
import { enterState } from './transitions';

const EXECUTE: Readonly<Record<StateType, (step: Step) => void>> = {
  Pass: executePass,
  Task: executeTask,
  Choice: executeChoice,
  Wait: executeWait,
  Succeed: executeSucceed,
  Fail: executeFail,
  Parallel: executeParallel,
  Map: executeMap,
};

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
export function advanceOnce(turn: Turn, horizon: Horizon): void {
  const { run } = turn;
  const due = nextDue(run, horizon);
  if (due === undefined) return;
  const agenda = peekWork(run.moments)?.due === due ? run.moments : run.timers;
  const arrived = [takeWork(agenda)!];
  for (let next = peekWork(agenda); next !== undefined && arrivesWith(arrived[0]!, next); next = peekWork(agenda)) {
    arrived.push(takeWork(agenda)!);
  }
  takeTurn(turn, due, () => {
    for (const work of arrived) trace?.work(run, work);
    const results = arrived.filter((work) => isResult(work) && !heartbeatWasMoved(work));
    if (results.length > 0 || arrived.some(({ kind }) => MOVES_ON.has(kind))) refuseDeleted(turn);
    for (const work of results) recordDueResult(stepOf(turn, work.thread), work);
    for (const { thread } of results) {
      if (thread.frame?.task?.result !== undefined) actUpon(turn, thread, continueTask);
      noteEnded(turn);
    }
    for (const work of arrived) if (!isResult(work)) doWork(turn, work);
  });
}

/** Work with which a state goes on, beside the results of tasks. */
const MOVES_ON: ReadonlySet<WorkKind> = new Set<WorkKind>(['wait', 'retry', 'call the fake']);

/** Ends a run that would go on although its state machine is being deleted. */
export function refuseDeleted({ run, env }: Turn): void {
  if (env.isBeingDeleted?.(run) !== true) return;
  /**
   * @recorded [failure.machine-deleted] An execution of a state machine that is being deleted fails at its next transition, with
   *   States.Runtime: State machine <name> has been deleted. {recorded-deletion}
   */
  const cause = failureCauses.machineDeleted(run.stateMachineName);
  throw new RunEnded('FAILED', { error: 'States.Runtime', cause });
}

/**
 * @recorded [timeout.one-instant] Timeouts that are due at one instant are all written before the workflow acts upon the first.
 *   {recorded-histories}
 */
function arrivesWith(first: Work, next: Work): boolean {
  if (next.due !== first.due || !isResult(next) || !isResult(first)) return false;
  return next.withPrevious || (first.kind === 'timeout' && next.kind === 'timeout');
}

function isResult({ kind }: Work): boolean {
  return kind === 'outcome' || kind === 'timeout' || kind === 'heartbeat';
}

function doWork(turn: Turn, work: Work): void {
  switch (work.kind) {
    case 'wait':
      return actUpon(turn, work.thread, finishWait);
    case 'retry':
      return actUpon(turn, work.thread, retryState);
    case 'call the fake':
      return callTheFake(stepOf(turn, work.thread));
    default:
      return timeOutRun(turn);
  }
}

/** A retried Parallel or Map starts over, with the branches and iterations that had succeeded. */
function retryState(step: Step): void {
  step.frame.container = undefined;
  step.frame.mapRun = undefined;
  step.frame.mapStartedId = undefined;
  EXECUTE[step.frame.state.Type](step);
}

/** Does all that needs no time: states without a task, scheduling, what follows from an ended branch. */
export function goOn(turn: Turn): void {
  const { run } = turn;
  guarded(turn, () => {
    for (;;) {
      if (run.ended.length > 0) noteEnded(turn);
      if (run.status !== 'RUNNING') return;
      const next = run.ready[run.readyHead];
      if (next === undefined) break;
      run.readyHead += 1;
      const { thread, action, epoch } = next;
      if (epoch !== thread.epoch || thread.status !== 'active') continue;
      if (action === 'start task') startTask({ run, env: turn.env, thread, frame: thread.frame! });
      else failingByEvaluation(turn, thread, () => runUntilBlocked(turn, thread));
    }
    run.ready = [];
    run.readyHead = 0;
  });
}

function runUntilBlocked(turn: Turn, thread: Thread): void {
  const { run, env } = turn;
  const { frame } = thread;
  if (frame !== undefined) EXECUTE[frame.state.Type]({ run, env, thread, frame });
  while (thread.next !== undefined && thread.status === 'active') {
    const step = enterState(turn, thread);
    EXECUTE[step.frame.state.Type](step);
  }
}

/** Acts upon the open state of a thread that is still active. */
export function actUpon(turn: Turn, thread: Thread, act: (step: Step) => void): void {
  if (thread.status === 'active' && turn.run.status === 'RUNNING')
    failingByEvaluation(turn, thread, () => act(stepOf(turn, thread)));
}

/** Lets a thread act; a field that cannot be evaluated fails its state, and the thread goes on from there. */
function failingByEvaluation(turn: Turn, thread: Thread, act: () => void): void {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof StepOvertaken) return;
    if (!(thrown instanceof EvaluationError)) throw thrown;
    failByEvaluation(stepOf(turn, thread), thrown);
  }
  if (thread.next !== undefined) turn.run.ready.push({ thread, action: 'go on', epoch: thread.epoch });
}

/** What the end of a thread means to its container, or to the execution. */
function noteEnded(turn: Turn): void {
  const { run } = turn;
  for (let thread = run.ended.shift(); thread !== undefined; thread = run.ended.shift()) {
    const child = thread;
    if (child.parent === undefined) return endRun(turn, child);
    // A sibling that ended with it may have led out of the state.
    if (child.parent.frame !== undefined) actUpon(turn, child.parent, (parent) => childEnded(parent, child));
  }
}

/** Lets a run act at `at`, epoch milliseconds, with all that follows without taking time. */
export function takeTurn(turn: Turn, at: number, steps: () => void): void {
  turn.run.time = Math.max(turn.run.time, at);
  guarded(turn, steps);
  goOn(turn);
}

/** Takes steps; what ends the run at once ends it here. */
export function guarded(turn: Turn, steps: () => void): void {
  try {
    steps();
  } catch (end) {
    if (!(end instanceof RunEnded)) throw end;
    if (end.status === 'TIMED_OUT') timeOutRun(turn);
    else if (end.status === 'ABORTED') abortRun(turn, turn.run.time, {});
    else failRun(turn, end.failure);
  }
}
