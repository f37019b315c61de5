import { peekWork, type Work } from '../../asl/engine/agenda';
import { forEachOpenThread } from '../../asl/engine/endings';
import type { Run } from '../../asl/engine/run';
import type { Clock } from '../../time/clock';
import type { Driver } from '../driver';
import { dueOf } from '../mapRuns/record';
import type { ExecutionRecord } from '../store';

/**
 * Moves the clock to the next work that has a time, if nothing that a test could still do would come before it.
 *
 * @returns whether it moved.
 */
export function skipToNext(driver: Driver, clock: Clock): boolean {
  const next = driver
    .open()
    .flatMap((record) => timersOf(record, driver))
    .reduce<Timer | undefined>(
      (first, each) => (first === undefined || each.due < first.due ? each : first),
      undefined,
    );
  if (next === undefined || !next.isCertain() || next.due <= clock.now()) return false;
  clock.advanceTo(next.due);
  driver.goOn(clock.now());
  return true;
}

/** Whether the clock alone will move an execution on, before the one-year limit. */
export function isDueByTime(record: ExecutionRecord, driver: Driver): boolean {
  const { type, timers } = record.run;
  const next = peekWork(timers);
  if (next !== undefined && (next.kind !== 'open too long' || type === 'EXPRESS')) return true;
  return driver.mapRunsOf(record).some((mapRun) => dueOf(mapRun) !== undefined);
}

interface Timer {
  readonly due: number;
  isCertain(): boolean;
}

/** What an execution and its Map Runs have to do next that has a time. */
function timersOf(record: ExecutionRecord, driver: Driver): Timer[] {
  const work = peekWork(record.run.timers);
  const own = work === undefined ? [] : [{ due: work.due, isCertain: () => isCertain(record.run, work) }];
  const mapRuns = driver.mapRunsOf(record).flatMap((mapRun) => dueOf(mapRun) ?? []);
  return [...own, ...mapRuns.map((due) => ({ due, isCertain: () => true }))];
}

/** A timeout is certain if no worker, task token or `sfn.script` can beat it; the one-year limit is never skipped to. */
function isCertain(run: Run, { kind, thread }: Work): boolean {
  switch (kind) {
    case 'open too long':
      // Five minutes, of an Express execution.
      return run.type === 'EXPRESS' && !hasOpenAnswer(run);
    case 'timeout':
    case 'heartbeat':
      return !waitsForAnswer(thread.frame?.task?.outcome.kind, thread.frame?.task?.runsInFake);
    case 'execution timeout':
      return !hasOpenAnswer(run);
    default:
      return true;
  }
}

function waitsForAnswer(kind: string | undefined, runsInFake: boolean | undefined): boolean {
  return kind === 'neverEnds' || runsInFake === true;
}

function hasOpenAnswer(run: Run): boolean {
  let open = false;
  forEachOpenThread(run.root, ({ frame }) => {
    open ||= frame?.task !== undefined && waitsForAnswer(frame.task.outcome.kind, frame.task.runsInFake);
    open ||= frame?.mapRun !== undefined;
  });
  return open;
}
