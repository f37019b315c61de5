import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** An event as the recordings have it: wire-shaped, the details under their own member. */
export interface RecordedHistoryEvent {
  readonly type: string;
  /** An array where the recorder sorted the events of a Parallel and lost their ids. */
  readonly id: number | readonly number[];
  readonly previousEventId: number;
  readonly timestamp?: unknown;
  readonly [detailsMember: string]: unknown;
}

/** A history of `recorded/histories`. */
export interface RecordedHistory {
  readonly id: string;
  readonly source: { readonly recordedDate?: string };
  readonly idsNormalised: boolean;
  readonly events: readonly RecordedHistoryEvent[];
}

/** What was run to get a history: `recorded/pairs`. */
export interface RecordedPair {
  readonly id: string;
  readonly definition: Readonly<Record<string, unknown>>;
  /** null: the execution was started without an input. */
  readonly rawInput: string | null;
  readonly type?: string;
  /** Handler files by function name. */
  readonly lambdaHandlers?: Readonly<Record<string, { readonly handler_file?: string }>>;
}

/** A line of `recorded/index.json`. */
export interface RecordingFacts {
  readonly id: string;
  /** A, B: recorded on AWS; C: another implementation's output. */
  readonly tier: string;
  readonly complete: boolean;
  readonly reverseOrder: boolean;
}

export interface Recording {
  readonly id: string;
  readonly pair: RecordedPair;
  readonly history: RecordedHistory;
  /** Absent where the index does not know the history. */
  readonly facts?: RecordingFacts;
}

/** The folder with the recordings: the argument, else AWS_RECORDED, else `../shared/aws` beside the project. */
export function recordingsFolder(argument?: string): string {
  return resolve(argument ?? process.env['AWS_RECORDED'] ?? join(__dirname, '../../../shared/aws'));
}

export function hasRecordings(folder: string): boolean {
  return existsSync(join(folder, 'recorded', 'pairs')) || existsSync(join(folder, 'redrive'));
}

/** Every history that has its definition and input beside it, by name; and what can't be replayed, with the reason. */
export function loadRecordings(folder: string): {
  recordings: Recording[];
  unpaired: { id: string; reason: string }[];
} {
  const facts = factsById(join(folder, 'recorded', 'index.json'));
  const recordings: Recording[] = [];
  const unpaired: { id: string; reason: string }[] = [];
  const [pairs, histories] = ['pairs', 'histories'].map((name) => jsonFiles(join(folder, 'recorded', name)));
  for (const file of [...new Set([...(pairs ?? []), ...(histories ?? [])])].sort()) {
    const id = file.replace(/\.json$/, '');
    const missing = !pairs?.includes(file) ? 'definition and input are' : 'history is';
    if (!pairs?.includes(file) || !histories?.includes(file)) {
      unpaired.push({ id, reason: `its ${missing} not recorded` });
      continue;
    }
    const pair = readJson<RecordedPair>(join(folder, 'recorded', 'pairs', file));
    const history = readJson<RecordedHistory>(join(folder, 'recorded', 'histories', file));
    recordings.push({ id, pair, history, facts: facts.get(id) });
  }
  return { recordings, unpaired };
}

function factsById(path: string): Map<string, RecordingFacts> {
  if (!existsSync(path)) return new Map();
  return new Map(readJson<RecordingFacts[]>(path).map((facts) => [facts.id, facts]));
}

/** Names of the JSON files of a folder, sorted; none where the folder is absent. */
export function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

export function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}

/** `17-03-2024, 11:09:25` as an ISO date, so that dates compare as strings; undefined if unknown. */
export function recordedDay(history: RecordedHistory): string | undefined {
  const match = /^(\d{2})-(\d{2})-(\d{4})/.exec(history.source.recordedDate ?? '');
  return match === null ? undefined : `${match[3]}-${match[2]}-${match[1]}`;
}
