import { printable } from '../../model/printable';
import { table, terminalOf, type PrintOptions, type Row } from '../../model/table';
import type { CoverageMeasure, CoverageMeasures, MachineCoverage } from './coverage';

/** The measures in the order in which they are shown, and what each is called. */
export const MEASURES: readonly (readonly [keyof CoverageMeasures, string])[] = [
  ['states', 'states'],
  ['transitions', 'transitions'],
  ['choiceRules', 'choice rules'],
  ['retriers', 'retriers'],
  ['catchers', 'catchers'],
  ['timeouts', 'timeouts'],
  ['failures', 'failed tasks'],
  ['resumed', 'resumed by a redrive'],
  ['scripted', 'scripted tasks reached'],
];

const WIDEST_LABEL = Math.max(...MEASURES.map(([, label]) => label.length));
const MISSING = 'missing:';
/** `123 of 123`, and the gaps. */
const COUNT_AND_GAPS = 16;
const PLAIN: PrintOptions = { colors: false, width: 100 };

/** A table of what was reached, and what is missing by name; a machine has only the rows of what its definition has. */
export function coverageText(machines: readonly MachineCoverage[], options: PrintOptions = PLAIN): string {
  if (machines.length === 0) return 'Nothing has run a state machine.';
  const { paint, width } = terminalOf(options);
  const rows = machines.flatMap((machine): Row[] => [
    { rule: machine.name, tone: 'bold' },
    ...MEASURES.flatMap(([name, label]) => rowsOf(label, machine[name], width)),
  ]);
  return table(rows, { paint, width });
}

function rowsOf(label: string, { covered, total, missing }: CoverageMeasure, width: number): Row[] {
  if (total === 0) return [];
  const [first = '', ...further] = wrapped(missing, width - WIDEST_LABEL - COUNT_AND_GAPS - MISSING.length);
  const tone = missing.length === 0 ? 'good' : 'bad';
  return [
    [{ text: label }, { text: `${covered} of ${total}`, tone }, { text: missing.length === 0 ? '' : MISSING }, { text: first }],
    ...further.map((text) => [{ text: '' }, { text: '' }, { text: '' }, { text }]),
  ];
}

/** Names on as many lines as they need: none is cut off. */
function wrapped(names: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, each] of names.entries()) {
    let name = `${printable(each)}${index < names.length - 1 ? ',' : ''}`;
    if (line !== '' && line.length + 1 + name.length > width) {
      lines.push(line);
      line = '';
    }
    for (; name.length > width; name = name.slice(width)) lines.push(name.slice(0, width));
    line = line === '' ? name : `${line} ${name}`;
  }
  return line === '' ? lines : [...lines, line];
}
