import type { Payload } from '../../model/json';
import { actUpon, goOn, guarded, refuseDeleted } from './advance';
import { markStarted, openTask, recordHeartbeat, recordResult, submitTask } from './attempts';
import type { Environment } from './environment';
import type { ResultPhase } from '../script/outcomes';
import type { Run, TaskAttempt, TaskResult, Thread } from './run';
import { continueTask } from '../states/task';

/** An activity task that waits for a worker. */
export interface WaitingTask {
  readonly run: Run;
  readonly thread: Thread;
  readonly task: TaskAttempt;
}

/** The open task of a token; nothing if it was answered, overtaken by a deadline, or its execution has closed. */
export function openTaskOf(run: Run, token: string): TaskAttempt | undefined {
  const thread = run.openTasks.get(token);
  return thread === undefined ? undefined : openTask(thread);
}

/** Activity tasks of an ARN that no worker has leased yet, in the order of their scheduling. */
export function waitingActivityTasks(run: Run, activityArn: string): WaitingTask[] {
  return [...run.openTasks.values()]
    .map((thread) => ({ run, thread, task: openTask(thread) }))
    .filter(({ task }) => task.kind === 'activity' && task.resource === activityArn && task.startedAt === undefined)
    .filter(({ task }) => task.outcome.kind === 'neverEnds');
}

/** A worker leases an activity task at `at`, epoch milliseconds. */
export function leaseTask({ run, thread }: WaitingTask, env: Environment, at: number, workerName?: string): void {
  tell(run, at);
  guarded(run, env, () => markStarted(run, env, thread, workerName));
}

/** TaskSubmitted of a task that the fake runs itself. */
export function submitOpenTask(run: Run, env: Environment, token: string, output: Payload, at: number): void {
  const thread = run.openTasks.get(token);
  if (thread === undefined) return;
  tell(run, at);
  guarded(run, env, () => submitTask(run, env, thread, output));
}

/** An answer from outside: it takes effect at once, with all that follows without taking time. */
export function answerTask(
  run: Run,
  env: Environment,
  token: string,
  answer: { readonly result: TaskResult; readonly phase: ResultPhase },
  at: number,
): void {
  const thread = run.openTasks.get(token);
  if (thread === undefined) return;
  tell(run, at);
  guarded(run, env, () => {
    refuseDeleted(run, env);
    recordResult(run, env, thread, answer.result, answer.phase);
    actUpon(run, env, thread, () => continueTask(run, env, thread));
  });
  goOn(run, env);
}

/** A heartbeat from outside. */
export function heartbeatTask(run: Run, token: string, at: number): void {
  const thread = run.openTasks.get(token);
  if (thread === undefined) return;
  tell(run, at);
  recordHeartbeat(run, thread);
}

function tell(run: Run, at: number): void {
  run.time = Math.max(run.time, at);
}
