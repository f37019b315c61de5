import { isMembers, shown } from '../model/arguments';
import { detailsMemberOf } from '../model/historyEvent';
import { TestkitError } from '../model/testkitError';
import { statusAfter } from '../history/trace';
import { detailsOf, instantOf, type HistoryEventLike, type HistorySource } from '../history/historyEvents';
import type { CapturedDescription } from '../history/rebuild/rebuiltRun';
import { eventsGiven, missingOf, readHistory } from '../history/readHistory';

/** A history: its events, an answer of GetExecutionHistory, or several answers, page by page. */
export type CapturedHistory = HistorySource;

/** The events of all pages, oldest first, whole as far as can be told. */
export function capturedEvents(history: CapturedHistory): readonly HistoryEventLike[] {
  refuseNoEvents(eventsGiven(history));
  const reading = readHistory(history);
  const { events, beginsLate } = reading;
  const missing = missingOf(reading);
  if (missing === undefined) return events;
  throw invalidCapture(
    'import.pages',
    beginsLate ? events[0] : events.at(-1),
    missing,
    'Capture all pages: `aws stepfunctions get-execution-history` without --max-items or --no-paginate.',
  );
}

function refuseNoEvents(events: readonly unknown[]): void {
  for (const [index, event] of events.entries()) {
    const what = isMembers(event) ? wrongIn(event) : `it is ${shown(event)}, and no event`;
    if (what === undefined) continue;
    throw invalidCapture('import.events', { id: index + 1 }, what, 'Import the file as it was captured.');
  }
}

/** A type that is no text, or details that are no structure, which no tool has made of masking or sorting. */
function wrongIn(event: Readonly<Record<string, unknown>>): string | undefined {
  const { type } = event;
  if (type === undefined) return undefined;
  if (typeof type !== 'string') return `its type is ${shown(type)}, and no text`;
  const details = event[detailsMemberOf(type)];
  if (details === undefined || details === null || isMembers(details)) return undefined;
  return `its details are ${shown(details)}, and no structure`;
}

/** Dates that were masked are so in all events: one that is none is broken. */
export function refuseUndated(events: readonly HistoryEventLike[]): void {
  if (events.every((event) => instantOf(event) === undefined)) return;
  const undated = events.find((event) => instantOf(event) === undefined);
  if (undated === undefined) return;
  const what = `its timestamp is ${shown(undated.timestamp)}, and those of other events are dates`;
  throw invalidCapture('import.dates', undated, what, 'Import the file as it was captured.');
}

/** Compares a description with the history that is said to be of the same execution. */
export function refuseForeign(described: CapturedDescription, events: readonly HistoryEventLike[]): void {
  const [first, last] = [events[0], events.at(-1)];
  const started = startedDetails(first);
  const input = described.input;
  if (typeof input === 'string' && started !== undefined && started !== input) {
    throw invalidCapture('import.input', first, 'its input is not that of the description', SAME_EXECUTION);
  }
  const status = described.status;
  const reached = statusAfter(last?.type ?? '');
  if (typeof status === 'string' && status !== 'RUNNING' && reached === 'RUNNING') {
    throw invalidCapture(
      'import.truncated',
      last,
      `it is the last one, but the execution is ${status}: the end is missing`,
      'Capture all pages of the history.',
    );
  }
  if (typeof status === 'string' && status !== reached) {
    throw invalidCapture('import.status', last, `the description says ${status}`, SAME_EXECUTION);
  }
  const error = detailsOf(last ?? {})?.['error'];
  if (typeof error === 'string' && typeof described.error === 'string' && error !== described.error) {
    throw invalidCapture(
      'import.error',
      last,
      `its error is ${error}, the description says ${described.error}`,
      SAME_EXECUTION,
    );
  }
  const redrives = events.filter(({ type }) => type === 'ExecutionRedriven').length;
  const redriveCount = described.redriveCount;
  if (typeof redriveCount === 'number' && redriveCount !== redrives) {
    const what = `there are ${redrives} redrives up to here, the description says ${redriveCount}`;
    throw invalidCapture('import.redrives', last, what, SAME_EXECUTION);
  }
}

const SAME_EXECUTION = 'Capture both of the same execution, one right after the other.';

function startedDetails(event: HistoryEventLike | undefined): string | undefined {
  const details = (event as Record<string, unknown> | undefined)?.['executionStartedEventDetails'];
  const input = isMembers(details) ? details['input'] : undefined;
  return typeof input === 'string' ? input : undefined;
}

/** An event, and the rule that it breaks. */
export function invalidCapture(
  rule: string,
  event: Pick<HistoryEventLike, 'id' | 'type'> | undefined,
  what: string,
  hint: string,
): TestkitError {
  return new TestkitError({
    code: 'HISTORY_INVALID',
    what: `This history cannot be imported: event #${event?.id ?? '?'} ${event?.type ?? ''} breaks the rule ${rule}.`,
    found: `Event #${event?.id ?? '?'}: ${what}.`,
    hint,
  });
}
