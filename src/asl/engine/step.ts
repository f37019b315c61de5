import type { IdSource } from '../../model/idSource';
import type { TestkitError } from '../../model/testkitError';
import type { Limits } from '../../rules/limits';
import type { ParsedResource } from '../definition/resource';
import type { ItemReaderEntry, ResultWriterEntry } from '../script/mapRunScript';
import type { TaskCall, TaskOutcome, TaskScriptEntry } from '../script/taskScript';
import type { Frame, Run, Thread } from './run';

/** What has happened at a state, beside what its history says: which of its ways was taken. */
export type Happening =
  | 'entered'
  | 'failed'
  | 'timed out'
  | 'lost its heartbeat'
  /** A redrive has gone on from it. */
  | 'resumed'
  | 'Default'
  | `Choices[${number}]`
  | `Retry[${number}]`
  | `Catch[${number}]`
  | `to ${string}`;

/** What a run is told by whoever drives it. */
export interface Environment {
  readonly limits: Limits;
  readonly ids: IdSource;
  readonly region: string;
  /** The script of a Task state, if it has one. */
  scriptOf(run: Run, stateName: string): TaskScriptEntry | undefined;
  /** What the ItemReader of a Distributed Map comes to; one without a script is misuse. */
  itemReaderOf(run: Run, stateName: string): ItemReaderEntry | undefined;
  /** What the ResultWriter of a Distributed Map comes to; one without a script writes. */
  resultWriterOf(run: Run, stateName: string): ResultWriterEntry | undefined;
  /** What a task without a script does. */
  unscripted(run: Run, call: TaskCall, resource: ParsedResource): TaskOutcome;
  /** A task token that was never issued before, for a task of this resource. */
  newTaskToken(run: Run, resource: string): string;
  activityExists(arn: string): boolean;
  /** Something has happened at a state; of a whole execution, the state is ''. Absent: nobody counts. */
  note?: ((run: Run, state: string, what: Happening) => void) | undefined;
  /** A stop that comes just before an event of an execution, for a search that stops it everywhere. */
  stop?: { readonly executionArn: string; readonly eventId: number } | undefined;
  /** Whether the state machine of a run is being deleted; absent: never. */
  isBeingDeleted?(run: Run): boolean;
  /** Misuse of the kit that was found while the run went on: it is shown to whoever made it go on. */
  reportMisuse(run: Run, error: TestkitError): void;
}

/** A run whose turn it is, and what it is told by whoever drives it. */
export interface Turn {
  readonly run: Run;
  readonly env: Environment;
}

/** A thread of the run in its open state: what executing, leaving and failing a state is about. */
export interface Step extends Turn {
  readonly thread: Thread;
  readonly frame: Frame;
}

export function stepOf({ run, env }: Turn, thread: Thread): Step {
  const { frame } = thread;
  if (frame === undefined) throw new Error('a thread between two states was asked for its open state');
  return { run, env, thread, frame };
}
