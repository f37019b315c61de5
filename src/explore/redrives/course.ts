import type { RecordedEvent } from '../../model/historyEvent';
import type { Payload } from '../../model/json';
import type { RunStatus } from '../../asl/engine/run';
import { hasEffect, type PlannedFault, type TaskFault } from './faults';

/** What became of an attempt: its answer arrived, a fault was placed at it, or it was still in flight when its branch was ended. */
export type AttemptEnd = 'succeeded' | 'in flight' | TaskFault;

/** One scheduled attempt of a task in a course. */
export interface ExploredAttempt {
  /** From 1, in the order in which the attempts of the course were scheduled. */
  readonly number: number;
  readonly stateName: string;
  /** The state and where it runs: which iteration, which child of a Map Run. */
  readonly slot: string;
  /** Effective input, as text. */
  readonly input: string;
  /** The idempotency key of its effect; undefined for a task without one. */
  readonly key: string | undefined;
  readonly executionArn: string;
  /** How often the execution had been redriven. */
  readonly redriveCount: number;
  end: AttemptEnd;
  /** Whether the task has begun its work: a stop may come before. */
  hasStarted: boolean;
  /** Id of the event that ended it; undefined while it is in flight. */
  endedAt: number | undefined;
  /** The last attempt of its execution that was scheduled before it ended. */
  lastBefore: number;
}

/** A call of the ItemReader or the ResultWriter of a Distributed Map in a course. */
export interface ExploredMapRunCall {
  /** From 1, in the order in which they were asked for. */
  readonly number: number;
  readonly stateName: string;
  readonly role: 'reader' | 'writer';
  /** How many attempts of tasks had been scheduled. */
  readonly attempts: number;
  /** How many events the history of the execution had. */
  readonly events: number;
}

/** How the execution closed, before a redrive or for good. */
export interface Closing {
  readonly status: RunStatus;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** How many events the history had. */
  readonly events: number;
  /** How many attempts had been scheduled. */
  readonly attempts: number;
  /** How many calls of ItemReaders and ResultWriters there had been. */
  readonly calls: number;
}

/** One explored run of the workflow, with its faults and redrives. */
export interface ExploredCourse {
  readonly plan: readonly PlannedFault[];
  readonly attempts: readonly ExploredAttempt[];
  readonly calls: readonly ExploredMapRunCall[];
  readonly closings: readonly Closing[];
  readonly output: Payload | undefined;
  readonly events: readonly RecordedEvent[];
  /** Why it could not be redriven, if that ended it. */
  readonly refusal: string | undefined;
}

export function finalStatus({ closings }: ExploredCourse): RunStatus {
  return closings.at(-1)!.status;
}

/** The attempts whose work was done, in order. */
export function effectsOf({ attempts }: ExploredCourse): ExploredAttempt[] {
  return attempts.filter(
    ({ end, hasStarted }) => hasStarted && (end === 'succeeded' || end === 'in flight' || hasEffect(end)),
  );
}

/** Items by their key, in the order of its first appearance. */
export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
