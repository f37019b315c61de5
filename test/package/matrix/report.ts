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
  readonly part: 'types' | 'lessons' | 'network' | 'browser' | 'copies';
  readonly what: string;
  /** The environment, or what else its packages are. */
  readonly with: string;
  readonly passed: boolean;
}

/** An environment as it was installed: exact versions by package. */
export interface Installed {
  readonly environment: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** The columns: what any runner has a spec for. */
const ADAPTERS = [...new Set(RUNNERS.flatMap(({ specs }) => specs.map(({ adapter }) => adapter)))];
const SHOWN_PACKAGES = ['@aws-sdk/client-sfn', 'aws-sdk-client-mock', 'msw', 'jest', 'vitest', 'ava', 'bun'];
const MSW_NOTE = '[1]';

type Row = readonly string[];

interface Table {
  readonly heading: string;
  readonly text: string;
  readonly head: Row;
  /** What is tried as a whole, and so replaces all that an earlier run says of it. */
  readonly wholeOf: (row: Row) => string;
  readonly rows: readonly Row[];
}

/** What one run has found. */
export interface Results {
  /** Tells packages apart: what was found is true of this one. */
  readonly build: string;
  /** Whether all was run, so that nothing of an earlier run is left to say. */
  readonly isWhole: boolean;
  readonly cells: readonly Cell[];
  readonly installed: readonly Installed[];
  readonly checks: readonly Check[];
}

function tablesOf({ build, cells, installed, checks }: Results): Table[] {
  return [
    {
      heading: 'Runners and adapters',
      text: `✓ works, ✗ does not, – is not there. ${MSW_NOTE} CommonJS Jest cannot load msw 2.11.3 or later: it takes \`testEnvironment: 'redrive-testkit/jest-environment'\` and \`setupFakeStepFunctions({ adapter: 'msw' })\`.`,
      head: ['runner', 'with', ...ADAPTERS],
      wholeOf: ([, environment]) => environment!,
      rows: runnerRows(cells),
    },
    {
      heading: 'What was installed',
      text: `The exact versions of the last run of each, and the build of this package that was tried: what was found is true of that build. The last was ${build}.`,
      head: ['with', 'build', 'Node', ...SHOWN_PACKAGES],
      wholeOf: ([environment]) => environment!,
      rows: installed.map(({ environment, versions }) => [
        environment,
        build,
        ...['node', ...SHOWN_PACKAGES].map((name) => versions[name] ?? '–'),
      ]),
    },
    {
      heading: 'Types, lessons and network',
      text: 'Consumers of every entry, and of the matchers in each way to `expect`, compiled under `strict`; the lessons and the first test of README.md run with the packed package; requests sent by every way at every moment of a test file, none of which left the machine; packages of a workspace whose copies of the SDK differ.',
      head: ['part', 'what', 'with', 'build', 'result'],
      wholeOf: ([part, , environment]) => `${part} ${environment}`,
      rows: checks.map((check) => [check.part, check.what, check.with, build, mark(check.passed)]),
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

/** Writes docs/MATRIX.md: the rows of this run, and those of earlier runs of what it has left out. */
export function writeReport(results: Results): void {
  const before = existsSync(FILE) && !results.isWhole ? readFileSync(FILE, 'utf8') : '';
  const sections = tablesOf(results).map((table) => {
    const rows = [...earlierRows(before, table), ...table.rows].toSorted(byName);
    const lines = [table.head, table.head.map(() => '---'), ...rows].map(lineOf);
    return [`## ${table.heading}`, '', table.text, '', ...lines, ''].join('\n');
  });
  const head = '# Matrix\n\nThe packed package in real projects. Written by `npm run matrix`; not edited by hand.\n';
  writeFileSync(FILE, [head, ...sections].join('\n'));
  run(binary('prettier'), ['--write', FILE], root);
}

const lineOf = (row: Row): string => `| ${row.join(' | ')} |`;
const byName = (a: Row, b: Row): number => a.slice(0, 3).join().localeCompare(b.slice(0, 3).join(), 'en');

/** Those of a table that had the same columns, without what was run again. */
function earlierRows(before: string, { heading, head, wholeOf, rows }: Table): Row[] {
  const [columns, , ...earlier] = rowsBelow(before, heading);
  if (columns?.join() !== head.join()) return [];
  const wholes = new Set(rows.map(wholeOf));
  return earlier.filter((row) => !wholes.has(wholeOf(row)));
}

function rowsBelow(markdown: string, heading: string): Row[] {
  const [, section = ''] = new RegExp(`^## ${heading}$([^]*?)(?=^## |(?![^]))`, 'm').exec(markdown) ?? [];
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
