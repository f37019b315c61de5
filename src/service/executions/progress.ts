import type { Driver } from '../driver';
import { goOnWithMapRun, noteShown, someOpenChildren, wasShown } from '../mapRuns/reads';
import { statusOf, type MapRunRecord } from '../mapRuns/record';
import type { ResolvedOptions } from '../options';
import { PollWatch } from '../control/pollWatch';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord, Store } from '../store';
import { newestMove, type Move } from '../../time/moves';
import { isDueByTime, skipToNext } from './timeSkipping';

/** What a read has in its scope, if only in vain. */
export interface Shown {
  readonly executions: ExecutionRecord[];
  readonly mapRuns: MapRunRecord[];
}

/**
 * When work that takes "a moment" is done: by a read of an operation that has shown the execution RUNNING before, by `settle`, and before the
 * clock is moved. Writes act on what was last shown.
 */
export class Progress {
  private readonly polls: PollWatch;
  /** The last move of the clock that was followed. */
  seen: Move;

  constructor(
    private readonly driver: Driver,
    private readonly options: Pick<ResolvedOptions, 'clock' | 'timeSkipping'>,
  ) {
    this.polls = new PollWatch(options.clock);
    this.seen = newestMove(options.clock);
  }

  /** Completes what took a moment before each move of the clock since this was last asked. */
  followClock(): void {
    for (let move = this.seen.next; move !== undefined; move = move.next) {
      this.seen = move;
      this.driver.goOn(move.at, this.driver.open());
    }
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

  /** The same for a Map Run, and the children in it. */
  advanceMapRun(operation: string, record: MapRunRecord, context: OperationContext): void {
    const { clock, timeSkipping } = this.options;
    if (!wasShown(record, operation)) return;
    goOnWithMapRun(record, context);
    if (timeSkipping && statusOf(record) === 'RUNNING' && skipToNext(this.driver, clock))
      goOnWithMapRun(record, context);
  }

  /** After a read (operation and input as text): what it has shown RUNNING. */
  show(read: string, operation: string, { executions, mapRuns }: Shown, { executions: all }: Store): void {
    const running = executions.filter(({ run }) => run.status === 'RUNNING');
    for (const { shownRunningBy } of running) shownRunningBy.add(operation);
    for (const mapRun of mapRuns) {
      noteShown(mapRun, operation);
      if (statusOf(mapRun) === 'RUNNING') running.push(all.get(mapRun.executionArn)!, ...someOpenChildren(mapRun, all));
    }
    const seen = running.length > 0 ? running : executions;
    this.polls.note(read, seen, this.driver.progress, () =>
      this.driver.open().some((record) => isDueByTime(record, this.driver)),
    );
  }

  /** The state of the fake was replaced. */
  forget(): void {
    this.polls.forget();
    this.seen = newestMove(this.options.clock);
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
