import type { HistoryEventType } from '../../model/historyEvent';

/** Members of the details of one event type. */
export interface DetailsMembers {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const ERROR = ['error', 'cause'];
const INPUT = ['input', 'inputDetails'];
const OUTPUT = ['output', 'outputDetails'];
const ASSIGNED = ['assignedVariables', 'assignedVariablesDetails'];
const RESOURCE = ['resource', 'resourceType'];
const ITERATION = { required: ['name', 'index'], optional: [] };
const ENTERED = { required: ['name', ...INPUT], optional: [] };
const EXITED = { required: ['name', ...OUTPUT], optional: ASSIGNED };
const OPTIONAL_ERROR = { required: [], optional: ERROR };
const TASK_ERROR = { required: RESOURCE, optional: ERROR };
/** @recorded [checker.timed-out] An execution that has timed out has the error States.Timeout and never a cause. {recorded-histories} */
const TIMED_OUT = { required: ['error'], optional: [] };
const NONE = undefined;

/**
 * Details of every type of the API: what is always there, and what may be. `undefined`: the type carries no details
 * member at all.
 */
const members: Readonly<Record<HistoryEventType, DetailsMembers | undefined>> = {
  ActivityFailed: OPTIONAL_ERROR,
  ActivityScheduled: { required: ['resource', ...INPUT], optional: ['timeoutInSeconds', 'heartbeatInSeconds'] },
  ActivityScheduleFailed: OPTIONAL_ERROR,
  ActivityStarted: { required: [], optional: ['workerName'] },
  ActivitySucceeded: { required: OUTPUT, optional: [] },
  ActivityTimedOut: TIMED_OUT,
  ChoiceStateEntered: ENTERED,
  ChoiceStateExited: EXITED,
  EvaluationFailed: { required: ['state', ...ERROR], optional: ['location'] },
  ExecutionAborted: OPTIONAL_ERROR,
  ExecutionFailed: OPTIONAL_ERROR,
  ExecutionRedriven: { required: ['redriveCount'], optional: [] },
  ExecutionStarted: {
    required: [...INPUT, 'roleArn'],
    optional: ['stateMachineVersionArn', 'stateMachineAliasArn'],
  },
  ExecutionSucceeded: { required: OUTPUT, optional: [] },
  ExecutionTimedOut: TIMED_OUT,
  FailStateEntered: ENTERED,
  LambdaFunctionFailed: OPTIONAL_ERROR,
  LambdaFunctionScheduled: { required: ['resource', ...INPUT], optional: ['timeoutInSeconds', 'taskCredentials'] },
  LambdaFunctionScheduleFailed: OPTIONAL_ERROR,
  LambdaFunctionStarted: NONE,
  LambdaFunctionStartFailed: OPTIONAL_ERROR,
  LambdaFunctionSucceeded: { required: OUTPUT, optional: [] },
  LambdaFunctionTimedOut: TIMED_OUT,
  MapIterationAborted: ITERATION,
  MapIterationFailed: ITERATION,
  MapIterationStarted: ITERATION,
  MapIterationSucceeded: ITERATION,
  MapRunAborted: NONE,
  MapRunFailed: OPTIONAL_ERROR,
  MapRunRedriven: { required: ['mapRunArn', 'redriveCount'], optional: [] },
  MapRunStarted: { required: ['mapRunArn'], optional: [] },
  MapRunSucceeded: NONE,
  MapStateAborted: NONE,
  MapStateEntered: ENTERED,
  MapStateExited: EXITED,
  MapStateFailed: NONE,
  MapStateStarted: { required: ['length'], optional: [] },
  MapStateSucceeded: NONE,
  ParallelStateAborted: NONE,
  ParallelStateEntered: ENTERED,
  ParallelStateExited: EXITED,
  ParallelStateFailed: NONE,
  ParallelStateStarted: NONE,
  ParallelStateSucceeded: NONE,
  PassStateEntered: ENTERED,
  PassStateExited: EXITED,
  SucceedStateEntered: ENTERED,
  SucceedStateExited: EXITED,
  TaskFailed: TASK_ERROR,
  TaskScheduled: {
    required: [...RESOURCE, 'region', 'parameters'],
    optional: ['timeoutInSeconds', 'heartbeatInSeconds', 'taskCredentials'],
  },
  TaskStarted: { required: RESOURCE, optional: [] },
  TaskStartFailed: TASK_ERROR,
  TaskStateAborted: NONE,
  TaskStateEntered: ENTERED,
  TaskStateExited: EXITED,
  TaskSubmitFailed: TASK_ERROR,
  TaskSubmitted: { required: [...RESOURCE, ...OUTPUT], optional: [] },
  TaskSucceeded: { required: [...RESOURCE, ...OUTPUT], optional: [] },
  TaskTimedOut: { required: [...RESOURCE, 'error'], optional: [] },
  WaitStateAborted: NONE,
  WaitStateEntered: ENTERED,
  WaitStateExited: EXITED,
};

/** {@link members}, by any text. */
export const DETAILS_MEMBERS: Readonly<Record<string, DetailsMembers | undefined>> = members;

/** The types of events by which states of any type are entered, and those by which they are left. */
export const ENTERED_TYPES = Object.keys(members).filter((type) => type.endsWith('StateEntered'));
export const EXITED_TYPES = Object.keys(members).filter((type) => type.endsWith('StateExited'));

/** Whether the API knows a type of event. */
export function isEventType(type: string): boolean {
  return Object.hasOwn(DETAILS_MEMBERS, type);
}
