import { Payload } from '../../model/json';
import { addWork, type Work } from './agenda';
import { openFrame } from './context';
import { appendStem, errorMembers } from './emit';
import type { Environment } from './environment';
import { describeOutcome, type ResultPhase } from '../script/outcomes';
import type { ErrorAndCause, Run, TaskAttempt, TaskResult, Thread } from './run';
import { integrationMembers, outputDetails, startedDetails, taskEventType } from './taskEvents';
import { dataLimitCause, isOversized } from './payloadLimit';
import { newWork } from './work';

/** Starts a scheduled attempt, as far as nobody outside has to. */
export function startTask(run: Run, env: Environment, thread: Thread): void {
  const task = openTask(thread);
  if (task.token !== '') run.openTasks.set(task.token, thread);
  const { outcome } = task;
  if (outcome.kind === 'failsToSchedule' || outcome.kind === 'failsToStart') return planOutcome(run, thread, task);
  if (task.kind === 'activity' && outcome.kind === 'neverEnds') return;
  markStarted(run, env, thread, outcome.options.workerName);
  if (outcome.kind !== 'failsToSubmit' && !task.runsInFake)
    submitTask(run, env, thread, Payload.ofValue(describeOutcome(run, env, task).submitted));
  planOutcome(run, thread, task);
}

/** *Started: a worker leased the activity, or the service called the integration. Timeout and heartbeat count from here. */
export function markStarted(run: Run, env: Environment, thread: Thread, workerName: string | undefined): void {
  const task = openTask(thread);
  appendStem(run, env, thread, taskEventType(task.kind, 'Started'), startedDetails(task, workerName));
  task.startedAt = run.time;
  task.lastHeartbeatAt = run.time;
  if (!takesAMoment(task)) planDeadlines(run, thread, task);
}

/** TaskSubmitted, for the integration patterns that have it. */
export function submitTask(run: Run, env: Environment, thread: Thread, output: Payload): void {
  const task = openTask(thread);
  if (task.pattern === 'request-response') return;
  appendStem(run, env, thread, 'TaskSubmitted', outputDetails(task, output));
}

/** The service starts the execution and answers by the token. */
export function callTheFake(run: Run, thread: Thread): void {
  const { token, pattern, input } = openTask(thread);
  run.commands.push({ kind: 'start execution', token, pattern, input: input.value, at: run.time });
}

/** A scripted outcome without a time: nothing can overtake it but a stop. */
function takesAMoment({ outcome, runsInFake }: TaskAttempt): boolean {
  return !runsInFake && outcome.kind !== 'neverEnds' && outcome.options.after === undefined;
}

function planOutcome(run: Run, thread: Thread, task: TaskAttempt): void {
  const { kind, options } = task.outcome;
  if (task.runsInFake) return addWork(run.moments, newWork(run, thread, 'call the fake', run.time));
  if (kind === 'neverEnds') return;
  const due = run.time + (options.after ?? 0);
  addWork(options.after === undefined ? run.moments : run.timers, newWork(run, thread, 'outcome', due, options));
}

function planDeadlines(run: Run, thread: Thread, task: TaskAttempt): void {
  if (task.timeoutMs !== undefined) addWork(run.timers, newWork(run, thread, 'timeout', run.time + task.timeoutMs));
  planHeartbeat(run, thread, task);
}

function planHeartbeat(run: Run, thread: Thread, task: TaskAttempt): void {
  const waitsForAnswers = task.kind === 'activity' || task.pattern !== 'request-response';
  if (task.heartbeatMs === undefined || !waitsForAnswers) return;
  addWork(run.timers, newWork(run, thread, 'heartbeat', run.time + task.heartbeatMs));
}

/** A heartbeat from outside: the deadline moves. */
export function recordHeartbeat(run: Run, thread: Thread): void {
  const task = openTask(thread);
  task.lastHeartbeatAt = run.time;
  planHeartbeat(run, thread, task);
}

/** Heartbeats move their deadline: an earlier one that comes due finds that there was a beat since. */
export function heartbeatWasMoved(work: Work): boolean {
  const task = openTask(work.thread);
  return work.kind === 'heartbeat' && work.due < (task.lastHeartbeatAt ?? 0) + (task.heartbeatMs ?? 0);
}

/** Records what a due piece of work says about an attempt; the workflow acts upon it afterwards. */
export function recordDueResult(run: Run, env: Environment, work: Work): void {
  const task = openTask(work.thread);
  if (work.kind !== 'outcome') return recordTimeout(run, env, work.thread, work.kind === 'heartbeat');
  const { result, phase } = describeOutcome(run, env, task);
  recordResult(run, env, work.thread, result, phase);
}

function recordTimeout(run: Run, env: Environment, thread: Thread, heartbeat: boolean): void {
  recordResult(run, env, thread, { kind: 'failed', error: 'States.Timeout', heartbeat }, 'TimedOut');
}

/** Closes the attempt with an event; `continueTask` then acts upon the result. */
export function recordResult(run: Run, env: Environment, thread: Thread, given: TaskResult, phase: ResultPhase): void {
  const task = openTask(thread);
  const result = withinLimit(task, given, env);
  const type = taskEventType(task.kind, result === given ? phase : 'Failed');
  const details = result.kind === 'succeeded' ? outputDetails(task, result.output) : failedDetails(task, result);
  appendStem(run, env, thread, type, details);
  task.result = result;
  closeTask(run, thread);
}

/** Recorded: a task whose output is too large has failed; the cause names its service, or the ARN of its function. */
function withinLimit(task: TaskAttempt, result: TaskResult, env: Environment): TaskResult {
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
  const { task } = openFrame(thread);
  if (task === undefined) throw new Error('a Task without a scheduled attempt was asked for it');
  return task;
}
