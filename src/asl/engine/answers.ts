import type { Payload } from '../../model/json';
import { actUpon, goOn, guarded, refuseDeleted } from './advance';
import { markStarted, openTask, recordHeartbeat, recordResult, submitTask } from './attempts';
import type { MapRunEnding } from './commands';
import { forEachOpenThread } from './endings';
import type { ResultPhase } from '../script/outcomes';
import type { Run, TaskAttempt, TaskResult, Thread } from './run';
import { stepOf, type Turn } from './step';
import { leaveDistributedMap } from '../states/distributedMap';
import { continueTask } from '../states/task';

/** An activity task that waits for a worker. */
export interface WaitingTask {
  readonly run: Run;
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
    .map((thread) => ({ run, task: openTask(thread) }))
    .filter(({ task }) => task.kind === 'activity' && task.resource === activityArn && task.startedAt === undefined)
    .filter(({ task }) => task.outcome.kind === 'neverEnds');
}

/** A worker leases an activity task at `at`, epoch milliseconds. */
export function leaseTask(turn: Turn, token: string, at: number, workerName?: string): void {
  const thread = turn.run.openTasks.get(token);
  if (thread === undefined) return;
  tell(turn, at);
  guarded(turn, () => markStarted(stepOf(turn, thread), workerName));
}

/** TaskSubmitted of a task that the fake runs itself. */
export function submitOpenTask(turn: Turn, token: string, output: Payload, at: number): void {
  const thread = turn.run.openTasks.get(token);
  if (thread === undefined) return;
  tell(turn, at);
  guarded(turn, () => submitTask(stepOf(turn, thread), output));
}

/** An answer from outside: it takes effect at once, with all that follows without taking time. */
export function answerTask(
  turn: Turn,
  token: string,
  answer: { readonly result: TaskResult; readonly phase: ResultPhase },
  at: number,
): void {
  const thread = turn.run.openTasks.get(token);
  if (thread === undefined) return;
  tell(turn, at);
  guarded(turn, () => {
    refuseDeleted(turn);
    recordResult(stepOf(turn, thread), answer.result, answer.phase);
    actUpon(turn, thread, continueTask);
  });
  goOn(turn);
}

/** A Map Run has ended: the state that waits for it goes on, if one still does. */
export function answerMapRun(turn: Turn, mapRunArn: string, ending: MapRunEnding, at: number): void {
  const thread = threadInMapRun(turn.run, mapRunArn);
  if (thread === undefined) return;
  const step = stepOf(turn, thread);
  step.frame.mapRun!.isOpen = false;
  thread.epoch += 1;
  tell(turn, at);
  guarded(turn, () => actUpon(turn, thread, () => leaveDistributedMap(step, ending)));
  goOn(turn);
}

/** The thread whose state waits for a Map Run, if one still does. */
export function threadInMapRun({ root }: Run, mapRunArn: string): Thread | undefined {
  let found: Thread | undefined;
  forEachOpenThread(root, (thread) => {
    const link = thread.frame?.mapRun;
    if (link?.isOpen === true && link.mapRunArn === mapRunArn) found = thread;
  });
  return found;
}

/** A heartbeat from outside. */
export function heartbeatTask(turn: Turn, token: string, at: number): void {
  const thread = turn.run.openTasks.get(token);
  if (thread === undefined) return;
  tell(turn, at);
  recordHeartbeat(stepOf(turn, thread));
}

function tell({ run }: Turn, at: number): void {
  run.time = Math.max(run.time, at);
}
