import type { TaskOutcome } from '../../src/asl/script/taskScript';
import type { TranscriptEvent } from './transcripts';

/**
 * The order in which workers got the tasks of an activity. The real queue does not give out first what was scheduled first:
 * of the branches that a redrive scheduled at one instant, the last one came first. So the order is part of the script.
 *
 * @returns for each state that schedules an activity, an open task per attempt, with its place in the order of leases
 */
export function handOutOrder(history: readonly TranscriptEvent[]): Record<string, TaskOutcome[]> {
  const byId = new Map(history.map((event) => [event.id, event]));
  const states: Record<string, TaskOutcome[]> = {};
  for (const scheduled of history.filter((event) => event.type === 'ActivityScheduled')) {
    const started = history.find((event) => event.type === 'ActivityStarted' && event.prev === scheduled.id);
    // Never leased: last, whatever else waits.
    const order = started?.id ?? Number.MAX_SAFE_INTEGER;
    (states[stateOf(scheduled, byId)] ??= []).push({ kind: 'neverEnds', options: { order } });
  }
  return states;
}

function stateOf(scheduled: TranscriptEvent, byId: ReadonlyMap<number, TranscriptEvent>): string {
  for (let event = byId.get(scheduled.prev); event !== undefined; event = byId.get(event.prev)) {
    if (event.type === 'TaskStateEntered') return String(event.details?.['name']);
  }
  throw new Error(`event ${scheduled.id} was scheduled by no state`);
}
