import { fails, heartbeatTimesOut, neverEnds, timesOut } from '../../asl/script/scripting';
import {
  readerFails,
  writerFails,
  writerRefused,
  type ItemReaderOutcome,
  type ResultWriterOutcome,
} from '../../asl/script/mapRunScript';
import type { TaskOutcome } from '../../asl/script/taskScript';

/** What a search does to one attempt of a task. */
export type TaskFault =
  'fails-before-effect' | 'fails-after-effect' | 'answer-lost' | 'heartbeat-lost' | 'workflow-times-out';

/** What a search does to the ItemReader and to the ResultWriter of a Distributed Map, each time that it is asked for. */
export type MapRunFault = 'reader-fails' | 'writer-refused' | 'writer-fails';

/** One fault of a course. Attempts, events and calls are counted over the whole course, redrives included. */
export type PlannedFault =
  | {
      readonly kind: TaskFault;
      /** Which attempt, from 1 in the order in which they were scheduled. */
      readonly attempt: number;
      /** It takes effect after the healthy attempts up to this number were answered; those behind it are still in flight. */
      readonly after: number;
    }
  | {
      readonly kind: MapRunFault;
      /** Which call of an ItemReader or a ResultWriter, from 1 in the order in which the Map Runs asked for them. */
      readonly call: number;
    }
  | {
      readonly kind: 'stopped';
      /** The history then has this many events, ExecutionAborted not counted. */
      readonly events: number;
    };

/** How a fault reads after the name of its state. */
export const FAULT_PHRASES: Readonly<Record<TaskFault, string>> = {
  'fails-before-effect': 'failed before doing anything',
  'fails-after-effect': 'failed after it had done its work',
  'answer-lost': 'did its work, and its answer was lost',
  'heartbeat-lost': 'did its work, and its heartbeat was lost',
  'workflow-times-out': 'was in flight when the execution timed out',
};

/** How a fault reads before the name of its Map state, and after it. */
export const MAP_RUN_FAULT_PHRASES: Readonly<Record<MapRunFault, readonly [before: string, after: string]>> = {
  'reader-fails': ['the ItemReader of', 'failed'],
  'writer-refused': ['the test write of', 'was refused'],
  'writer-fails': ['the results of', 'could not be written'],
};

/** Whether the task has done its work although its attempt is not a success. */
export function hasEffect(kind: TaskFault): boolean {
  return kind !== 'fails-before-effect';
}

const PLACED = 'placed by exploreRedrives';

/** What the attempt comes to. Explored faults have a name of their own, so that a retrier for one error does not take them by chance. */
export function outcomeOfFault(kind: TaskFault, error: string, order: number): TaskOutcome {
  switch (kind) {
    case 'fails-before-effect':
    case 'fails-after-effect':
      return inOrder(fails(error, PLACED), order);
    case 'answer-lost':
      return inOrder(timesOut(), order);
    case 'heartbeat-lost':
      return inOrder(heartbeatTimesOut(), order);
    case 'workflow-times-out':
      return neverEnds();
  }
}

/** The same outcome at its place among those that are due at one instant, and at once: the search rules time. */
export function inOrder(outcome: TaskOutcome, order: number): TaskOutcome {
  const { after: _, ...options } = outcome.options;
  return Object.freeze({ ...outcome, options: Object.freeze({ ...options, order }) });
}

/** What the ItemReader or the ResultWriter comes to, with the error that AWS has for it: workflows catch it by name. */
export function outcomeOfMapRunFault(kind: 'reader-fails'): ItemReaderOutcome;
export function outcomeOfMapRunFault(kind: 'writer-refused' | 'writer-fails'): ResultWriterOutcome;
export function outcomeOfMapRunFault(kind: MapRunFault): ItemReaderOutcome | ResultWriterOutcome {
  if (kind === 'reader-fails') return readerFails(undefined, PLACED);
  return kind === 'writer-refused' ? writerRefused(PLACED) : writerFails(undefined, PLACED);
}
