import type { StateVisit, TracedThread } from './trace';

/** Whether a thread is `container`'s own, or lies anywhere below it. */
export function isBelow(thread: TracedThread | undefined, container: StateVisit): boolean {
  for (let each = thread; each !== undefined; each = each.container?.thread) {
    if (each.container === container) return true;
  }
  return false;
}
