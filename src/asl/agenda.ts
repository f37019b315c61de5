import type { Thread } from './run';

export type WorkKind =
  | 'outcome'
  | 'call the fake'
  | 'map run'
  | 'timeout'
  | 'heartbeat'
  | 'wait'
  | 'retry'
  | 'execution timeout'
  | 'open too long';

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
  let at = heap.length;
  heap.push(work);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(work, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = work;
}

function removeFirst({ heap }: Agenda): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
    if (!before(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
}

/** Work is overtaken when its thread has moved on since. */
export function isOvertaken(work: Work): boolean {
  return work.epoch !== work.thread.epoch;
}

/** The soonest work that is not overtaken; it stays on the agenda. */
export function peekWork(agenda: Agenda): Work | undefined {
  for (let first = agenda.heap[0]; first !== undefined; first = agenda.heap[0]) {
    if (!isOvertaken(first)) return first;
    removeFirst(agenda);
  }
  return undefined;
}

export function takeWork(agenda: Agenda): Work | undefined {
  const first = peekWork(agenda);
  if (first !== undefined) removeFirst(agenda);
  return first;
}
