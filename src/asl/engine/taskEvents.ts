import type { EventDetails, HistoryEventType } from '../../model/historyEvent';
import type { Payload } from '../../model/json';
import { inputMembers, outputMembers } from './emit';
import type { TaskAttempt, TaskKind } from './run';

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
