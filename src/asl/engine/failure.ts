import type { HistoryEventType } from '../../model/historyEvent';
import type { Json } from '../../model/json';
import { addWork } from './agenda';
import { openFrame, scopeOf } from './context';
import { catchOutput } from '../data/dataFlow';
import { StateFault } from '../data/scope';
import type { Retrier } from '../definition/definition';
import { RunEnded, append, appendStem, errorMembers } from './emit';
import type { Environment } from './environment';
import { matchesError, retryDelay } from './retryCatch';
import type { ErrorAndCause, Failure, Frame, Run, Thread } from './run';
import { newWork } from './work';
import { assignmentsOf, endThread, exitState } from './transitions';

/** Fails the open state: it is retried, or caught, or its thread fails. */
export function failState(run: Run, env: Environment, thread: Thread, failure: Failure): void {
  const frame = openFrame(thread);
  if (retryState(run, env, thread, frame, failure)) return;
  const stem = thread.stem;
  closeContainer(run, env, thread, frame);
  const catchers = frame.state.Catch ?? [];
  const index = catchers.findIndex((each) => matchesError(each.ErrorEquals, failure));
  if (index < 0) return failThread(run, thread, failure);
  try {
    catchFailure(run, env, thread, index, failure);
  } catch (fault) {
    if (!(fault instanceof StateFault)) throw fault;
    thread.stem = stem;
    const again = recordFault(run, env, thread, fault);
    closeContainer(run, env, thread, frame);
    failThread(run, thread, again);
  }
}

function failThread(run: Run, thread: Thread, failure: Failure): void {
  thread.failure = failure;
  endThread(run, thread, 'failed');
}

function retryState(run: Run, env: Environment, thread: Thread, frame: Frame, failure: Failure): boolean {
  const retriers: readonly Retrier[] = frame.state.Retry ?? [];
  const index = retriers.findIndex((each) => matchesError(each.ErrorEquals, failure));
  const retrier = retriers[index];
  if (retrier === undefined) return false;
  const used = frame.retriesUsed[index] ?? 0;
  if (used >= (retrier.MaxAttempts ?? env.limits.retryMaxAttempts)) return false;
  frame.retriesUsed[index] = used + 1;
  frame.retryCount += 1;
  frame.task = undefined;
  thread.epoch += 1;
  const due = run.time + retryDelay(retrier, used, env.limits, () => env.ids.random());
  addWork(run.timers, newWork(run, thread, 'retry', due));
  return true;
}

/** A Parallel or Map that is not retried any more says so before it is caught or fails the thread around it. */
function closeContainer(run: Run, env: Environment, thread: Thread, frame: Frame): void {
  const { Type } = frame.state;
  if (Type === 'Parallel' || Type === 'Map') {
    appendStem(run, env, thread, `${Type}StateFailed` as HistoryEventType);
  }
}

function catchFailure(run: Run, env: Environment, thread: Thread, index: number, failure: Failure): void {
  const frame = openFrame(thread);
  const catcher = frame.state.Catch![index]!;
  const errorOutput = errorOutputOf(failure);
  const scope = scopeOf(run, env, thread, { errorOutput });
  const output = catchOutput(catcher, frame.language, frame.input.value, errorOutput, scope, index);
  const source = { Assign: catcher.Assign, field: `Catch[${index}]/Assign` };
  exitState(run, env, thread, {
    output,
    next: catcher.Next,
    ...assignmentsOf(frame, scope, errorOutput, source),
  });
}

/** `{Error, Cause}` as a Catch sees it: a timeout has an empty cause, an error that was not given is null. */
export function errorOutputOf({ error, cause }: ErrorAndCause): Json {
  return { Error: error ?? null, Cause: cause ?? (error === 'States.Timeout' ? '' : null) };
}

/** Makes a field that could not be evaluated the failure of its state. */
export function failByFault(run: Run, env: Environment, thread: Thread, fault: StateFault): void {
  failState(run, env, thread, recordFault(run, env, thread, fault));
}

/**
 * The failure that a fault is, recorded as EvaluationFailed if it is one of a query.
 *
 * @throws {RunEnded} States.Runtime and an output that is too large are neither retried nor caught, in no state around either.
 */
function recordFault(run: Run, env: Environment, thread: Thread, fault: StateFault): Failure {
  const frame = openFrame(thread);
  const cause = fault.standsAlone ? fault.message : `${causePrefix(frame)}${fault.message}`;
  const failure = { error: fault.error, cause };
  if (ENDS_EXECUTION.has(fault.error)) throw new RunEnded('FAILED', failure);
  // assumed: what Amazon States Language names beside these is an error like others, and has no event of its own.
  if (fault.error !== 'States.QueryEvaluationError') return failure;
  thread.stem = append(run, env, 'EvaluationFailed', stemOfEvaluation(thread, frame), {
    state: frame.name,
    ...errorMembers(failure),
    ...(fault.location === undefined ? {} : { location: fault.location }),
  });
  return failure;
}

const ENDS_EXECUTION: ReadonlySet<string> = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/** Recorded start of every cause that AWS writes about a state's own fields. */
export function causePrefix(frame: Frame): string {
  return `An error occurred while executing the state '${frame.name}' (entered at the event id #${frame.enteredId}). `;
}

/**
 * Recorded: an evaluation that fails as the state is entered hangs on what came before the state; in a Wait on its
 * Entered. assumed: after a result it hangs on the result.
 */
function stemOfEvaluation(thread: Thread, frame: Frame): number {
  return frame.state.Type !== 'Wait' && thread.stem === frame.enteredId ? frame.beforeEntered : thread.stem;
}
