import { checkOptions, invalid, isWholeFrom } from './arguments';
import { onOneLine, printable } from './printable';

/** Colors of a terminal, by what they say. */
export type Tone = 'plain' | 'dim' | 'bold' | 'good' | 'bad' | 'notice';

const CODES: Readonly<Record<Exclude<Tone, 'plain'>, readonly [number, number]>> = {
  dim: [2, 22],
  bold: [1, 22],
  good: [32, 39],
  bad: [31, 39],
  notice: [36, 39],
};

/** Wraps a text in the control sequences of its tone. */
export type Painter = (text: string, tone: Tone) => string;

export function painter(colors: boolean): Painter {
  return (text, tone) => {
    if (!colors || tone === 'plain' || text === '') return text;
    const [on, off] = CODES[tone];
    return `\u001B[${on}m${text}\u001B[${off}m`;
  };
}

/** Where a text goes to: whether it may be colored, and how wide it is. */
export interface PrintOptions {
  /** Default: when a terminal is attached and neither `NO_COLOR` nor `CI` is set. */
  readonly colors?: boolean;
  /** Columns. Default: those of the terminal, else 120. */
  readonly width?: number;
}

/** Columns, where no terminal says how wide it is: what most editors and logs show without wrapping. */
const WIDTH_WITHOUT_TERMINAL = 120;
const NARROWEST = 40;

/** Refuses options that do not exist, and values that no table can be printed with. */
export function checkPrintOptions(call: string, options: object, counts: readonly string[] = []): void {
  const example = `${call.replace('()', '')}(…, { width: 100, colors: false })`;
  checkOptions(call, options, ['colors', 'width', ...counts], example);
  for (const name of ['width', ...counts]) {
    const value: unknown = (options as Record<string, unknown>)[name];
    if (value === undefined || isWholeFrom(0, value)) continue;
    throw invalid(`The option ${name} of ${call} is a whole number, from 0.`, value, `Write for example ${example}.`);
  }
}

export function terminalOf({ colors, width }: PrintOptions): { readonly paint: Painter; readonly width: number } {
  const { env, stdout } = process;
  const attached = stdout.isTTY;
  const columns = width ?? (attached ? stdout.columns : undefined) ?? WIDTH_WITHOUT_TERMINAL;
  return {
    paint: painter(colors ?? (attached && env['NO_COLOR'] === undefined && env['CI'] === undefined)),
    width: Math.max(NARROWEST, columns),
  };
}

/** One cell of a table. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

/** A row of cells, or a line that is ruled through the whole table. */
export type Row = readonly Cell[] | { readonly rule: string; readonly tone?: Tone };

export interface TableOptions {
  readonly paint: Painter;
  readonly width: number;
}

const GAP = '  ';
/** No column but the last takes more than this of the width: a long name must not hide the error. */
const WIDEST_SHARE = 0.4;

/**
 * Rows in aligned columns. The last column takes what is left of the width, and is shortened to it. Whatever a cell holds,
 * it stays on its line and says nothing to the terminal.
 */
export function table(given: readonly Row[], { paint, width }: TableOptions): string {
  const count = given.reduce((most, row) => Math.max(most, isCells(row) ? row.length : 0), 0);
  const rows = given.map((row) => harmless(row, count));
  const cells = rows.filter(isCells);
  const widest = Math.floor(width * WIDEST_SHARE);
  const widths = Array.from({ length: Math.max(0, count - 1) }, (_, column) =>
    cells.reduce((most, row) => Math.min(widest, Math.max(most, widthOf(row[column]?.text ?? ''))), 0),
  );
  const left = width - widths.reduce((sum, each) => sum + each + GAP.length, 0);
  const lines = rows.map((row) => {
    if (!isCells(row)) return paint(ruled(row.rule, width), row.tone ?? 'dim');
    const shown = row.map(({ text, tone = 'plain' }, column) => {
      const last = column === count - 1;
      const fitted = last ? shorten(text, left) : pad(text, widths[column]!);
      return paint(fitted, tone);
    });
    return shown.join(GAP).trimEnd();
  });
  return lines.join('\n');
}

function harmless(row: Row, count: number): Row {
  if (!isCells(row)) return { ...row, rule: printable(row.rule) };
  return row.map((cell, column) => ({
    ...cell,
    text: column === count - 1 ? onOneLine(cell.text) : printable(cell.text),
  }));
}

function isCells(row: Row): row is readonly Cell[] {
  return Array.isArray(row);
}

function ruled(title: string, width: number): string {
  const start = title === '' ? '' : `── ${title} `;
  return shorten(start, width) + '─'.repeat(Math.max(0, width - widthOf(start)));
}

function pad(text: string, width: number): string {
  const blanks = width - widthOf(text);
  return blanks >= 0 ? text + ' '.repeat(blanks) : `${[...text].slice(0, width - 1).join('')}…`;
}

/** Characters, not code units: state names are often not English. */
function widthOf(text: string): number {
  return /^[\u0020-\u007E]*$/.test(text) ? text.length : [...text].length;
}

/** A text cut to a width with an ellipsis. */
function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  return width <= 1 ? '…'.slice(0, Math.max(0, width)) : `${[...text].slice(0, width - 1).join('')}…`;
}
