import type { Work, WorkKind } from './agenda';
import type { Run, Thread } from './run';
import type { OutcomeOptions } from '../script/taskScript';

/**
 * Work for a thread as it stands now: overtaken as soon as the thread moves on. Clocks show whole milliseconds: what is
 * due between two of them is done at the second, else nobody who moves the clock to it would ever reach it.
 */
export function newWork(run: Run, thread: Thread, kind: WorkKind, due: number, options: OutcomeOptions = {}): Work {
  run.workCount += 1;
  return {
    due: Math.ceil(due),
    order: options.order ?? run.workCount,
    sequence: run.workCount,
    kind,
    thread,
    epoch: thread.epoch,
    withPrevious: options.withPrevious ?? false,
  };
}
