import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** Thinks that the state that was entered last is the one that has failed. In a Parallel it is the one of another branch. */
export function failedState(history: readonly HistoryEvent[]): string | undefined {
  return history.findLast(({ stateEnteredEventDetails }) => stateEnteredEventDetails !== undefined)
    ?.stateEnteredEventDetails?.name;
}
