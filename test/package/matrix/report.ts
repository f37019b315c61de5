import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, root, run } from '../packedPackage';
import type { Cell as RunnerCell } from './cells';
import type { Environment } from './environments';
import { RUNNERS } from './runners';

/** One adapter in one runner with one set of packages. */
export type Cell = RunnerCell & { readonly environment: Environment };

/** A check that is no cell: a compiler, a lesson. */
export interface Check {
  readonly part: 'types' | 'lessons' | 'network' | 'browser';
  readonly what: string;
  readonly passed: boolean;
}

/** An environment as it was installed: exact versions by package. */
export interface Installed {
  readonly environment: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** The columns: what any runner has a spec for. */
const ADAPTERS = [...new Set(RUNNERS.flatMap(({ specs }) => specs.map(({ adapter }) => adapter)))];
const SHOWN_PACKAGES = ['@aws-sdk/client-sfn', 'aws-sdk-client-mock', 'msw', 'jest', 'vitest'];
const MSW_NOTE = '[1]';

type Row = readonly string[];

interface Table {
  readonly heading: string;
  readonly text: string;
  readonly head: Row;
  /** How many columns name a row. */
  readonly named: number;
  readonly rows: readonly Row[];
}

function tablesOf(cells: readonly Cell[], installed: readonly Installed[], checks: readonly Check[]): Table[] {
  return [
    {
      heading: 'Runners and adapters',
      text: `✓ works, ✗ does not, – is not there. ${MSW_NOTE} CommonJS Jest cannot load msw 2.11.3 or later: it takes \`testEnvironment: 'redrive-testkit/jest-environment'\` and \`setupFakeStepFunctions({ adapter: 'msw' })\`.`,
      head: ['runner', 'with', ...ADAPTERS],
      named: 2,
      rows: runnerRows(cells),
    },
    {
      heading: 'What was installed',
      text: 'The exact versions of the last run.',
      head: ['with', 'Node', ...SHOWN_PACKAGES],
      named: 1,
      rows: installed.map(({ environment, versions }) => [
        environment,
        ...['node', ...SHOWN_PACKAGES].map((name) => versions[name] ?? '–'),
      ]),
    },
    {
      heading: 'Types, lessons and network',
      text: 'Consumers of every entry compiled under `strict`; the lessons and the first test of README.md run with the packed package; requests sent by every way at every moment of a test file, none of which left the machine.',
      head: ['part', 'what', 'result'],
      named: 2,
      rows: checks.map(({ part, what, passed }) => [part, what, mark(passed)]),
    },
  ];
}

const mark = (passed: boolean): string => (passed ? '✓' : '✗');

function runnerRows(cells: readonly Cell[]): Row[] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = `${cell.runner.name}|${cell.environment.name}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()].map((group) => [
    group[0]!.runner.name,
    group[0]!.environment.name,
    ...ADAPTERS.map((adapter) => markOf(group.find((cell) => cell.adapter === adapter))),
  ]);
}

function markOf(cell: Cell | undefined): string {
  if (cell === undefined) return '–';
  const note = cell.adapter === 'msw' && cell.runner.mswNote !== undefined ? ` ${MSW_NOTE}` : '';
  return mark(cell.passed) + (cell.passed ? note : '');
}

const FILE = join(root, 'docs', 'MATRIX.md');

/** Writes docs/MATRIX.md: the rows of this run, and those of earlier runs that it does not replace and that have the same columns. */
export function writeReport(cells: readonly Cell[], installed: readonly Installed[], checks: readonly Check[]): void {
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const sections = tablesOf(cells, installed, checks).map((table) => {
    const earlier = rowsBelow(before, table.heading).filter((row) => row.length === table.head.length);
    const rows = merged(earlier, table.rows, table.named);
    const lines = [table.head, table.head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
    return [`## ${table.heading}`, '', table.text, '', ...lines, ''].join('\n');
  });
  const head = '# Matrix\n\nThe packed package in real projects. Written by `npm run matrix`; not edited by hand.\n';
  writeFileSync(FILE, [head, ...sections].join('\n'));
  run(binary('prettier'), ['--write', FILE], root);
}

function rowsBelow(markdown: string, heading: string): Row[] {
  const [, section = ''] = new RegExp(`^## ${heading}$([^]*?)(?=^## |(?![^]))`, 'm').exec(markdown) ?? [];
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function merged(earlier: readonly Row[], rows: readonly Row[], named: number): Row[] {
  const nameOf = (row: Row): string => row.slice(0, named).join(' | ');
  const byName = new Map([...earlier, ...rows].map((row) => [nameOf(row), row]));
  return [...byName.values()].toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'));
}
