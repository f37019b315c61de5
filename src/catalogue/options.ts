import type { ParsedResource } from '../asl/definition/resource';
import type { TaskScriptEntry } from '../asl/script/taskScript';
import type { Instant } from '../time/clock';

/** A value, or what it is for the n-th execution that is made of one recipe, counted from 0. */
export type PerExecution<Value> = Value | ((sequence: number) => Value);

/** All options that there are; each mode knows some of them. Durations are milliseconds (`days(3)`). */
export interface AnyOptions {
  /** Input of the execution, anything that JSON can hold. */
  input?: PerExecution<unknown>;
  /** Name of the execution; a UUID unless given. */
  executionName?: PerExecution<string>;
  /** How long ago it stopped, by the fake's clock: one minute unless given. */
  stoppedAgo?: PerExecution<number>;
  /**
   * When it started. Without it, it started as long before its stop as it took; with it, what failed took that much
   * longer.
   */
  startedAt?: PerExecution<Instant>;
  /** How many redrives it has behind it, each of which failed again in the same way. See `redriven()`. */
  redriven?: number;
  /** Name of the state machine that the mode brings; the name of the mode unless given. */
  stateMachineName?: string;
  /** Tasks that succeeded before the failure; `['ReserveStock']` unless given. */
  statesBefore?: readonly string[];
  /** Tasks that come after the failed state; `['ShipOrder']` unless given. */
  statesAfter?: readonly string[];
  /** How many events the history has: a loop before the failure fills it up. See `withEvents()`. */
  events?: number;
  /** Name of the unsuccessful Task state. */
  state?: string;
  /**
   * A state machine of your own: its ARN, also that of a version or an alias, or what `createStateMachine` answered.
   * `state` then names one of its Tasks, which has to be the one that fails.
   */
  stateMachine?: string | { readonly stateMachineArn?: string | undefined };
  /** `Resource` of the Task in the machine that the mode brings. */
  resource?: string;
  /** How often the Task is retried in the machine that the mode brings; not at all unless given. */
  retries?: number;
  /**
   * What the Task does once the execution is redriven: it succeeds unless given, or does what your own machine has a
   * script for. `sfn.script` overrules it.
   */
  afterRedrive?: TaskScriptEntry;
  /** How long the unsuccessful attempt took. Where a timeout of the Task ends it, that is its `TimeoutSeconds`. */
  takes?: number;
  /** Error as the history shows it. */
  error?: string;
  /** Cause as the history shows it. */
  cause?: string;
  /** Message of the thrown error, from which the recorded JSON cause of a Lambda function is made. */
  message?: string;
}

export type AnyOptionName = keyof AnyOptions;

/** Names of options that say where and when, whatever the mode. */
export const MODE_OPTIONS = ['input', 'executionName', 'stoppedAgo', 'startedAt', 'redriven'] as const;
/** Those of modes that bring their own state machine. */
export const OWN_MACHINE_OPTIONS = [
  ...MODE_OPTIONS,
  ...(['stateMachineName', 'statesBefore', 'statesAfter', 'events'] as const),
] as const;
/** Those of modes in which a Task is unsuccessful. */
export const TASK_OPTIONS = [
  ...OWN_MACHINE_OPTIONS,
  ...(['state', 'stateMachine', 'resource', 'retries', 'afterRedrive', 'takes'] as const),
] as const;
/** Those of modes in which a Task fails with an error. */
export const TASK_FAILURE_OPTIONS = [...TASK_OPTIONS, 'error', 'cause'] as const;
/** Those of the mode in which the whole execution runs out of time. */
export const TIMEOUT_OPTIONS = [...OWN_MACHINE_OPTIONS, 'state', 'resource', 'afterRedrive'] as const;
export const LAMBDA_FAILURE_OPTIONS = [...TASK_FAILURE_OPTIONS, 'message'] as const;
/** Those of modes in which a Fail state, StopExecution, or one Task that cannot be chosen names the error. */
export const NAMED_ERROR_OPTIONS = [...OWN_MACHINE_OPTIONS, 'error', 'cause'] as const;

/** Names without some of them. */
export function without<Name extends string, Left extends Name>(
  names: readonly Name[],
  ...left: readonly Left[]
): readonly Exclude<Name, Left>[] {
  return names.filter((name): name is Exclude<Name, Left> => !(left as readonly string[]).includes(name));
}

/** The value for one execution. */
export function forExecution<Value>(value: PerExecution<Value> | undefined, sequence: number): Value | undefined {
  return typeof value === 'function' ? (value as (sequence: number) => Value)(sequence) : value;
}

export type ResourceTest = (resource: ParsedResource) => boolean;
