/**
 * The packed package in real projects: every runner, door, Node version and age of peers. Prints a markdown table and
 * fails if a cell does. `npm run matrix -- "Node 20"` runs the environments whose name has that text;
 * `types` and `lessons` are the other parts.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from '../packedPackage';
import type { Cell as RunnerCell } from './cells';
import { runCells } from './cells';
import type { Environment } from './environments';
import { ENVIRONMENTS, install, nodeFolder } from './environments';
import { checkLessons } from './lessons';
import { RUNNERS } from './runners';
import { checkTypes } from './types';

type Cell = RunnerCell & { readonly environment: Environment };

const DOORS = ['request-handler', 'intercepted clients', 'client-mock', 'msw', 'set-up and matchers', 'fake timers'];

function table(cells: readonly Cell[]): string {
  const notes: string[] = [];
  const mark = (cell: Cell | undefined): string => {
    if (cell === undefined) return '–';
    if (!cell.passed) return '✗';
    if (cell.door !== 'msw' || cell.runner.mswNote === undefined) return '✓';
    if (!notes.includes(cell.runner.mswNote)) notes.push(cell.runner.mswNote);
    return `✓ [${notes.indexOf(cell.runner.mswNote) + 1}]`;
  };
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const row = `| ${cell.runner.name} | ${cell.environment.name} |`;
    groups.set(row, [...(groups.get(row) ?? []), cell]);
  }
  const rows = [...groups].map(
    ([row, inRow]) => `${row} ${DOORS.map((door) => mark(inRow.find((cell) => cell.door === door))).join(' | ')} |`,
  );
  return [
    `| runner | with | ${DOORS.join(' | ')} |`,
    `| --- | --- | ${DOORS.map(() => '---').join(' | ')} |`,
    ...rows.toSorted(),
    '',
    ...notes.map((note, index) => `[${index + 1}] ${note}`),
  ].join('\n');
}

const wanted = process.argv[2] ?? '';
const packed = pack();
const cells: Cell[] = [];
let typesPassed = true;
let lessonsPassed = true;
try {
  for (const environment of ENVIRONMENTS.filter(({ name }) => name.includes(wanted))) {
    console.error(`${environment.name}: installing`);
    const bin = nodeFolder(join(packed.folder, 'tools'), environment.node);
    const project = join(packed.folder, environment.name.replace(/\W+/g, '-'));
    install(project, environment, packed.tarball, bin);
    for (const runner of RUNNERS) {
      console.error(`${environment.name}: ${runner.name}`);
      cells.push(...runCells(project, bin, runner).map((cell) => ({ ...cell, environment })));
    }
    rmSync(project, { recursive: true, force: true });
  }
  if ('types'.includes(wanted)) typesPassed = checkTypes(packed);
  if ('lessons'.includes(wanted)) lessonsPassed = checkLessons(packed);
} finally {
  packed.dispose();
}

for (const { environment, runner, door, output } of cells.filter(({ passed }) => !passed)) {
  console.error(`\n${environment.name}, ${runner.name}, ${door}:\n${output}`);
}
console.log(`\n${table(cells)}`);
process.exitCode = typesPassed && lessonsPassed && cells.every(({ passed }) => passed) ? 0 : 1;
