import type { Payload } from '../../model/json';
import { actUpon, refuseDeleted, takeTurn } from './advance';
import { markStarted, openTask, recordHeartbeat, recordResult, submitTask } from './attempts';
import type { MapRunEnding } from './commands';
import { forEachOpenThread } from './endings';
import type { ResultPhase } from './results';
import type { Run, TaskAttempt, TaskResult, Thread } from './run';
import { stepOf, type Step, type Turn } from './step';
import { leaveDistributedMap } from '../states/distributedMap';
import { continueTask } from '../states/task';

/**
 * Whether an answer for a token is taken: not if the task was answered, overtaken by a deadline, or its execution has closed, and not
 * before it has started, since its history would say that it ended without having begun.
 */
export function isAnswerable(run: Run, token: string): boolean {
  return run.openTasks.get(token)?.frame?.task?.startedAt !== undefined;
}

/** Activity tasks of an ARN that wait for a worker, in the order of their scheduling. */
export function waitingActivityTasks(run: Run, activityArn: string): TaskAttempt[] {
  return [...run.openTasks.values()]
    .map(openTask)
    .filter((task) => task.kind === 'activity' && task.resource === activityArn && task.startedAt === undefined)
    .filter(({ outcome }) => outcome.kind === 'neverEnds');
}

/** A worker leases the activity task of a token at `at`, epoch milliseconds. */
export function leaseTask(turn: Turn, token: string, at: number, workerName?: string): void {
  onOpenTask(turn, token, at, (step) => markStarted(step, workerName));
}

/** TaskSubmitted of a task that the fake runs itself. */
export function submitOpenTask(turn: Turn, token: string, output: Payload, at: number): void {
  onOpenTask(turn, token, at, (step) => submitTask(step, output));
}

/** An answer from outside: it takes effect at once, with all that follows without taking time. */
export function answerTask(
  turn: Turn,
  token: string,
  answer: { readonly result: TaskResult; readonly phase: ResultPhase },
  at: number,
): void {
  onOpenTask(turn, token, at, (step) => {
    refuseDeleted(turn);
    recordResult(step, answer.result, answer.phase);
    actUpon(turn, step.thread, continueTask);
  });
}

/** A Map Run has ended: the state that waits for it goes on, if one still does. */
export function answerMapRun(turn: Turn, mapRunArn: string, ending: MapRunEnding, at: number): void {
  const thread = threadInMapRun(turn.run, mapRunArn);
  if (thread === undefined) return;
  thread.frame!.mapRun!.isOpen = false;
  thread.epoch += 1;
  takeTurn(turn, at, () => actUpon(turn, thread, (step) => leaveDistributedMap(step, ending)));
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
  onOpenTask(turn, token, at, recordHeartbeat);
}

function onOpenTask(turn: Turn, token: string, at: number, act: (step: Step) => void): void {
  const thread = turn.run.openTasks.get(token);
  if (thread !== undefined) takeTurn(turn, at, () => act(stepOf(turn, thread)));
}
