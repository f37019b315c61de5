import type { Definition } from '../asl/definition/definition';
import type { ItemReaderEntry, ResultWriterEntry } from '../asl/script/mapRunScript';
import type { TaskScriptEntry } from '../asl/script/taskScript';
import type { RedriveToken } from '../rules/idempotency';
import type { Run } from '../asl/engine/run';
import type { MapRunRecord } from './mapRuns/record';

export type StateMachineType = 'STANDARD' | 'EXPRESS';

/** One revision of a state machine: what UpdateStateMachine replaces and an execution keeps. */
export interface StateMachineRevision {
  /** Absent for the first revision, as on AWS. */
  readonly revisionId?: string;
  readonly definitionText: string;
  readonly definition: Definition;
  readonly roleArn: string;
  /** Epoch milliseconds. */
  readonly updateDate: number;
  readonly loggingConfiguration: Readonly<Record<string, unknown>>;
  readonly tracingConfiguration: Readonly<Record<string, unknown>>;
  readonly encryptionConfiguration: Readonly<Record<string, unknown>>;
}

export interface StateMachineVersion {
  readonly arn: string;
  readonly number: number;
  readonly revision: StateMachineRevision;
  readonly creationDate: number;
  readonly description?: string;
}

export interface StateMachineAlias {
  readonly arn: string;
  readonly name: string;
  /** Of two aliases the newer has the greater one. */
  readonly sequence: number;
  description?: string;
  routing: readonly { readonly stateMachineVersionArn: string; readonly weight: number }[];
  readonly creationDate: number;
  /** Absent before the first update. */
  updateDate?: number;
}

export interface StateMachineRecord extends MachineScripts {
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly creationDate: number;
  /** A recipe has brought it. */
  readonly isSeeded?: boolean;
  /** Epoch milliseconds of DeleteStateMachine; absent while ACTIVE. */
  deletedAt?: number;
  /** The newest last; never empty. */
  revisions: StateMachineRevision[];
  versions: StateMachineVersion[];
  /** Version numbers are never reused. */
  nextVersion: number;
  aliases: StateMachineAlias[];
  tags: Record<string, string>;
}

export interface ActivityRecord {
  readonly arn: string;
  readonly name: string;
  readonly creationDate: number;
  readonly encryptionConfiguration: Readonly<Record<string, unknown>>;
  tags: Record<string, string>;
}

/** An execution that a task of another one has started and waits for. */
export interface NestedLink {
  readonly parentArn: string;
  readonly token: string;
  readonly pattern: 'sync' | 'sync:2';
}

/** An execution: its run, which says who it is, and what the service keeps beside it. */
export interface ExecutionRecord {
  /** The revision that the first attempt started with: a redrive keeps it. */
  readonly revision: StateMachineRevision;
  readonly traceHeader?: string;
  /** Standard child of a Map Run, or Express child: who dispatched it. */
  readonly mapRunArn?: string;
  readonly label?: string;
  /** Child of a Map Run: its place among the children, from 0. */
  readonly childIndex?: number;
  /** Child of a Map Run: its Map Run was redriven, and it waits for its turn. */
  pendingRedrive?: boolean;
  /** Its names, its history, its status and its open states. */
  run: Run;
  /** ARNs of the Map Runs that it has started, in this order. */
  mapRuns: string[];
  /** Client tokens that redrove it, oldest first. */
  tokens: RedriveToken[];
  nestedIn?: NestedLink;
  /** Of two executions that one has the greater which was started or redriven last. */
  sequence: number;
  /** Operations that have shown it RUNNING since its start or its last redrive. */
  shownRunningBy: Set<string>;
}

/** What an execution begins with, beside its run. */
export type ExecutionOrigin = Pick<ExecutionRecord, 'revision' | 'traceHeader' | 'mapRunArn' | 'label' | 'childIndex'>;

export function newRecord(run: Run, sequence: number, origin: ExecutionOrigin): ExecutionRecord {
  return { ...origin, run, mapRuns: [], tokens: [], sequence, shownRunningBy: new Set() };
}

/** What a test scripts: what the entries of each kind are. */
export interface ScriptEntries {
  tasks: TaskScriptEntry;
  itemReaders: ItemReaderEntry;
  resultWriters: ResultWriterEntry;
}

/** Outcomes of a single execution and of its children in Map Runs, by the names of states. */
export type ExecutionScript = { readonly [Kind in keyof ScriptEntries]: Readonly<Record<string, ScriptEntries[Kind]>> };

/** Outcomes of all executions of a state machine, by the names of states; replaced entry by entry by `sfn.script`. */
export type MachineScripts = { [Kind in keyof ScriptEntries]: Map<string, ScriptEntries[Kind]> };

/** All state of one fake. Nothing else in the service is changed by an operation. */
export interface Store {
  /** The last number that {@link nextSequence} has given out. */
  sequence: number;
  stateMachines: Map<string, StateMachineRecord>;
  executions: Map<string, ExecutionRecord>;
  mapRuns: Map<string, MapRunRecord>;
  activities: Map<string, ActivityRecord>;
  /** ARNs of the executions that are RUNNING. */
  open: Set<string>;
  /** Task outcomes of single executions, which recipes have laid down; they go before those of the machine. */
  scripts: Map<string, ExecutionScript>;
  /** ARNs of the state machines that are being deleted. */
  deleting: Set<string>;
  /** Every task token that was ever issued: whose it is, and what a refusal names. */
  taskTokens: Map<string, { readonly executionArn: string; readonly resource: string }>;
}

export function emptyStore(): Store {
  return {
    sequence: 0,
    stateMachines: new Map(),
    executions: new Map(),
    mapRuns: new Map(),
    activities: new Map(),
    open: new Set(),
    scripts: new Map(),
    deleting: new Set(),
    taskTokens: new Map(),
  };
}

/** A number greater than all before: it orders what happens at one instant. */
export function nextSequence(store: Store): number {
  store.sequence += 1;
  return store.sequence;
}
