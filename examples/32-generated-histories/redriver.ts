import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** The state at which an execution stands that has failed: the one that a redrive runs again. It is found by the links between the events. */
export function failedState(history: readonly HistoryEvent[]): string | undefined {
  const byId = new Map(history.map((event) => [event.id, event]));
  const left = new Set<string | undefined>();
  for (let event = history.at(-1); event !== undefined; event = byId.get(event.previousEventId)) {
    if (event.stateExitedEventDetails !== undefined) left.add(event.stateExitedEventDetails.name);
    const name = event.stateEnteredEventDetails?.name;
    if (name !== undefined && !left.delete(name)) return name;
  }
  return undefined;
}
