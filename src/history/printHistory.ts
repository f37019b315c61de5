import { durationText } from '../time/duration';
import { indentOf, messageOf, subjectOf, toneOf } from './describeEvent';
import type { HistorySource } from './historyEvents';
import { table, checkPrintOptions, terminalOf, type Cell, type PrintOptions, type Row } from '../model/table';
import { closingOf, traceHistory, type Trace, type TracedEvent } from './trace';

export interface PrintHistoryOptions extends PrintOptions {
  /** Shows the newest events only; the ones before are counted. Default: all. */
  readonly last?: number;
}

/**
 * A history as an aligned table: id, the event that it hangs on (one that is not simply the event before stands out),
 * time since its attempt began, type, state or resource, error and cause or document. Branches and iterations are set in, and a
 * ruled line separates the attempts.
 *
 * @returns The text, without a newline at its end.
 * @throws {TestkitError} `ARGUMENT_INVALID` if this is no history.
 * @example
 * console.log(printHistory(sfn.history(order)));
 * // ── first run ─ 2026-09-24T02:56:34.000Z ──────────────────────────────
 * // 1 ← 0  0.000 s  ExecutionStarted                  → {"orderId":7}
 * // 2 ← 0  0.021 s  TaskStateEntered  ChargeCard      → {"orderId":7}
 */
export function printHistory(history: HistorySource, options: PrintHistoryOptions = {}): string {
  checkPrintOptions('printHistory()', options, ['last']);
  const { paint, width } = terminalOf(options);
  const trace = traceHistory(history);
  return table(historyRows(trace, options.last), { paint, width });
}

function historyRows(trace: Trace, last: number = trace.events.length): Row[] {
  const { events } = trace;
  const first = Math.max(0, events.length - last);
  const layout = layoutOf(events);
  const rows: Row[] = [];
  for (const event of events.slice(first)) {
    if (event.position === 0 || event.type === 'ExecutionRedriven') rows.push(attemptRule(event, trace));
    else if (event.position === first) rows.push({ rule: `${first} earlier events` });
    rows.push(eventRow(event, layout));
  }
  if (events.length === 0) return [{ rule: 'no events' }];
  return closingOf(trace) === undefined ? [...rows, { rule: 'still running' }] : rows;
}

/** What the columns of all rows have in common. */
interface Layout {
  readonly idWidth: number;
  /** Epoch milliseconds at which each attempt began; absent if no event of it has a date. */
  readonly starts: readonly (number | undefined)[];
  /** 0 if time did not pass, or is not known: then there is no column of times. */
  readonly timeWidth: number;
}

function layoutOf(events: readonly TracedEvent[]): Layout {
  const starts: (number | undefined)[] = [];
  for (const { at, attempt } of events) starts[attempt] ??= at;
  const passes = events.some(({ at, attempt }) => at !== starts[attempt]);
  const widths = passes ? events.map((event) => sinceText(event, starts).length) : [];
  return {
    idWidth: String(events.at(-1)?.id ?? 0).length,
    starts,
    timeWidth: widths.reduce((a, b) => Math.max(a, b), 0),
  };
}

function sinceText({ at, attempt }: TracedEvent, starts: Layout['starts']): string {
  const start = starts[attempt];
  return at === undefined || start === undefined ? '' : durationText(at - start);
}

function attemptRule({ at, attempt, position }: TracedEvent, { events }: Trace): Row {
  const closing = events[position - 1];
  const date = at === undefined ? '' : ` ─ ${new Date(at).toISOString()}`;
  if (closing === undefined) return { rule: `first run${date}` };
  const gap = at === undefined || closing.at === undefined ? 0 : at - closing.at;
  const since = gap === 0 ? '' : ` ─ ${durationText(gap)} after ${closing.type}`;
  return { rule: `redrive ${attempt}${date}${since}`, tone: 'notice' };
}

function eventRow(event: TracedEvent, { idWidth, starts, timeWidth }: Layout): Cell[] {
  const { id, previousEventId } = event;
  const tone = toneOf(event);
  const link = `${String(id).padStart(idWidth)} ← ${String(previousEventId).padStart(idWidth)}`;
  const time: Cell[] = timeWidth === 0 ? [] : [{ text: sinceText(event, starts).padStart(timeWidth), tone: 'dim' }];
  return [
    { text: link, tone: previousEventId === id - 1 ? 'dim' : 'bold' },
    ...time,
    { text: ' '.repeat(indentOf(event)) + event.type, tone },
    { text: subjectOf(event) },
    { text: messageOf(event), tone: tone === 'bad' ? 'bad' : 'dim' },
  ];
}
