import { isMembers, shown } from '../model/arguments';
import { detailsMemberOf } from '../model/historyEvent';
import { TestkitError } from '../model/testkitError';

/**
 * An event as GetExecutionHistory gives it: the SDK's `HistoryEvent`, or the JSON that the AWS CLI prints (dates as
 * text or as numbers).
 */
export interface HistoryEventLike {
  readonly id?: number | undefined;
  readonly previousEventId?: number | undefined;
  readonly type?: string | undefined;
  readonly timestamp?: Date | string | number | null | undefined;
}

/** A history: its events, or an answer of GetExecutionHistory that holds them. */
export type HistorySource = readonly HistoryEventLike[] | { readonly events?: readonly HistoryEventLike[] | undefined };

/** Whether a value could be a history: an array of events, or something with `events`. */
export function isHistorySource(value: unknown): value is HistorySource {
  if (Array.isArray(value)) return value.every(isEventLike);
  return isMembers(value) && Array.isArray(value['events']) && value['events'].every(isEventLike);
}

function isEventLike(value: unknown): value is HistoryEventLike {
  return isMembers(value) && 'type' in value && typeof value['type'] === 'string';
}

/**
 * The events of a history, in the order in which they were given.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` if the value holds no events.
 */
export function eventsOf(source: HistorySource): readonly HistoryEventLike[] {
  const events: unknown = Array.isArray(source) ? source : (source as { events?: unknown } | null | undefined)?.events;
  if (Array.isArray(events)) return events as HistoryEventLike[];
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'This is not a history.',
    found: `Found: ${shown(source)}.`,
    hint:
      typeof source === 'string'
        ? 'Pass what JSON.parse() makes of the text.'
        : 'Pass the events of GetExecutionHistory, its whole answer, or sfn.history(execution).',
  });
}

/** Details of an event, or `undefined` if it carries none. */
export function detailsOf(event: HistoryEventLike): Readonly<Record<string, unknown>> | undefined {
  if (event.type === undefined) return undefined;
  const details: unknown = (event as Record<string, unknown>)[detailsMemberOf(event.type)];
  return isMembers(details) ? details : undefined;
}

/** Epoch milliseconds of an event; `undefined` if its date is absent or no date at all. */
export function instantOf(event: HistoryEventLike): number | undefined {
  const { timestamp } = event;
  if (timestamp === null || timestamp === undefined) return undefined;
  // A Date of another realm is no instanceof Date; its number is read all the same.
  const instant = typeof timestamp === 'string' ? Date.parse(timestamp) : Number(timestamp);
  if (Number.isNaN(instant)) return undefined;
  return typeof timestamp === 'number' ? instant * MILLISECONDS : instant;
}

/** AWS CLI v1 prints dates as seconds. */
const MILLISECONDS = 1e3;
