import type { HistoryEvent as SdkHistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';

export type { HistoryEventType };

/** Members of the details of an event: strings, numbers, flags and their small sub-structures. */
export type EventDetails = Readonly<Record<string, unknown>>;

/**
 * One event of a history as the engine keeps it. `toSdkEvent` gives the shape of the API.
 * The details member's name follows from the type: see `detailsMemberOf`.
 */
export interface RecordedEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: HistoryEventType;
  /** Epoch milliseconds at which the event was due. */
  readonly at: number;
  /** Absent for the types that carry no details (MapStateFailed, TaskStateAborted, …). */
  readonly details?: EventDetails;
}

const STATE_EVENT = /State(Entered|Exited)$/;

/**
 * Name of the member of a HistoryEvent that carries the details of a type: `taskFailedEventDetails` for `TaskFailed`,
 * `stateEnteredEventDetails` for every `*StateEntered`.
 */
export function detailsMemberOf(type: string): keyof SdkHistoryEvent {
  let member = MEMBERS.get(type);
  if (member === undefined) MEMBERS.set(type, (member = newDetailsMember(type)));
  return member;
}

// A history has thousands of events of a few types.
const MEMBERS = new Map<string, keyof SdkHistoryEvent>();

function newDetailsMember(type: string): keyof SdkHistoryEvent {
  const state = STATE_EVENT.exec(type);
  const stem = state ? `state${state[1]}` : type.charAt(0).toLowerCase() + type.slice(1);
  return `${stem}EventDetails` as keyof SdkHistoryEvent;
}

/** Members of details that carry the data of an execution. */
const DATA_MEMBERS = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/**
 * What is left of the details of an event where execution data is not included.
 *
 * @recorded [describe.history-without-data] Without execution data, errors and causes stay; inputs and outputs go with their details,
 *   and the parameters of a task. {recorded-captures}
 * @assumed [describe.history-without-variables] Variables go, too. Because: they are execution data like inputs.
 */
export function withoutData(details: EventDetails): EventDetails {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !DATA_MEMBERS.has(name)));
}

/** The event as GetExecutionHistory answers it: a fresh copy. */
export function toSdkEvent({ id, previousEventId, type, at, details }: RecordedEvent): SdkHistoryEvent {
  const shape: Record<string, unknown> = { timestamp: new Date(at), type, id, previousEventId };
  if (details !== undefined) shape[detailsMemberOf(type)] = copyDetails(details);
  return shape as unknown as SdkHistoryEvent;
}

function copyDetails(details: EventDetails): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...details };
  for (const name in copy) {
    const value = copy[name];
    if (typeof value === 'object' && value !== null) copy[name] = Array.isArray(value) ? [...value] : { ...value };
  }
  return copy;
}
