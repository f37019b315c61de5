import type { EventDetails, HistoryEventType } from '../../model/historyEvent';
import { Payload, toJson } from '../../model/json';
import { plan, type Work } from './agenda';
import { appendStem, errorMembers, inputMembers, outputMembers } from './emit';
import { resultOf, type ResultPhase } from './results';
import { dataLimitCause, isOversized } from './payloadLimit';
import type { TaskKind } from '../definition/resource';
import type { ErrorAndCause, Failure, Run, TaskAttempt, TaskResult, Thread } from './run';
import type { Step, Turn } from './step';

/** Starts a scheduled attempt, as far as nobody outside has to. */
export function startTask(step: Step): void {
  const { run, thread } = step;
  const task = step.frame.task!;
  if (task.token !== '') run.openTasks.set(task.token, thread);
  const { outcome } = task;
  if (outcome.kind === 'failsToSchedule' || outcome.kind === 'failsToStart') return planOutcome(step, task);
  if (task.kind === 'activity' && outcome.kind === 'neverEnds') return;
  markStarted(step, outcome.options.workerName);
  const isSubmitted = task.pattern !== 'request-response' && outcome.kind !== 'failsToSubmit' && !task.runsInFake;
  if (isSubmitted) submitTask(step, Payload.ofValue(toJson(outcome.options.submitted ?? {})));
  planOutcome(step, task);
}

/**
 * *Started: a worker leased the activity, or the service called the integration.
 *
 * @recorded [timeout.from-lease] TimeoutSeconds and HeartbeatSeconds of an activity count from its lease, not from when it was scheduled.
 *   {recorded-callbacks}
 */
export function markStarted(step: Step, workerName: string | undefined): void {
  const { run } = step;
  const task = step.frame.task!;
  appendStem(step, taskEventType(task.kind, 'Started'), startedDetails(task, workerName));
  task.startedAt = run.time;
  task.lastHeartbeatAt = run.time;
  if (!takesAMoment(task)) planDeadlines(step, task);
}

/** TaskSubmitted, for the integration patterns that have it. */
export function submitTask(step: Step, output: Payload): void {
  const task = step.frame.task!;
  if (task.pattern === 'request-response') return;
  appendStem(step, 'TaskSubmitted', outputDetails(task, output));
}

/** The service starts the execution and answers by the token. */
export function callTheFake({ run, thread }: Step): void {
  const { token, pattern, input } = openTask(thread);
  run.commands.push({ kind: 'start execution', token, pattern, input: input.value, at: run.time });
}

/** A scripted outcome without a time: nothing can overtake it but a stop. */
function takesAMoment({ outcome, runsInFake }: TaskAttempt): boolean {
  return !runsInFake && outcome.kind !== 'neverEnds' && outcome.options.after === undefined;
}

function planOutcome({ run, thread }: Step, task: TaskAttempt): void {
  const { kind, options } = task.outcome;
  if (task.runsInFake) return plan(run, run.moments, thread, 'call the fake', run.time);
  if (kind === 'neverEnds') return;
  const due = run.time + (options.after ?? 0);
  plan(run, options.after === undefined ? run.moments : run.timers, thread, 'outcome', due, options);
}

function planDeadlines(step: Step, task: TaskAttempt): void {
  const { run, thread } = step;
  if (task.timeoutMs !== undefined) plan(run, run.timers, thread, 'timeout', run.time + task.timeoutMs);
  planHeartbeat(step, task);
}

function planHeartbeat({ run, thread }: Step, task: TaskAttempt): void {
  const waitsForAnswers = task.kind === 'activity' || task.pattern !== 'request-response';
  if (task.heartbeatMs === undefined || !waitsForAnswers) return;
  plan(run, run.timers, thread, 'heartbeat', run.time + task.heartbeatMs);
}

/** A heartbeat from outside: the deadline moves. */
export function recordHeartbeat(step: Step): void {
  const task = openTask(step.thread);
  task.lastHeartbeatAt = step.run.time;
  planHeartbeat(step, task);
}

/** Heartbeats move their deadline: an earlier one that comes due finds that there was a beat since. */
export function heartbeatWasMoved(work: Work): boolean {
  const task = openTask(work.thread);
  return work.kind === 'heartbeat' && work.due < (task.lastHeartbeatAt ?? 0) + (task.heartbeatMs ?? 0);
}

/** Records what a due piece of work says about an attempt; the workflow acts upon it afterwards. */
export function recordDueResult(step: Step, { kind }: Work): void {
  if (kind !== 'outcome') return recordTimeout(step, kind === 'heartbeat');
  const { result, phase } = resultOf(step, openTask(step.thread));
  recordResult(step, result, phase);
}

function recordTimeout(step: Step, heartbeat: boolean): void {
  recordResult(step, { kind: 'failed', error: 'States.Timeout', heartbeat }, 'TimedOut');
}

/** Closes the attempt with an event; `continueTask` then acts upon the result. */
export function recordResult(step: Step, given: TaskResult, phase: ResultPhase): void {
  const { run, thread } = step;
  const task = openTask(thread);
  const result = withinLimit(step, task, given);
  const type = taskEventType(task.kind, result === given ? phase : 'Failed');
  const details = result.kind === 'succeeded' ? outputDetails(task, result.output) : failedDetails(task, result);
  appendStem(step, type, details);
  task.result = result;
  if (result.kind === 'failed') noteFailure(step, result, phase);
  closeTask(run, thread);
}

function noteFailure({ run, env, frame }: Step, { heartbeat }: Failure, phase: ResultPhase): void {
  env.note?.(run, frame.name, 'failed');
  if (phase === 'TimedOut') env.note?.(run, frame.name, heartbeat === true ? 'lost its heartbeat' : 'timed out');
}

/**
 * @recorded [task.data-limit] A task whose output is too large has failed; the cause names its service, or the ARN of its function.
 *   {recorded-histories}
 */
function withinLimit({ env }: Turn, task: TaskAttempt, result: TaskResult): TaskResult {
  if (result.kind === 'failed' || !isOversized(result.output.text, env)) return result;
  const name = task.kind === 'service' ? task.resourceType : task.resource;
  return { kind: 'failed', error: 'States.DataLimitExceeded', cause: dataLimitCause(name) };
}

function failedDetails(task: TaskAttempt, result: ErrorAndCause): Record<string, unknown> {
  return { ...integrationMembers(task), ...errorMembers(result) };
}

/** The attempt cannot be answered any more, and its deadlines are void. */
export function closeTask(run: Run, thread: Thread): void {
  const token = thread.frame?.task?.token;
  if (token !== undefined && token !== '') run.openTasks.delete(token);
  thread.epoch += 1;
}

export function openTask(thread: Thread): TaskAttempt {
  const task = thread.frame?.task;
  if (task === undefined) throw new Error('a Task without a scheduled attempt was asked for it');
  return task;
}

type Phase =
  | 'Scheduled'
  | 'ScheduleFailed'
  | 'Started'
  | 'StartFailed'
  | 'Submitted'
  | 'SubmitFailed'
  | 'Succeeded'
  | 'Failed'
  | 'TimedOut';

const FAMILY: Readonly<Record<TaskKind, string>> = { lambda: 'LambdaFunction', activity: 'Activity', service: 'Task' };

export function taskEventType(kind: TaskKind, phase: Phase): HistoryEventType {
  return `${FAMILY[kind]}${phase}` as HistoryEventType;
}

/** `resource` and `resourceType`, which every event of a service integration repeats. */
export function integrationMembers({ kind, resource, resourceType }: TaskAttempt): EventDetails {
  return kind === 'service' ? { resource, resourceType } : {};
}

export interface ScheduledMembers {
  readonly input: Payload;
  readonly region: string;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly roleArn?: string;
}

/** Details of *Scheduled, members as recorded for each kind of task. */
export function scheduledDetails(task: TaskAttempt, members: ScheduledMembers): EventDetails {
  const { input, region, timeoutInSeconds, heartbeatInSeconds, roleArn } = members;
  const details: Record<string, unknown> =
    task.kind === 'service'
      ? { resource: task.resource, resourceType: task.resourceType, region, parameters: input.text }
      : { resource: task.resource, ...inputMembers(input) };
  if (timeoutInSeconds !== undefined) details.timeoutInSeconds = timeoutInSeconds;
  if (heartbeatInSeconds !== undefined && task.kind !== 'lambda') details.heartbeatInSeconds = heartbeatInSeconds;
  if (roleArn !== undefined && task.kind !== 'activity') details.taskCredentials = { roleArn };
  return details;
}

/** Details of *Started: none for a Lambda function, the worker's name for an activity if it gave one. */
export function startedDetails(task: TaskAttempt, workerName: string | undefined): EventDetails | undefined {
  if (task.kind === 'lambda') return undefined;
  if (task.kind === 'activity') return workerName === undefined ? {} : { workerName };
  return integrationMembers(task);
}

/** Details of an event that carries an output. */
export function outputDetails(task: TaskAttempt, output: Payload): EventDetails {
  return { ...integrationMembers(task), ...outputMembers(output) };
}
