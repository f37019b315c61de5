import { popItem, pushItem } from '../../model/heap';
import { seconds } from '../../time/duration';
import type { OutcomeOptions } from '../script/taskScript';
import type { Run, Thread } from './run';
import type { Turn } from './step';

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

/**
 * Plans work for a thread as it stands now: overtaken as soon as the thread moves on. Clocks show whole milliseconds: what is due
 * between two of them is done at the second, else nobody who moves the clock to it would ever reach it.
 *
 * @param agenda `run.timers` for work that has a time, `run.moments` for work that takes "a moment".
 */
export function plan(
  run: Run,
  agenda: Agenda,
  thread: Thread,
  kind: WorkKind,
  due: number,
  arrival: OutcomeOptions = {},
): void {
  run.workCount += 1;
  const work = {
    due: Math.ceil(due),
    order: arrival.order ?? 0,
    sequence: run.workCount,
    kind,
    thread,
    epoch: thread.epoch,
    withPrevious: arrival.withPrevious ?? false,
  };
  if (agenda.heap.length === 0) agenda.heap.push(work);
  else pushItem(agenda.heap, work, before);
}

/** No thread of a run, so that nothing which the execution does overtakes its deadline. */
const CLOCK: Thread = Object.freeze({
  workflow: Object.freeze({ StartAt: '', States: Object.freeze({}) }),
  index: 0,
  mapPath: Object.freeze([]),
  status: 'active',
  stem: 0,
  variables: Object.freeze({}),
  entries: 0,
  epoch: 0,
});

/**
 * When the execution is out of time: TimeoutSeconds from the start or the last redrive, one year from the first start, five minutes if it
 * is Express.
 *
 * @documented [redrive.machine-timeout] TimeoutSeconds of the state machine starts anew. {redrive-behavior}
 */
export function planEndOfTime({ run, env }: Turn): void {
  const { TimeoutSeconds } = run.definition;
  const longest =
    run.type === 'EXPRESS' ? run.time + env.limits.expressExecutionTime : run.startDate + env.limits.executionTime;
  plan(run, run.timers, CLOCK, 'open too long', longest);
  if (TimeoutSeconds !== undefined)
    plan(run, run.timers, CLOCK, 'execution timeout', run.time + seconds(TimeoutSeconds));
}

/** Work is overtaken when its thread has moved on since. */
export function isOvertaken(work: Work): boolean {
  return work.epoch !== work.thread.epoch;
}

/** The soonest work that is not overtaken; it stays on the agenda. */
export function peekWork(agenda: Agenda): Work | undefined {
  for (let first = agenda.heap[0]; first !== undefined; first = agenda.heap[0]) {
    if (first.epoch === first.thread.epoch) return first;
    popItem(agenda.heap, before);
  }
  return undefined;
}

export function takeWork(agenda: Agenda): Work | undefined {
  const first = peekWork(agenda);
  if (first !== undefined) popItem(agenda.heap, before);
  return first;
}
