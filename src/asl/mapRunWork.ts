import { addWork } from './agenda';
import { openFrame } from './context';
import type { Run, Thread } from './run';
import { newWork } from './work';

/** A Map Run that was started or redriven turns to its children in a moment. */
export function planMapRunMoment(run: Run, mapRunArn: string): void {
  const thread = run.openMapRuns.get(mapRunArn);
  if (thread !== undefined) addWork(run.moments, newWork(run, thread, 'map run', run.time));
}

/** Lets a Map Run that is waited for go on at `due`, epoch milliseconds. */
export function planMapRunTimer(run: Run, mapRunArn: string, due: number): void {
  const thread = run.openMapRuns.get(mapRunArn);
  if (thread !== undefined) addWork(run.timers, newWork(run, thread, 'map run', due));
}

/** Work of a Map Run is due: the service does it. */
export function continueMapRun(run: Run, thread: Thread): void {
  const { mapRunArn } = openFrame(thread).mapRun!;
  run.commands.push({ kind: 'continue map run', mapRunArn, at: run.time });
}

/** From now on the items of a Map Run stand: a redrive does not read them again. */
export function noteChildren(run: Run, mapRunArn: string): void {
  const link = run.openMapRuns.get(mapRunArn)?.frame?.mapRun;
  if (link !== undefined) link.hasChildren = true;
}
