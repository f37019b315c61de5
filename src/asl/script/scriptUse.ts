import type { Run } from '../engine/run';

/** The entry of a scripted list that comes next in this execution; the last one repeats. */
export function nextEntry<Entry>(run: Run, list: readonly Entry[]): Entry {
  const used = run.scriptUse.get(list) ?? 0;
  run.scriptUse.set(list, used + 1);
  return list[Math.min(used, list.length - 1)]!;
}
