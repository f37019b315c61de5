import type { HistoryEventType } from '../../model/historyEvent';
import type { Json } from '../../model/json';
import type { Limits } from '../../rules/limits';
import { seconds } from '../../time/duration';
import { plan } from './agenda';
import { scopeOf } from './context';
import { catchOutput } from '../data/dataFlow';
import { EvaluationError } from '../data/scope';
import type { Retrier } from '../definition/definition';
import { RunEnded, appendStem, errorMembers } from './emit';
import type { ErrorAndCause, Failure, Frame } from './run';
import type { Step } from './step';
import { assignmentsOf, endThread, exitState } from './transitions';

/** Fails the open state: it is retried, or caught, or its thread fails. */
export function failState(step: Step, failure: Failure): void {
  const { thread, frame } = step;
  if (retryState(step, failure)) return;
  const stem = thread.stem;
  closeContainer(step);
  const catchers = frame.state.Catch ?? [];
  const index = catchers.findIndex((each) => matchesError(each.ErrorEquals, failure));
  if (index < 0) return failThread(step, failure);
  try {
    catchFailure(step, index, failure);
  } catch (thrown) {
    if (!(thrown instanceof EvaluationError)) throw thrown;
    thread.stem = stem;
    /**
     * @reported [failure.catcher-output] A catcher whose own fields cannot be evaluated fails its state for good: EvaluationFailed links to
     *   what the state had come to before it failed, and a Parallel or Map says a second time that it failed. {measured-branch-failures}
     */
    const again = recordEvaluationError(step, thrown);
    closeContainer(step);
    failThread(step, again);
  }
}

function failThread({ run, thread }: Step, failure: Failure): void {
  thread.failure = failure;
  endThread(run, thread, 'failed');
}

function retryState({ run, env, thread, frame }: Step, failure: Failure): boolean {
  const retriers: readonly Retrier[] = frame.state.Retry ?? [];
  const index = retriers.findIndex((each) => matchesError(each.ErrorEquals, failure));
  const retrier = retriers[index];
  if (retrier === undefined) return false;
  const used = frame.retriesUsed[index] ?? 0;
  if (used >= (retrier.MaxAttempts ?? env.limits.retryMaxAttempts)) return false;
  frame.retriesUsed[index] = used + 1;
  frame.retryCount += 1;
  env.note?.(run, frame.name, `Retry[${index}]`);
  frame.task = undefined;
  thread.epoch += 1;
  const due = run.time + retryDelay(retrier, used, env.limits, () => env.ids.random());
  plan(run, run.timers, thread, 'retry', due);
  return true;
}

/** A Parallel or Map that is not retried any more says so before it is caught or fails the thread around it. */
function closeContainer(step: Step): void {
  const { Type } = step.frame.state;
  if (Type === 'Parallel' || Type === 'Map') {
    appendStem(step, `${Type}StateFailed` as HistoryEventType);
  }
}

function catchFailure(step: Step, index: number, failure: Failure): void {
  const { frame } = step;
  const catcher = frame.state.Catch![index]!;
  const errorOutput = errorOutputOf(failure);
  const scope = scopeOf(step, { errorOutput });
  const output = catchOutput(catcher, frame.language, frame.input.value, errorOutput, scope, index);
  const source = { Assign: catcher.Assign, field: `Catch[${index}]/Assign` };
  exitState(step, {
    output,
    next: catcher.Next,
    ...assignmentsOf(frame, scope, errorOutput, source),
  });
  step.env.note?.(step.run, frame.name, `Catch[${index}]`);
}

/** `{Error, Cause}` as a Catch sees it: a timeout has an empty cause, an error that was not given is null. */
export function errorOutputOf({ error, cause }: ErrorAndCause): Json {
  return { Error: error ?? null, Cause: cause ?? (error === 'States.Timeout' ? '' : null) };
}

/** Makes a field that could not be evaluated the failure of its state. */
export function failByEvaluation(step: Step, error: EvaluationError): void {
  failState(step, recordEvaluationError(step, error));
}

/**
 * The failure that an evaluation error is, recorded as EvaluationFailed if it is one of a query.
 *
 * @throws {RunEnded} States.Runtime and an output that is too large are neither retried nor caught, in no state around either.
 */
function recordEvaluationError(step: Step, error: EvaluationError): Failure {
  const { thread, frame } = step;
  const cause = error.standsAlone ? error.message : `${causePrefix(frame)}${error.message}`;
  const failure = { error: error.error, cause };
  /**
   * @recorded [failure.runtime-ends-execution] States.Runtime ends the execution wherever it occurs: ExecutionFailed comes next, no branch,
   *   iteration or container is told to have failed or aborted. {recorded-captures}
   * @assumed [failure.own-data-limit] A state whose own output is too large ends the execution as States.Runtime does, with
   *   States.DataLimitExceeded. Because: Recorded outside of branches and iterations only; there both look the same. {recorded-histories}
   * @recorded [assign.too-large] Variables that are too large are EvaluationFailed, which links to the entry of the state, and end the
   *   execution. {recorded-captures}
   */
  if (error.error === 'States.DataLimitExceeded' && error.location !== undefined) sayFailed(step, error, failure);
  if (ENDS_EXECUTION.has(error.error)) throw new RunEnded('FAILED', failure);
  /**
   * @assumed [failure.other-language-errors] What Amazon States Language names beside these is an error like others, and has no event of
   *   its own. Because: events were recorded for JSONata only.
   */
  if (error.error !== 'States.QueryEvaluationError') return failure;
  thread.stem = stemOfEvaluation(step);
  sayFailed(step, error, failure);
  return failure;
}

function sayFailed(step: Step, { location }: EvaluationError, failure: Failure): void {
  appendStem(step, 'EvaluationFailed', {
    state: step.frame.name,
    ...errorMembers(failure),
    ...(location === undefined ? {} : { location }),
  });
}

const ENDS_EXECUTION: ReadonlySet<string> = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/** Recorded start of every cause that AWS writes about a state's own fields. */
export function causePrefix(frame: Frame): string {
  return `An error occurred while executing the state '${frame.name}' (entered at the event id #${frame.enteredId}). `;
}

/**
 * @recorded [failure.evaluation-at-entry] An evaluation that fails as the state is entered links to what came before the state; in a Wait
 *   to its Entered. {recorded-histories}
 * @assumed [failure.evaluation-of-a-result] After a result it links to the result. Because: that was not recorded.
 */
function stemOfEvaluation({ thread, frame }: Step): number {
  return frame.state.Type !== 'Wait' && thread.stem === frame.enteredId ? frame.beforeEntered : thread.stem;
}

/** Whether the `ErrorEquals` of a retrier or catcher names an error, itself or by a wildcard. */
function matchesError(errorEquals: readonly string[], failing: Failure): boolean {
  return errorEquals.some((name) => namesError(name, failing));
}

function namesError(name: string, { error, heartbeat }: Failure): boolean {
  /** @recorded [catch.runtime] States.Runtime is not caught, not even by its own name. {recorded-histories} */
  if (error === 'States.Runtime') return false;
  /**
   * @recorded [catch.data-limit] States.ALL takes a task's States.DataLimitExceeded, too, although the guide leaves it out.
   *   {recorded-histories}
   */
  if (name === 'States.ALL') return true;
  if (name === 'States.TaskFailed') return error !== 'States.Timeout';
  /**
   * @assumed [catch.heartbeat] A retrier or catcher may name a lost heartbeat States.HeartbeatTimeout or States.Timeout. Because: the
   *   history says States.Timeout, and the guide lets both be named.
   */
  if (name === 'States.HeartbeatTimeout') return heartbeat === true;
  return name === error;
}

/** Milliseconds until the next attempt: IntervalSeconds × BackoffRate^used, capped by MaxDelaySeconds, jittered if asked. */
function retryDelay(retrier: Retrier, used: number, limits: Limits, random: () => number): number {
  const interval = retrier.IntervalSeconds ?? limits.retryIntervalSeconds;
  const grown = interval * (retrier.BackoffRate ?? limits.retryBackoffRate) ** used;
  const capped = Math.min(grown, retrier.MaxDelaySeconds ?? limits.retryMaxDelaySeconds);
  const milliseconds = seconds(capped);
  return Math.round(retrier.JitterStrategy === 'FULL' ? milliseconds * random() : milliseconds);
}
