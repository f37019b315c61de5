import { peekWork, type Work } from '../../asl/engine/agenda';
import { forEachOpenThread } from '../../asl/engine/endings';
import type { Run } from '../../asl/engine/run';
import type { Clock } from '../../time/clock';
import type { Driver } from '../driver';

/**
 * Moves the clock to the next work that has a time, if nothing that a test could still do would come before it.
 *
 * @returns whether it moved.
 */
export function skipToNext(driver: Driver, clock: Clock): boolean {
  const next = driver
    .open()
    .map(({ run }) => ({ run, work: peekWork(run.timers) }))
    .filter((each): each is { run: Run; work: Work } => each.work !== undefined)
    .reduce<{ run: Run; work: Work } | undefined>(
      (first, each) => (first === undefined || each.work.due < first.work.due ? each : first),
      undefined,
    );
  if (next === undefined || !isCertain(next.run, next.work) || next.work.due <= clock.now()) return false;
  clock.advanceTo(next.work.due);
  driver.goOn(clock.now());
  return true;
}

/** Whether the clock alone will move a run on, before the one-year limit. */
export function isDueByTime({ type, timers }: Run): boolean {
  const next = peekWork(timers);
  return next !== undefined && (next.kind !== 'open too long' || type === 'EXPRESS');
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
