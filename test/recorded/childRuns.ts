import type { MapRunTranscript } from './mapRunTranscript';
import { isObject } from './values';

/** One run of a child of a Map Run: its start, or a redrive of it. Epoch milliseconds. */
export interface ChildRun {
  readonly from: number;
  /** Infinity where no end was recorded. */
  readonly to: number;
  readonly succeeded: boolean;
}

/** When the children ran, as their descriptions and the lists of them tell it. */
export function childRunsOf({ children, listExecutions }: MapRunTranscript): ChildRun[] {
  const described = children.flatMap(({ describe }) => [describe?.beforeRedrive, describe?.final]).filter(isObject);
  const listed = listExecutions.flatMap(({ executions }) => executions);
  const runs = new Map<string, ChildRun>();
  for (const { executionArn, startDate, redriveDate, stopDate, status } of [...described, ...listed]) {
    // An Express child has no redriveDate, but another startDate.
    const from = Date.parse(String(redriveDate ?? startDate));
    const key = `${String(executionArn)} ${from}`;
    const to = typeof stopDate === 'string' ? Date.parse(stopDate) : Infinity;
    // Lists show a run again and again: when it has ended, that is what counts.
    if (!Number.isFinite(from) || (runs.get(key)?.to ?? Infinity) !== Infinity) continue;
    runs.set(key, { from, to, succeeded: status === 'SUCCEEDED' });
  }
  return [...runs.values()];
}

/** How many children ran at an instant, and how many had succeeded. */
export function countsAt(runs: readonly ChildRun[], instant: number): { running: number; succeeded: number } {
  return {
    running: runs.filter(({ from, to }) => from <= instant && instant < to).length,
    succeeded: runs.filter(({ to, succeeded }) => succeeded && to <= instant).length,
  };
}
