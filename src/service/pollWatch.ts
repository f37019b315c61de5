import { TestkitError } from '../model/testkitError';
import type { Clock } from '../time/clock';
import { describePending } from './pending';
import type { ExecutionRecord } from './store';

/** Reads at one clock value without any progress, after which a polling loop is taken for endless. */
const MOST_IDLE_READS = 1_000;

/**
 * Reads without any progress while the clock goes on by itself, after which a polling loop is taken for endless: one that
 * sleeps needs longer for them than a test has, one that does not keeps every timer from firing, the runner's included.
 */
const MOST_IDLE_READS_AT_ALL = 10_000;

/** Notices a polling loop that can not end, so that it does not hang a test run. */
export class PollWatch {
  private readsAtOnce = 0;
  private readsAtAll = 0;
  private lastTime = Number.NaN;
  private lastProgress = -1;

  constructor(private readonly clock: Clock) {}

  /** A read has shown `running` as RUNNING. */
  note(operation: string, running: readonly ExecutionRecord[], progress: number): void {
    const now = this.clock.now();
    if (progress !== this.lastProgress) this.readsAtAll = 0;
    if (progress !== this.lastProgress || now !== this.lastTime) this.readsAtOnce = 0;
    this.lastTime = now;
    this.lastProgress = progress;
    this.readsAtAll += 1;
    this.readsAtOnce += 1;
    if (this.readsAtOnce >= MOST_IDLE_READS)
      this.refuse(operation, running, `${MOST_IDLE_READS} reads`, ' at one time of the clock');
    if (this.readsAtAll >= MOST_IDLE_READS_AT_ALL)
      this.refuse(operation, running, `${MOST_IDLE_READS_AT_ALL} reads`, '');
  }

  private refuse(operation: string, running: readonly ExecutionRecord[], reads: string, when: string): never {
    this.readsAtOnce = 0;
    this.readsAtAll = 0;
    throw new TestkitError({
      code: 'BUSY_POLLING',
      what: `${reads} (the last: ${operation})${when} have changed nothing.`,
      found: describePending(running),
      cure:
        'Move the clock (sfn.clock.advanceBy(…), jest.advanceTimersByTimeAsync(…)), answer the task, ' +
        'call sfn.settle({ skipTime: true }), or create the fake with timeSkipping: true.',
    });
  }
}
