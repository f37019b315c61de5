import type { Driver } from './driver';
import type { ResolvedOptions } from './options';
import { PollWatch } from './pollWatch';
import type { ExecutionRecord } from './store';
import { skipToNext } from './timeSkipping';

/**
 * When work that takes "a moment" is done: by a read of an operation that has shown the execution RUNNING before, by `settle`, and before the
 * clock is moved. Writes act on what was last shown.
 */
export class Progress {
  private readonly polls: PollWatch;

  constructor(
    private readonly driver: Driver,
    private readonly options: Pick<ResolvedOptions, 'clock' | 'timeSkipping'>,
  ) {
    this.polls = new PollWatch(options.clock);
  }

  /** Before a read answers: of what is in its scope, that goes on which the same operation has shown RUNNING. */
  advanceShown(operation: string, records: readonly ExecutionRecord[]): void {
    const { clock, timeSkipping } = this.options;
    const again = records.filter(
      ({ run, shownRunningBy }) => run.status === 'RUNNING' && shownRunningBy.has(operation),
    );
    if (again.length === 0) return;
    this.driver.goOn(clock.now(), again);
    if (timeSkipping && again.some(({ run }) => run.status === 'RUNNING') && skipToNext(this.driver, clock)) {
      this.driver.goOn(clock.now(), again);
    }
  }

  /** After a read: what it has shown RUNNING. */
  show(operation: string, records: readonly ExecutionRecord[]): void {
    const running = records.filter(({ run }) => run.status === 'RUNNING');
    for (const { shownRunningBy } of running) shownRunningBy.add(operation);
    if (running.length > 0) this.polls.note(operation, running, this.driver.progress);
  }

  /** Completes all that takes a moment; with `skipTime` also what waits for a time that nobody can beat. */
  complete({ skipTime = false }: { skipTime?: boolean } = {}): void {
    const { clock } = this.options;
    let moved = true;
    while (moved) {
      this.driver.goOn(clock.now(), this.driver.open());
      moved = skipTime && skipToNext(this.driver, clock);
    }
  }
}
