import { TestkitError } from '../model/testkitError';
import type { Clock } from '../time/clock';
import { describePending } from './pending';
import type { ExecutionRecord } from './store';

/** Reads at one clock value without any progress, after which a polling loop is taken for endless. */
const MOST_IDLE_READS = 1_000;

/** Notices a polling loop that can not end, so that it does not hang a test run. */
export class PollWatch {
  private reads = 0;
  private lastTime = Number.NaN;
  private lastProgress = -1;

  constructor(private readonly clock: Clock) {}

  /** A read has shown `running` as RUNNING. */
  note(operation: string, running: readonly ExecutionRecord[], progress: number): void {
    const now = this.clock.now();
    const idle = now === this.lastTime && progress === this.lastProgress;
    this.reads = idle ? this.reads + 1 : 1;
    this.lastTime = now;
    this.lastProgress = progress;
    if (this.reads < MOST_IDLE_READS) return;
    this.reads = 0;
    throw new TestkitError({
      code: 'BUSY_POLLING',
      what: `${MOST_IDLE_READS} reads (the last: ${operation}) at one time of the clock have changed nothing.`,
      found: describePending(running),
      cure:
        'Move the clock (sfn.clock.advanceBy(…), jest.advanceTimersByTimeAsync(…)), answer the task, ' +
        'call sfn.settle({ skipTime: true }), or create the fake with timeSkipping: true.',
    });
  }
}
