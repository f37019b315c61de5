import type { RecordedEvent } from '../../model/historyEvent';
import type { Json, Payload } from '../../model/json';
import type { Agenda } from './agenda';
import type { Command } from './commands';
import type { Definition, QueryLanguage, Workflow, StateDefinition } from '../definition/definition';
import type { IntegrationPattern, ParsedResource, TaskKind } from '../definition/resource';
import type { TaskOutcome } from '../script/taskScript';

export type RunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An error as states and executions carry it; each member only if it is set. */
export interface ErrorAndCause {
  readonly error?: string;
  readonly cause?: string;
}

/** The error that a state fails with. */
export interface Failure extends ErrorAndCause {
  /** A lost heartbeat is recorded as States.Timeout and can be named States.HeartbeatTimeout too. */
  readonly heartbeat?: boolean;
}

/** What never changes in the course of an execution. */
export interface RunIdentity {
  readonly executionArn: string;
  readonly executionName: string;
  readonly stateMachineArn: string;
  /** The state machine itself, without version, alias or label. */
  readonly machineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: Definition;
  readonly input: Payload;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  /** Child of a Map Run: the name of the execution that its script is laid down for. */
  readonly scriptedAs?: string;
  /** Child of a Map Run: `Execution.Name` in the context object, where it differs from the API's name. */
  readonly contextName?: string;
  /** The whole context object, where a test of one state brings it with it. */
  readonly givenContext?: { readonly [name: string]: Json };
}

/** The course of one execution. Changed by the functions of `asl` alone, which are told the time. */
export interface Run extends RunIdentity {
  status: RunStatus;
  /** Epoch milliseconds. */
  startDate: number;
  stopDate?: number;
  redriveCount: number;
  redriveDate?: number;
  output?: Payload;
  error?: string;
  cause?: string;
  events: RecordedEvent[];
  /** The present of this execution: no event is stamped earlier. */
  time: number;
  root: Thread;
  /** Threads that can go on at once, first in, first out. */
  ready: ReadyStep[];
  /** How many of `ready` are done. */
  readyHead: number;
  /** Work that takes a moment: done when the service says so. */
  moments: Agenda;
  /** Work that has a time: due when the clock says so. */
  timers: Agenda;
  /** What the service has to execute on behalf of this execution. */
  commands: Command[];
  /** Open tasks that can be answered from outside, by task token. */
  openTasks: Map<string, Thread>;
  /** When tasks were aborted because a sibling failed, by task token: epoch milliseconds. */
  abortedTasks: Map<string, number>;
  /** How many entries of each scripted list this execution has used. */
  scriptUse: Map<object, number>;
  /** Threads that have ended and whose container, or the execution, has not taken note yet. */
  ended: Thread[];
  /** How many pieces of work were ever planned: they are done in this order, where nothing else decides. */
  workCount: number;
}

export interface ReadyStep {
  readonly thread: Thread;
  readonly action: 'go on' | 'start task';
  readonly epoch: number;
}

export type ThreadStatus = 'active' | 'succeeded' | 'failed' | 'aborted';

/** One line of control: the execution itself, a branch of a Parallel, an iteration of an inline Map. */
export interface Thread {
  readonly workflow: Workflow;
  readonly parent?: Thread;
  /** Index of the branch or iteration in its container. */
  readonly index: number;
  /** Indexes of the enclosing Map iterations, outermost first. */
  readonly mapPath: readonly number[];
  /** `$$.Map.Item` in an iteration. */
  readonly mapItem?: MapItem;
  status: ThreadStatus;
  /** The event that the next one hangs on: `previousEventId`. */
  stem: number;
  variables: Readonly<Record<string, Json>>;
  /** The state that is entered next, and its input. */
  next?: { readonly name: string; readonly input: Payload };
  /** The open state: entered, not exited. */
  frame?: Frame;
  output?: Payload;
  /** Why it failed. */
  failure?: Failure;
  /** How many states it has entered. */
  entries: number;
  /** Raised whenever the work that is pending for this thread is overtaken. */
  epoch: number;
}

/** `$$.Map.Item`. */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
  /** Of a pair of an object. */
  readonly key?: string;
  /** Distributed Map: where the item was found. */
  readonly source?: string;
}

/** An open state. */
export interface Frame {
  readonly name: string;
  readonly state: StateDefinition;
  readonly language: QueryLanguage;
  readonly enteredId: number;
  readonly enteredAt: number;
  /** previousEventId of the state's own Entered event: EvaluationFailed hangs on it. */
  readonly beforeEntered: number;
  readonly input: Payload;
  /** Of a Task: what its Resource stands for, once it was executed. */
  resource?: ParsedResource;
  /** Attempts of a Task in this entry, since the last redrive. */
  attempt: number;
  /** `$$.State.RetryCount`. */
  retryCount: number;
  /** Retries used, by index of the retrier. */
  retriesUsed: number[];
  /** `$$.Task.Token` of a `.sync`, `.waitForTaskToken` or activity task. */
  taskToken?: string;
  task?: TaskAttempt;
  container?: Container;
  /** Distributed Map: the MapStateStarted of this attempt. */
  mapStartedId?: number;
  /** Distributed Map: its Map Run, once there is one. */
  mapRun?: MapRunLink;
}

/** What a Distributed Map state knows of its Map Run; the rest is the service's. */
export interface MapRunLink {
  readonly mapRunArn: string;
  /** How often it was redriven. */
  redrives: number;
  /** It cannot be redriven: a redrive of the execution starts another one. */
  isVoid: boolean;
  /** The state waits for it. */
  isOpen: boolean;
}

/** One scheduled attempt of a Task. */
export interface TaskAttempt {
  readonly kind: TaskKind;
  readonly pattern: IntegrationPattern;
  readonly token: string;
  readonly resource: string;
  readonly resourceType: string;
  /** Effective input, as scheduled. */
  readonly input: Payload;
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
  readonly outcome: TaskOutcome;
  /** `states:startExecution*` of a machine that the fake has: it is run there. */
  readonly runsInFake: boolean;
  /** Epoch milliseconds of *Scheduled. */
  readonly scheduledAt: number;
  /** Epoch milliseconds of *Started. */
  startedAt?: number;
  lastHeartbeatAt?: number;
  result?: TaskResult;
}

export type TaskResult =
  { readonly kind: 'succeeded'; readonly output: Payload } | ({ readonly kind: 'failed' } & Failure);

/** The branches of a Parallel, or the iterations of an inline Map. */
export interface Container {
  /** Of a Map: the items, and what ItemSelector made of each. */
  readonly items: readonly ContainerItem[];
  readonly startedId: number;
  readonly concurrency: number;
  /** In order; iterations beyond have never started. */
  readonly children: Thread[];
  /** Children that have not succeeded yet. */
  remaining: number;
  /** What its success hangs on, and its exit, in a redrive too; 0 until the history says that all of them have. */
  completedStem: number;
}

export interface ContainerItem {
  readonly value: Json;
  readonly input: Payload;
}
