import { isMembers, shown } from '../model/arguments';
import { TestkitError } from '../model/testkitError';
import type { HistoryEventLike, HistoryPage, HistorySource } from './historyEvents';

/** A history as it was given, turned round if the newest event came first, and how much of it is there. */
export interface HistoryReading {
  /** Oldest first. */
  readonly events: readonly HistoryEventLike[];
  /** Earlier events are missing: the first one is not that of the execution. */
  readonly beginsLate: boolean;
  /** A nextToken says that later events are on another page. */
  readonly goesOn: boolean;
}

/**
 * The one reading of whatever holds a history: its events, an answer of GetExecutionHistory, or several answers, page by
 * page; oldest or newest first.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` if the value holds no events.
 */
export function readHistory(source: HistorySource): HistoryReading {
  const pages = pagesOf(source);
  const given = pages.flatMap(eventsOnPage);
  for (const [index, event] of given.entries()) {
    const strange = strangeIn(event);
    if (strange !== undefined) throw noHistory(`a list whose item ${index + 1} ${strange}`);
  }
  const isReversed = isNewestFirst(given);
  const events = isReversed ? given.toReversed() : given;
  const isUnfinished = hasToken(pages.at(-1));
  return {
    events,
    beginsLate: isLaterPart(events[0]) || (isReversed && isUnfinished),
    goesOn: isUnfinished && !isReversed,
  };
}

export interface PartOptions {
  /** The first pages will do. */
  readonly mayGoOn?: boolean;
}

/** The events as they were given, whatever they are. */
export function eventsGiven(source: HistorySource): readonly unknown[] {
  return pagesOf(source).flatMap(eventsOnPage);
}

/**
 * The events of a whole history, oldest first.
 *
 * @param call What needs the whole, as it is written: `redrivePlan()`.
 * @throws {TestkitError} `ARGUMENT_INVALID` if the value holds no events, `HISTORY_INVALID` if it holds a part of them.
 */
export function wholeHistory(
  call: string,
  source: HistorySource,
  { mayGoOn = false }: PartOptions = {},
): readonly HistoryEventLike[] {
  const reading = readHistory(source);
  const { events } = reading;
  if (events.length === 0) throw noHistory('no event; an execution has one at least');
  const missing = missingOf(mayGoOn ? { ...reading, goesOn: false } : reading);
  if (missing === undefined) return events;
  throw new TestkitError({
    code: 'HISTORY_INVALID',
    what: `${call} needs a whole history, and this is a part of one.`,
    found: `Found ${rangeOf(events)}: ${missing}.`,
    hint: 'Fetch all pages with paginateGetExecutionHistory of @aws-sdk/client-sfn, and pass the events of all of them.',
  });
}

/** What is missing, in words; nothing if the history is whole. */
export function missingOf({ beginsLate, goesOn }: HistoryReading): string | undefined {
  if (beginsLate) return goesOn ? 'earlier and later events are missing' : 'earlier events are missing';
  return goesOn ? 'there is a nextToken, so later events are on another page' : undefined;
}

/** What no event is, whatever a tool has masked, in words. */
function strangeIn(event: unknown): string | undefined {
  if (!isMembers(event)) return `is ${shown(event)}`;
  const { type } = event;
  if (type !== undefined && type !== null && typeof type !== 'string') return `has the type ${shown(type)}`;
  const id = [event['id'], event['previousEventId']].flat().find((each) => typeof each === 'object' && each !== null);
  return id === undefined ? undefined : `has the id ${shown(id)}`;
}

function rangeOf(events: readonly HistoryEventLike[]): string {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return 'no events';
  return events.length === 1 ? `event #${first.id}` : `events #${first.id} to #${last.id}`;
}

function pagesOf(source: unknown): readonly (HistoryPage | readonly HistoryEventLike[])[] {
  if (isPage(source)) return [source];
  if (!Array.isArray(source)) throw noHistory(asFound(source));
  if (!source.some(isPage)) return [source as readonly HistoryEventLike[]];
  const strange: unknown = source.find((each) => !isPage(each));
  if (strange !== undefined) throw noHistory(`pages, and among them ${shown(strange)}`);
  return source as readonly HistoryPage[];
}

function isPage(value: unknown): value is HistoryPage {
  return isMembers(value) && Array.isArray(value['events']);
}

function eventsOnPage(page: HistoryPage | readonly HistoryEventLike[]): readonly HistoryEventLike[] {
  return 'events' in page ? (page.events ?? []) : (page as readonly HistoryEventLike[]);
}

/** Whether a value could be a history: events, an answer with `events`, or several answers. */
export function isHistorySource(value: unknown): value is HistorySource {
  if (Array.isArray(value)) return value.every(isPage) || value.every(isEvent);
  return isPage(value) && value.events!.every(isEvent);
}

function isEvent(value: unknown): boolean {
  return isMembers(value) && typeof value['type'] === 'string';
}

function asFound(source: unknown): string {
  return typeof source === 'string' ? `${shown(source)}: a text, which JSON.parse() has not read` : shown(source);
}

function noHistory(found: string): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'This is not a history.',
    found: `Found: ${found}.`,
    hint: 'Pass the events of GetExecutionHistory, its answer, all its answers in a list, or sfn.history(execution).',
  });
}

/** The AWS CLI writes the token of a page that was cut by `--max-items` with a capital. */
function hasToken(page: unknown): boolean {
  if (!isMembers(page)) return false;
  return typeof page['nextToken'] === 'string' || typeof page['NextToken'] === 'string';
}

/** By the ids; where they were masked, by the event that only begins a history. */
function isNewestFirst(events: readonly HistoryEventLike[]): boolean {
  const [first, last] = [events[0], events.at(-1)];
  if (events.length < 2 || first?.type === START) return false;
  const [low, high] = [first?.id, last?.id];
  if (typeof low === 'number' && typeof high === 'number') return low > high;
  return last?.type === START;
}

const START = 'ExecutionStarted';

function isLaterPart(first: HistoryEventLike | undefined): boolean {
  return typeof first?.id === 'number' && first.id > 1 && first.type !== START;
}
