import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tidy/sources';
import { plain, table } from './markdown';

/** What `npm run conformance -- --save` writes: figures, and what is not reproduced or not replayed, with the reason. */
export interface SavedConformance {
  readonly redrives: SavedScore;
  /** Map Runs whose items were read. */
  readonly mapRuns: SavedCount;
  /** Of single definitions. */
  readonly answers: SavedCount;
  readonly diagnostics: SavedCount;
  readonly refusals: SavedCount;
  readonly events: SavedCount;
  readonly logs: SavedCount;
  readonly histories: SavedScore & {
    readonly withReaders: number;
    readonly sorted: number;
    readonly prefixes: number;
    readonly equalToTheByte: number;
  };
}

interface SavedCount {
  readonly reproduced: number;
  readonly of: number;
}

interface SavedScore extends SavedCount {
  readonly not: readonly Named[];
  readonly skipped: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly reason: string;
}

/** Where the figures are kept. */
export const CONFORMANCE_FILE = 'docs/conformance.json';

export function readConformance(): SavedConformance | undefined {
  const path = join(root, CONFORMANCE_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SavedConformance) : undefined;
}

/** The figures of the last run of the conformance tool. */
export function conformanceSection(): string {
  const saved = readConformance();
  if (saved === undefined) return '## Conformance\n\nNo figures were saved yet: `npm run conformance -- --save`.';
  const { redrives, mapRuns, answers, diagnostics, refusals, events, logs, histories } = saved;
  return [
    '## Conformance',
    '',
    'Executions that were recorded on the real service are replayed in the fake: the definition, the input and the outcomes of the',
    'tasks go in, the whole history comes out and is compared event by event (type, id, previousEventId, members, values; strings that hold',
    'JSON as JSON). The recordings are not part of this repository; `npm run conformance -- --save` writes these figures.',
    '',
    table(
      ['what', 'reproduced', 'of'],
      [
        counted('redrives, call by call with every answer', redrives),
        counted('Map Runs with an ItemReader, call by call', mapRuns),
        counted('answers to single definitions, with status, output, error and cause', answers),
        counted('diagnostics of definitions', diagnostics),
        counted('refusals, with status and members', refusals),
        counted('events of EventBridge', events),
        counted('logs, line by line', logs),
        counted('histories', histories),
        ['– of these with scripted readers of a Distributed Map', String(histories.withReaders), ''],
        ['– of these without ids inside a Parallel, which the recorder had sorted', String(histories.sorted), ''],
        ['– of these as far as an incomplete recording goes', String(histories.prefixes), ''],
        ['– of these equal to the byte in every JSON text', String(histories.equalToTheByte), ''],
      ],
    ),
    ...list('Not reproduced', [...redrives.not, ...histories.not]),
    ...list('Not replayed', [...redrives.skipped, ...histories.skipped]),
  ].join('\n');
}

function counted(what: string, { reproduced, of }: SavedCount): string[] {
  return [what, String(reproduced), String(of)];
}

function list(title: string, items: readonly Named[]): string[] {
  if (items.length === 0) return ['', `### ${title}`, '', 'None.'];
  const rows = items.map(({ name, reason }) => [plain(name), plain(reason)]);
  return ['', `### ${title}`, '', table(['recording', 'why'], rows)];
}
