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

/** Every pair that has a history, in the order of their names; and the pairs that have none. */
export function loadRecordings(folder: string): { recordings: Recording[]; withoutHistory: string[] } {
  const facts = factsById(join(folder, 'recorded', 'index.json'));
  const recordings: Recording[] = [];
  const withoutHistory: string[] = [];
  for (const file of jsonFiles(join(folder, 'recorded', 'pairs'))) {
    const pair = readJson<RecordedPair>(join(folder, 'recorded', 'pairs', file));
    const path = join(folder, 'recorded', 'histories', file);
    if (!existsSync(path)) {
      withoutHistory.push(pair.id);
      continue;
    }
    recordings.push({ id: pair.id, pair, history: readJson<RecordedHistory>(path), facts: facts.get(pair.id) });
  }
  return { recordings, withoutHistory };
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
