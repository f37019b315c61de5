import { isMembers, kindOf } from '../model/arguments';
import { detailsMemberOf } from '../model/historyEvent';

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

/** An answer of GetExecutionHistory. */
export interface HistoryPage {
  readonly events?: readonly HistoryEventLike[] | undefined;
  readonly nextToken?: string | undefined;
}

/** A history: its events, an answer of GetExecutionHistory that holds them, or several answers, page by page. */
export type HistorySource = readonly HistoryEventLike[] | HistoryPage | readonly HistoryPage[];

/** Details of an event, or `undefined` if it carries none. */
export function detailsOf(event: HistoryEventLike): Readonly<Record<string, unknown>> | undefined {
  if (typeof event.type !== 'string') return undefined;
  const details: unknown = (event as Record<string, unknown>)[detailsMemberOf(event.type)];
  return isMembers(details) ? details : undefined;
}

/** Epoch milliseconds of an event; `undefined` if its date is absent or no date at all. */
export function instantOf(event: HistoryEventLike): number | undefined {
  const { timestamp } = event;
  if (!isDateLike(timestamp)) return undefined;
  const given = typeof timestamp === 'string' ? Date.parse(timestamp) : Number(timestamp);
  const instant = typeof timestamp === 'number' ? given * MILLISECONDS : given;
  return Math.abs(instant) <= FURTHEST_DATE ? instant : undefined;
}

/** What dates are printed as, or a Date: one of another realm is no instanceof Date. */
export function isDateLike(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || (isMembers(value) && kindOf(value) === 'Date');
}

/** No Date reaches further from 1970, in milliseconds. */
const FURTHEST_DATE = 8.64e15;

/** AWS CLI v1 prints dates as seconds. */
const MILLISECONDS = 1e3;
