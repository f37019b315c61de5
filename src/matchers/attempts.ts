import type { HistoryEventLike } from '../history/historyEvents';
import { closingOf, originOf, traceHistory, type StateVisit, type Trace, type TracedEvent } from '../history/trace';

/** The history up to the end of each attempt, the first run first; the last one may still run. */
export function attemptsOf(events: readonly HistoryEventLike[]): (readonly HistoryEventLike[])[] {
  const ends = events.flatMap(({ type }, position) => (type === 'ExecutionRedriven' ? [position] : []));
  return [...ends, events.length].map((end) => events.slice(0, end));
}

/** An attempt that was not successful: the states that it failed in, innermost first, and its error. */
export interface FailedAttempt {
  readonly closing: TracedEvent;
  /** For a timeout or a stop: every state that was open. */
  readonly states: readonly string[];
}

/** What failed at the end of a history; nothing if it runs or has succeeded. */
export function failureOf(events: readonly HistoryEventLike[]): FailedAttempt | undefined {
  const trace = traceHistory(events);
  const closing = closingOf(trace);
  if (closing === undefined || closing.type === 'ExecutionSucceeded') return undefined;
  const failing = closing.type === 'ExecutionFailed' ? failingVisits(closing, trace) : openVisits(trace);
  return { closing, states: failing.map(({ name }) => name) };
}

/** From the innermost state that failed to the containers around it. */
function failingVisits(closing: TracedEvent, trace: Trace): StateVisit[] {
  const origin = originOf(closing);
  const visits: StateVisit[] = [];
  for (let visit = origin?.visit; visit !== undefined; visit = visit.thread.container) visits.push(visit);
  return visits.length > 0 ? visits : openVisits(trace);
}

function openVisits({ visits }: Trace): StateVisit[] {
  return visits.filter(({ exited }) => exited === undefined).reverse();
}
