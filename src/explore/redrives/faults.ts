import { fails, heartbeatTimesOut, neverEnds, timesOut } from '../../asl/script/scripting';
import type { TaskOutcome } from '../../asl/script/taskScript';

/** What a search does to one attempt of a task. */
export type TaskFault =
  'fails-before-effect' | 'fails-after-effect' | 'answer-lost' | 'heartbeat-lost' | 'workflow-times-out';

/** One fault of a course. Attempts and events are counted over the whole course, redrives included. */
export type PlannedFault =
  | {
      readonly kind: TaskFault;
      /** Which attempt, from 1 in the order in which they were scheduled. */
      readonly attempt: number;
      /** It takes effect after the healthy attempts up to this number were answered; those behind it are still in flight. */
      readonly after: number;
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

/** Whether the task has done its work although its attempt is not a success. */
export function hasEffect(kind: TaskFault): boolean {
  return kind !== 'fails-before-effect';
}

/** What the attempt comes to. Explored faults have a name of their own, so that a retrier for one error does not take them by chance. */
export function outcomeOfFault(kind: TaskFault, error: string, order: number): TaskOutcome {
  const base = { cause: 'placed by exploreRedrives' };
  switch (kind) {
    case 'fails-before-effect':
    case 'fails-after-effect':
      return inOrder(fails(error, base.cause), order);
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
