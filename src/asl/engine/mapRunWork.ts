import { addWork } from './agenda';
import type { Run, Thread } from './run';
import { newWork } from './work';

/** The thread that waits for a Map Run, if one still does. */
export function waitingMap({ openMapRuns }: Run, mapRunArn: string): Thread | undefined {
  return openMapRuns.find(({ frame }) => frame?.mapRun?.mapRunArn === mapRunArn);
}

/** The thread waits no more. */
export function stopWaiting(run: Run, thread: Thread): void {
  run.openMapRuns = run.openMapRuns.filter((each) => each !== thread);
}

/** A Map Run that was started or redriven turns to its children in a moment. */
export function planMapRunMoment(run: Run, mapRunArn: string): void {
  const thread = waitingMap(run, mapRunArn);
  if (thread !== undefined) addWork(run.moments, newWork(run, thread, 'map run', run.time));
}

/** Lets a Map Run that is waited for go on at `due`, epoch milliseconds. */
export function planMapRunTimer(run: Run, mapRunArn: string, due: number): void {
  const thread = waitingMap(run, mapRunArn);
  if (thread !== undefined) addWork(run.timers, newWork(run, thread, 'map run', due));
}

/** Work of a Map Run is due: the service does it. */
export function continueMapRun(run: Run, thread: Thread): void {
  const { mapRunArn } = thread.frame!.mapRun!;
  run.commands.push({ kind: 'continue map run', mapRunArn, at: run.time });
}

/** From now on the items of a Map Run stand: a redrive does not read them again. */
export function noteChildren(run: Run, mapRunArn: string): void {
  const link = waitingMap(run, mapRunArn)?.frame?.mapRun;
  if (link !== undefined) link.hasChildren = true;
}
