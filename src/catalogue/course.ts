import type { ErrorAndCause } from '../asl/engine/run';
import type { ItemReaderScript, ResultWriterScript } from '../asl/script/mapRunScript';
import type { TaskScript } from '../asl/script/taskScript';

/** How one attempt goes: the first run, or a redrive. Durations are milliseconds. */
export interface Attempt {
  /** Outcomes of this attempt alone, by the name of the Task state. */
  readonly tasks: TaskScript;
  /** Outcomes of readers and writers of Distributed Maps, by the name of the Map state. */
  readonly itemReaders?: ItemReaderScript;
  readonly resultWriters?: ResultWriterScript;
  /** What the role of the state machine may not do meanwhile. */
  readonly denied?: 'states:StartExecution' | 'states:RedriveExecution';
  /** How long nothing happens between the end of the attempt before and this redrive. */
  readonly pause?: number;
  /** StopExecution that long after the attempt has come to a state. */
  readonly stop?: { readonly after: number; readonly in: string } & ErrorAndCause;
  /** The attempt is still going on that long after it has begun: the course ends there. */
  readonly openAfter?: number;
}

/** The attempts of an execution, the first run first. */
export type PlannedCourse = readonly [Attempt, ...Attempt[]];
