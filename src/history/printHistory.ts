import { durationText } from '../time/duration';
import { indentOf, messageOf, stateOf, toneOf } from './describeEvent';
import type { HistorySource } from './historyEvents';
import { readHistory, type HistoryReading } from './readHistory';
import { table, checkPrintOptions, terminalOf, type Cell, type PrintOptions, type Row } from '../model/table';
import { closingOf, originOf, traceHistory, type Trace, type TracedEvent } from './trace';

export interface PrintHistoryOptions extends PrintOptions {
  /** Shows the newest events only; the ones before are counted. Default: all. */
  readonly last?: number;
}

/**
 * A history as an aligned table: id, the event that it links to (one that is not simply the event before stands out),
 * time since its attempt began, type, state, and resource with error and cause or document. Branches and iterations are set in,
 * a ruled line separates the attempts, and ✗ marks what made an attempt fail. Of a history that is not whole it prints what there is.
 *
 * @returns The text, without a newline at its end.
 * @throws {TestkitError} `ARGUMENT_INVALID` if this is no history.
 * @example
 * console.log(printHistory(sfn.history(order)));
 * // ── first run ─ 2026-09-24T02:56:34.000Z ──────────────────────────────
 * // 1 ← 0  0.000 s  ExecutionStarted              → {"orderId":7}
 * // 2 ← 0  0.021 s  TaskStateEntered  ChargeCard  → {"orderId":7}
 */
export function printHistory(history: HistorySource, options: PrintHistoryOptions = {}): string {
  checkPrintOptions('printHistory()', options, ['last']);
  const { paint, width } = terminalOf(options);
  const reading = readHistory(history);
  return table(historyRows(traceHistory(reading.events), reading, options.last), { paint, width });
}

function historyRows(trace: Trace, { beginsLate, goesOn }: HistoryReading, last = trace.events.length): Row[] {
  const { events } = trace;
  if (events.length === 0) return [{ rule: 'no events' }];
  const first = Math.max(0, events.length - last);
  const layout = layoutOf(trace);
  const rows: Row[] = [];
  for (const event of events.slice(first)) {
    const isFirst = event.position === first;
    if (isFirst && beginsLate && first === 0 && event.type !== 'ExecutionRedriven') rows.push(lateRule(event));
    else if (event.position === 0 || event.type === 'ExecutionRedriven') rows.push(attemptRule(event, trace));
    else if (isFirst) rows.push({ rule: `${first} earlier events` });
    rows.push(eventRow(event, layout));
  }
  if (goesOn) return [...rows, { rule: 'a part of the history: later events are on another page', tone: 'notice' }];
  return closingOf(trace) === undefined ? [...rows, { rule: 'still running' }] : rows;
}

function lateRule({ id, at }: TracedEvent): Row {
  const date = at === undefined ? '' : ` ─ ${new Date(at).toISOString()}`;
  return { rule: `a part of the history: it begins before #${id}${date}`, tone: 'notice' };
}

/** What the columns of all rows have in common. */
interface Layout {
  readonly idWidth: number;
  /** Epoch milliseconds at which each attempt began; absent if no event of it has a date. */
  readonly starts: readonly (number | undefined)[];
  /** 0 if time did not pass, or is not known: then there is no column of times. */
  readonly timeWidth: number;
  /** What made an attempt fail. */
  readonly failures: ReadonlySet<TracedEvent>;
}

function layoutOf(trace: Trace): Layout {
  const { events } = trace;
  const starts: (number | undefined)[] = [];
  for (const { at, attempt } of events) starts[attempt] ??= at;
  const passes = events.some(({ at, attempt }) => at !== starts[attempt]);
  const widths = passes ? events.map((event) => sinceText(event, starts).length) : [];
  return {
    idWidth: String(events.at(-1)?.id ?? 0).length,
    starts,
    timeWidth: widths.reduce((a, b) => Math.max(a, b), 0),
    failures: new Set(events.flatMap((event) => originOf(event) ?? [])),
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

function eventRow(event: TracedEvent, { idWidth, starts, timeWidth, failures }: Layout): Cell[] {
  const { id, previousEventId } = event;
  const tone = toneOf(event);
  const link = `${String(id).padStart(idWidth)} ← ${String(previousEventId).padStart(idWidth)}`;
  const time: Cell[] = timeWidth === 0 ? [] : [{ text: sinceText(event, starts).padStart(timeWidth), tone: 'dim' }];
  const mark: Cell[] = failures.size === 0 ? [] : [{ text: failures.has(event) ? '✗' : '', tone: 'bad' }];
  return [
    { text: link, tone: previousEventId === id - 1 ? 'dim' : 'bold' },
    ...time,
    ...mark,
    { text: ' '.repeat(indentOf(event)) + event.type, tone },
    { text: stateOf(event) },
    { text: messageOf(event), tone: tone === 'bad' ? 'bad' : 'dim' },
  ];
}
