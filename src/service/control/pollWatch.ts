import { TestkitError } from '../../model/testkitError';
import type { Clock } from '../../time/clock';
import { minutes } from '../../time/duration';
import { describePending } from './pending';
import type { ExecutionRecord } from '../store';

/** How often the same read may be made at one clock value without any progress; then the loop is taken for endless. */
const MOST_IDLE_READS = 1_000;

/** The same while the clock goes on. */
const MOST_IDLE_READS_AT_ALL = 10_000;

/**
 * If so many reads take less time of the clock, it goes on by itself: a loop that sleeps needs longer than a test has, one that does not
 * keeps every timer from firing, the runner's included. If they take more, the test moves the clock, towards whatever is due.
 */
const TIME_OF_A_BUSY_LOOP = minutes(2);

interface Count {
  atOnce: number;
  atAll: number;
  since: number;
  time: number;
}

/** Notices a polling loop that cannot end, so that it does not hang a test run. Different reads are different loops. */
export class PollWatch {
  private readonly counts = new Map<string, Count>();
  private progress = -1;

  constructor(private readonly clock: Clock) {}

  /**
   * A read has been answered.
   *
   * @param read Operation and input.
   * @param seen What it has shown, or looked at in vain.
   * @param progress Changes whenever anything happens in the fake.
   * @param isDue Whether anything in the fake will happen by time alone.
   * @throws TestkitError `BUSY_POLLING`
   */
  note(read: string, seen: readonly ExecutionRecord[], progress: number, isDue: () => boolean): void {
    if (progress !== this.progress) this.forget();
    this.progress = progress;
    const time = this.clock.now();
    const count = this.counts.get(read) ?? { atOnce: 0, atAll: 0, since: time, time };
    this.counts.set(read, count);
    count.atOnce = count.time === time ? count.atOnce + 1 : 1;
    count.atAll += 1;
    count.time = time;
    if (count.atOnce >= MOST_IDLE_READS) this.refuse(read, seen, `${MOST_IDLE_READS} reads at one time of the clock`);
    if (count.atAll < MOST_IDLE_READS_AT_ALL) return;
    const isBusy = time - count.since < TIME_OF_A_BUSY_LOOP;
    if (isBusy || !isDue()) this.refuse(read, seen, `${MOST_IDLE_READS_AT_ALL} reads`);
    this.counts.delete(read);
  }

  /** What comes now is another loop. */
  forget(): void {
    this.counts.clear();
  }

  private refuse(read: string, seen: readonly ExecutionRecord[], reads: string): never {
    this.forget();
    const isOpen = seen.some(({ run }) => run.status === 'RUNNING');
    throw new TestkitError({
      code: 'BUSY_POLLING',
      what: `${reads} have changed nothing: ${read}`,
      found: isOpen ? describePending(seen) : describeClosed(seen),
      hint: isOpen ? CURE_IF_OPEN : CURE_IF_CLOSED,
    });
  }
}

const CURE_IF_OPEN =
  'Move the clock (sfn.clock.advanceBy(…), jest.advanceTimersByTimeAsync(…)), answer the task, ' +
  'call sfn.settle({ skipTime: true }), or create the fake with timeSkipping: true.';

const CURE_IF_CLOSED =
  'Let the loop end for every status an execution can close with, and after some time; a closed execution changes only by a redrive.';

const MOST_NAMED = 5;

function describeClosed(seen: readonly ExecutionRecord[]): string {
  if (seen.length === 0) return 'Nothing is running that it could find.';
  const named = seen.slice(0, MOST_NAMED).map(({ run }) => `  ${run.executionArn} is ${run.status}`);
  const more = seen.length > named.length ? [`  … and ${seen.length - named.length} more`] : [];
  return ['Nothing of it is running:', ...named, ...more].join('\n');
}
