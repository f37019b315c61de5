import { counted } from '../../model/printable';
import { indentOf, messageOf, stateOf, toneOf } from '../../history/describeEvent';
import type { TracedEvent } from '../../history/trace';
import { durationText } from '../../time/duration';
import { block, cut, inline, numeral } from '../markup';
import type { AttemptRow } from '../timeline/rows';
import { detailsShown, type Payloads } from './payloads';

/** Rows of one table: what is not on the screen need not be laid out. */
const ROWS_OF_A_CHUNK = 250;
/**
 * With more events than these, tables behind the first stand in `noscript`: a browser that runs the page's script takes them for text, which
 * costs next to nothing, and the script makes tables of them little by little. To any other browser they are tables.
 */
const EVENTS_AT_ONCE = 1000;
/** Characters of what an event says that stand beside it; the rest is unfolded. */
const SHOWN_OF_FEW = 140;
/** The same where the history is long. */
const SHOWN_OF_MANY = 60;
/** From here on a history is long: the page says less at a glance. */
const MANY_EVENTS = 5000;

/** The states and types that the filters offer, in the order in which they are first met. */
export interface EventIndex {
  readonly states: ReadonlyMap<string, number>;
  readonly types: ReadonlyMap<string, number>;
}

/** The name that the filter knows an event by: without its iteration. */
const plainState = (event: TracedEvent): string => stateOf(event).replace(/ (\[\d+\])+$/, '');

export function indexOf(events: readonly TracedEvent[]): EventIndex {
  const states = new Map<string, number>();
  const types = new Map<string, number>();
  for (const event of events) {
    const state = plainState(event);
    if (state !== '' && !states.has(state)) states.set(state, states.size);
    if (!types.has(event.type)) types.set(event.type, types.size);
  }
  return { states, types };
}

/** The form that scripts bring to life: without them it is not there. */
export function filters({ states, types }: EventIndex, attempts: readonly AttemptRow[]): string {
  const options = (names: Iterable<readonly [string, number]>): string =>
    [...names].map(([name, at]) => `<option value="${at}">${inline(name)}</option>`).join('');
  const count = attempts.reduce((sum, { events }) => sum + events.length, 0);
  const sorted = [...types].sort(([a], [b]) => (a < b ? -1 : 1));
  return `<form class="filters" role="search" aria-label="Filter the events" data-events="${count}">
<label class="grow">Search<input name="search" type="search" autocomplete="off" placeholder="words in the events"></label>
<label>State<select name="state"><option value="">all</option>${options(states)}</select></label>
<label>Type<select name="type"><option value="">all</option><option value="bad">failures</option>${options(sorted)}</select></label>
<label>Attempt<select name="attempt"><option value="">all</option>${options(attempts.map(({ label, number }) => [label, number] as const))}</select></label>
<button type="reset">Show all</button><output aria-live="polite"></output></form>`;
}

export function eventTables(attempts: readonly AttemptRow[], index: EventIndex, payloads: Payloads): string {
  const count = attempts.reduce((sum, { events }) => sum + events.length, 0);
  const most = count > MANY_EVENTS ? SHOWN_OF_MANY : SHOWN_OF_FEW;
  let isLater = false;
  return attempts
    .map((attempt) => {
      const chunks = chunksOf(attempt, index, payloads, most).map((chunk) => {
        const { classes, table } = chunk;
        const shown = isLater ? `<noscript>${table}</noscript>` : table;
        const name = `chunk table${classes}${isLater ? ' later' : ''}`;
        isLater = count > EVENTS_AT_ONCE;
        return `<div class="${name}">${shown}</div>`;
      });
      return attemptSection(attempt, chunks);
    })
    .join('\n');
}

interface Chunk {
  readonly classes: string;
  readonly table: string;
}

function chunksOf(attempt: AttemptRow, index: EventIndex, payloads: Payloads, most: number): Chunk[] {
  const { label, first, events } = attempt;
  const chunks: Chunk[] = [];
  for (let from = 0; from < events.length; from += ROWS_OF_A_CHUNK) {
    const part = events.slice(from, from + ROWS_OF_A_CHUNK);
    const rows = part.map((event) => eventRow(event, first, index, payloads, most)).join('\n');
    const name = `Events ${numeral(part[0]!.id)} to ${numeral(part.at(-1)!.id)}, ${label}`;
    chunks.push({
      classes: part.length < ROWS_OF_A_CHUNK ? ' short' : '',
      table: `<table aria-label="${name}"><thead><tr><th scope="col">Event<th scope="col">Time<th scope="col">Type<th scope="col">State<th scope="col">What it says</thead><tbody>\n${rows}</tbody></table>`,
    });
  }
  return chunks;
}

function attemptSection({ label, number, first, after, events }: AttemptRow, chunks: readonly string[]): string {
  const date = first.at === undefined ? '' : `<time datetime="${isoOf(first.at)}">${isoOf(first.at)}</time>`;
  const gap = after === undefined || after === 0 ? '' : `<span>${durationText(after)} after the attempt before</span>`;
  return `<section class="attempt" id="attempt-${number}"><div class="attempt-head${number > 0 ? ' redrive' : ''}"><h3>${number > 0 ? '↻ ' : ''}${label}</h3>${date}${gap}<span class="dim">${counted(events.length, 'event')}</span></div>${chunks.join('\n')}</section>`;
}

/** Years that a date cannot hold are left out rather than thrown. */
export function isoOf(instant: number): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** Closing tags that HTML lets one leave out are left out: a history has up to 25,000 of these. */
function eventRow(event: TracedEvent, first: TracedEvent, index: EventIndex, payloads: Payloads, most: number): string {
  const { id, previousEventId, type, at, attempt } = event;
  const state = index.states.get(plainState(event));
  const tone = toneOf(event);
  const since = at === undefined || first.at === undefined ? '' : durationText(Math.max(0, at - first.at));
  const link =
    previousEventId === id - 1 || previousEventId === 0
      ? ''
      : ` <a href="#e${numeral(previousEventId)}">←${numeral(previousEventId)}</a>`;
  const depth = Math.min(4, Math.ceil(indentOf(event) / 2));
  const classes = tone === 'plain' ? '' : ` class=${tone}`;
  return `<tr id=e${numeral(id)} data-t=${index.types.get(type)} data-a=${attempt}${state === undefined ? '' : ` data-s=${state}`}${classes}><td>${numeral(id)}${link}<td>${since}<td>${depth === 0 ? inline(type) : `<div class=i${depth}>${inline(type)}</div>`}<td>${inline(stateOf(event))}<td>${says(event, payloads, most)}`;
}

/** What an event says at a glance; unfolded, all of it. */
function says(event: TracedEvent, payloads: Payloads, most: number): string {
  const message = messageOf(event);
  const document = payloads.textOf(event);
  if (document === undefined || isWhole(event, message, most)) return message === '' ? '' : inline(message);
  const summary = message === '' ? 'details' : inline(cut(message, most));
  return `<details><summary>${summary}</summary><pre>${block(document)}</pre></details>`;
}

/** Whether nothing would be seen by unfolding: the line holds every text of the event. */
function isWhole(event: TracedEvent, message: string, most: number): boolean {
  if (message.length > most) return false;
  const state = stateOf(event);
  return detailsShown(event).every(
    ([name, value]) =>
      typeof value === 'string' &&
      (name === 'name' ? state.startsWith(value) : value !== '' && message.includes(value)),
  );
}
