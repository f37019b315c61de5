import { Payload, type Json } from '../../model/json';
import { seconds } from '../../time/duration';
import { scopeOf } from '../engine/context';
import { assignmentsOf, exitState, successorOf } from '../engine/transitions';
import { credentialsRoleArn, effectiveInput, stateOutput } from '../data/dataFlow';
import { refuseUnreadable } from '../data/integrationParameters';
import { heartbeatSeconds, timeoutSeconds } from '../data/numbers';
import { EvaluationError } from '../data/scope';
import { appendStem } from '../engine/emit';
import { failState } from '../engine/failure';
import { outcomeFor } from '../engine/scripted';
import { parseResource, startsExecution } from '../definition/resource';
import type { ReadyStep, TaskAttempt } from '../engine/run';
import type { Step } from '../engine/step';
import { scheduledDetails, taskEventType } from '../engine/attempts';

/** Schedules an attempt of the open Task. It is started once everything else that can be scheduled is. */
export function executeTask(step: Step): void {
  const { run, env, thread, frame } = step;
  frame.resource ??= parseResource(frame.state.Resource!);
  const { resource } = frame;
  if (resource.kind === 'activity' && !env.activityExists(resource.resource)) {
    throw new EvaluationError('States.Runtime', `The activity ${resource.resource} does not exist.`);
  }
  frame.attempt += 1;
  if (resource.pattern === 'request-response') frame.taskToken = undefined;
  else frame.taskToken = env.newTaskToken(run, frame.state.Resource!);
  const scope = scopeOf(step);
  const value = effectiveInput(frame.state, frame.language, scope);
  const isGiven = frame.state.Parameters !== undefined || frame.state.Arguments !== undefined;
  if (resource.kind === 'service' && isGiven) refuseUnreadable(resource, value);
  const input = value === scope.input ? frame.input : Payload.ofValue(value);
  const timeoutInSeconds = timeoutSeconds(frame.state, frame.language, scope);
  const heartbeatInSeconds = heartbeatSeconds(frame.state, frame.language, scope);
  const { Credentials } = frame.state;
  const roleArn = Credentials && credentialsRoleArn(frame.state, frame.language, scope);
  frame.task = newAttempt(step, input, value, { timeoutInSeconds, heartbeatInSeconds });
  thread.epoch += 1;
  const members = { input, region: env.region, timeoutInSeconds, heartbeatInSeconds, roleArn };
  appendStem(step, taskEventType(resource.kind, 'Scheduled'), scheduledDetails(frame.task, members));
  planStart(step, frame.task);
}

/** The task starts after those that were scheduled before it, unless its outcome says otherwise. */
function planStart({ run, thread }: Step, { outcome }: TaskAttempt): void {
  const order = outcome.options.startOrder ?? Infinity;
  let place = run.ready.length;
  while (place > run.readyHead && startsAfter(run.ready[place - 1]!, order)) place -= 1;
  run.ready.splice(place, 0, { thread, action: 'start task', epoch: thread.epoch });
}

function startsAfter({ action, thread }: ReadyStep, order: number): boolean {
  return action === 'start task' && (thread.frame?.task?.outcome.options.startOrder ?? -Infinity) > order;
}

interface Deadlines {
  readonly timeoutInSeconds: number | undefined;
  readonly heartbeatInSeconds: number | undefined;
}

function newAttempt(
  step: Step,
  input: Payload,
  value: Json,
  { timeoutInSeconds, heartbeatInSeconds }: Deadlines,
): TaskAttempt {
  const { run, env, frame } = step;
  const resource = frame.resource!;
  const outcome = outcomeFor(step, resource, value);
  const runsInFake = outcome.kind === 'runsInFake' && startsExecution(resource);
  return {
    kind: resource.kind,
    pattern: resource.pattern,
    resource: resource.resource,
    resourceType: resource.resourceType,
    token:
      frame.taskToken ??
      (resource.kind === 'activity' || runsInFake ? env.newTaskToken(run, frame.state.Resource!) : ''),
    input,
    timeoutMs: timeoutInSeconds === undefined ? undefined : seconds(timeoutInSeconds),
    heartbeatMs: heartbeatInSeconds === undefined ? undefined : seconds(heartbeatInSeconds),
    outcome,
    runsInFake,
    scheduledAt: run.time,
  };
}

/** Goes on with what the attempt came to. */
export function continueTask(step: Step): void {
  const { frame } = step;
  const result = frame.task?.result;
  if (result === undefined) throw new Error('a task without a result was asked to go on');
  if (result.kind === 'failed') return failState(step, result);
  const scope = scopeOf(step, { result: result.output.value });
  const output = stateOutput(frame.state, frame.language, frame.input.value, result.output.value, scope);
  exitState(step, {
    output,
    next: successorOf(frame),
    passedThrough: [result.output],
    ...assignmentsOf(frame, scope, result.output.value),
  });
}
