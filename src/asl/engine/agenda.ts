import { popItem, pushItem } from '../../model/heap';
import type { Thread } from './run';

export type WorkKind =
  'outcome' | 'call the fake' | 'timeout' | 'heartbeat' | 'wait' | 'retry' | 'execution timeout' | 'open too long';

/** A piece of work that is due at some instant. */
export interface Work {
  readonly due: number;
  /** Among work due at one instant, lower goes first. */
  readonly order: number;
  readonly sequence: number;
  readonly kind: WorkKind;
  readonly thread: Thread;
  readonly epoch: number;
  /** Arrives before the workflow has acted upon the work before it. */
  readonly withPrevious: boolean;
}

/** A binary heap of work, soonest first. */
export interface Agenda {
  heap: Work[];
}

export function emptyAgenda(): Agenda {
  return { heap: [] };
}

function before(left: Work, right: Work): boolean {
  if (left.due !== right.due) return left.due < right.due;
  if (left.order !== right.order) return left.order < right.order;
  return left.sequence < right.sequence;
}

export function addWork({ heap }: Agenda, work: Work): void {
  pushItem(heap, work, before);
}

/** Work is overtaken when its thread has moved on since. */
export function isOvertaken(work: Work): boolean {
  return work.epoch !== work.thread.epoch;
}

/** The soonest work that is not overtaken; it stays on the agenda. */
export function peekWork(agenda: Agenda): Work | undefined {
  for (let first = agenda.heap[0]; first !== undefined; first = agenda.heap[0]) {
    if (!isOvertaken(first)) return first;
    popItem(agenda.heap, before);
  }
  return undefined;
}

export function takeWork(agenda: Agenda): Work | undefined {
  const first = peekWork(agenda);
  if (first !== undefined) popItem(agenda.heap, before);
  return first;
}
