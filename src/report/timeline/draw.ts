import { counted } from '../../model/printable';
import { durationText } from '../../time/duration';
import type { Drawing } from '../graph/draw';
import { cut, inline } from '../markup';
import { MARKS } from '../subject/marks';
import type { AttemptRow, Bar, TimelineRow } from './rows';

/** Pixels of the picture, where nothing makes it wider or narrower. */
const WIDTH = 880;
/** Pixels of the column of names. */
const NAMES = 220;
const RIGHT = 20;
const ROW = 26;
const HEAD = 46;
const BETWEEN = 26;
const MOST_ROWS = 40;
/** Bars of one row that are drawn: more are no longer to be told apart. */
const MOST_BARS = 400;

/** The attempts one below the other, each with a row for every state that had to do in it. */
export function drawTimeline(attempts: readonly AttemptRow[]): Drawing {
  let y = 8;
  const bands = attempts.map((attempt) => {
    const band = drawAttempt(attempt, y);
    y += heightOf(attempt) + BETWEEN;
    return band;
  });
  return {
    width: WIDTH,
    height: Math.max(1, y - BETWEEN + 8),
    content: bands.join(''),
    title: 'Timeline of attempts',
    description: attempts.map(inWords).join(' '),
  };
}

const shownRows = ({ rows }: AttemptRow): number =>
  Math.min(rows.length, MOST_ROWS) + (rows.length > MOST_ROWS ? 1 : 0);
const heightOf = (attempt: AttemptRow): number => HEAD + Math.max(1, shownRows(attempt)) * ROW + 8;

function inWords({ label, status, duration, origin, rows }: AttemptRow): string {
  const lasted = duration === undefined ? '' : ` after ${durationText(duration)}`;
  const at = origin?.visit === undefined ? '' : ` at ${origin.visit.name}`;
  return `${label}: ${status}${lasted}${at}, ${counted(rows.length, 'state')}.`;
}

function drawAttempt(attempt: AttemptRow, top: number): string {
  const { label, number, rows, status, first, after, duration } = attempt;
  const height = heightOf(attempt);
  const date =
    first.at === undefined
      ? ''
      : new Date(first.at)
          .toISOString()
          .replace('T', ' ')
          .replace(/\.\d+Z$/, ' UTC');
  const gap = after === undefined || after === 0 ? '' : `  ${durationText(after)} later`;
  const end = duration === undefined || duration === 0 ? '' : durationText(duration);
  const y = top + HEAD;
  return [
    `<g class="t-attempt${number > 0 ? ' t-redrive' : ''}">`,
    `<rect class="t-band" x="1" y="${top}" width="${WIDTH - 2}" height="${height}" rx="10"/>`,
    number > 0 ? `<path class="t-edge" d="M4 ${top + 10}V${top + height - 10}"/>` : '',
    `<text class="t-label" x="16" y="${top + 24}">${number > 0 ? '↻ ' : ''}${inline(label)}</text>`,
    `<text class="t-date" x="${NAMES}" y="${top + 24}">${inline(date + gap)}</text>`,
    `<text class="t-end" x="${WIDTH - RIGHT}" y="${top + 24}">${inline([status, end].filter(Boolean).join(' · '))}</text>`,
    `<path class="t-axis" d="M${NAMES} ${y - 8}H${WIDTH - RIGHT}"/>`,
    ...rows.slice(0, MOST_ROWS).map((row, at) => drawRow(row, y + at * ROW)),
    rows.length > MOST_ROWS
      ? `<text class="t-date" x="16" y="${y + MOST_ROWS * ROW + 17}">and ${counted(rows.length - MOST_ROWS, 'more state')}</text>`
      : '',
    rows.length === 0 ? `<text class="t-date" x="16" y="${y + 17}">no state had to do in it</text>` : '',
    '</g>',
  ].join('');
}

function drawRow({ name, depth, bars, visits }: TimelineRow, y: number): string {
  const indent = 16 + Math.min(depth, 5) * 14;
  const times = visits > 1 ? ` ×${visits}` : '';
  const most = Math.floor((NAMES - indent - 12) / 6.9) - times.length;
  const shown = bars.slice(-MOST_BARS).map((bar) => drawBar(bar, y));
  return [
    `<text class="t-name" x="${indent}" y="${y + 17}"><title>${inline(name)}</title>${inline(cut(name, Math.max(4, most)) + times)}</text>`,
    ...shown,
  ].join('');
}

function drawBar({ from, to, mark }: Bar, y: number): string {
  const width = WIDTH - RIGHT - NAMES;
  const end = Math.min(WIDTH - RIGHT, Math.max(NAMES + from * width + LEAST, NAMES + to * width));
  const left = Math.min(NAMES + from * width, end - LEAST);
  const bar = `<rect class="t-bar m-${mark}" x="${tenth(left)}" y="${y + 6}" width="${tenth(end - left)}" height="14" rx="3"/>`;
  if (mark !== 'failed' && mark !== 'aborted') return bar;
  const isInside = end - left > ROOM_FOR_SIGN;
  const x = isInside ? end - 4 : Math.max(left - 4, NAMES + 2);
  return `${bar}<text class="t-sign m-${mark}${isInside ? ' t-in' : ''}" x="${tenth(x)}" y="${y + 17.5}">${MARKS[mark].sign}</text>`;
}

const LEAST = 5;
const ROOM_FOR_SIGN = 20;

const tenth = (value: number): number => Math.round(value * 10) / 10;
