import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { asHistory, asPair } from './recordedForm';
import { isObject } from './values';

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
}

/** A line of `recorded/index.json`. */
export interface RecordingFacts {
  readonly id: string;
  /** A, B: recorded on AWS; C: another implementation's output. Absent where the index does not know the history. */
  readonly tier?: string;
  readonly complete: boolean;
  readonly reverseOrder: boolean;
}

export interface Recording {
  readonly id: string;
  readonly pair: RecordedPair;
  readonly history: RecordedHistory;
  readonly facts?: RecordingFacts;
}

/** Where recordings are unless AWS_RECORDED says otherwise: beside the project. */
const USUAL = ['aws', 'aws-new'].map((name) => join(__dirname, '../../../shared', name));

/** The folders with recordings: the arguments, else AWS_RECORDED (several are separated by `:`), else the usual ones that are there. */
export function recordingsFolders(given: readonly string[] = []): string[] {
  const named = (process.env['AWS_RECORDED'] ?? '').split(delimiter).filter((name) => name !== '');
  const chosen = given.length > 0 ? given : named;
  if (chosen.length > 0) return chosen.map((name) => resolve(name));
  const there = USUAL.filter(hasRecordings);
  return there.length > 0 ? there : USUAL.slice(0, 1);
}

/** Where a file of the recordings is: in the first folder that has it. */
export function recordedPath(path: string): string {
  const places = recordingsFolders().map((folder) => join(folder, path));
  return places.find((place) => existsSync(place)) ?? places[0]!;
}

/** A row of `recorded/index.json`, where it is a list. */
export interface IndexRow extends RecordingFacts {
  readonly tier: string;
  readonly idsNormalised: boolean;
  /** A complete history, as it was recorded: its ids can be held against the rules. */
  readonly eligible: boolean;
}

/** The rows of all folders. */
export function recordedIndex(): IndexRow[] {
  const paths = recordingsFolders().map((folder) => join(folder, 'recorded', 'index.json'));
  const rows = paths.filter((path) => existsSync(path)).flatMap((path) => readJson<IndexRow[]>(path));
  return rows.map((row) => ({ ...row, eligible: row.eligible ?? isWhole(row) }));
}

function isWhole({ complete, idsNormalised, reverseOrder }: IndexRow): boolean {
  return complete && !idsNormalised && !reverseOrder;
}

export function hasRecordings(folder: string): boolean {
  return existsSync(join(folder, 'recorded', 'pairs')) || existsSync(join(folder, 'redrive'));
}

/** A recording that can't be replayed, and why. */
export interface Unpaired {
  readonly id: string;
  readonly reason: string;
}

/** Every history that has its definition and input beside it, by name; and what can't be replayed, with the reason. */
export function loadRecordings(folder: string): { recordings: Recording[]; unpaired: Unpaired[] } {
  const facts = factsById(join(folder, 'recorded', 'index.json'));
  const recordings: Recording[] = [];
  const unpaired: Unpaired[] = [];
  const [pairs, histories] = ['pairs', 'histories'].map((name) => join(folder, 'recorded', name)) as [string, string];
  for (const file of [...new Set([...jsonFiles(pairs), ...jsonFiles(histories)])].sort()) {
    const id = file.replace(/\.json$/, '');
    const loaded = loadRecording(id, join(pairs, file), join(histories, file), facts.get(id));
    if ('reason' in loaded) unpaired.push(loaded);
    else recordings.push(loaded);
  }
  return { recordings, unpaired };
}

function loadRecording(
  id: string,
  pairPath: string,
  historyPath: string,
  known: Partial<RecordingFacts> | undefined,
): Recording | Unpaired {
  if (!existsSync(pairPath)) return { id, reason: 'its definition and input are not recorded' };
  if (!existsSync(historyPath)) return { id, reason: 'its history is not recorded' };
  const [pairContent, historyContent] = [readable(pairPath), readable(historyPath)];
  if (pairContent === undefined || historyContent === undefined) return { id, reason: 'a file of it is no JSON' };
  const pair = asPair(pairContent);
  if ('problem' in pair) return { id, reason: pair.problem };
  const read = asHistory(historyContent, known);
  return 'problem' in read ? { id, reason: read.problem } : { id, pair, ...read };
}

/** What the index says of each history: a list, or an object by id. */
function factsById(path: string): Map<string, Partial<RecordingFacts>> {
  const content = existsSync(path) ? readable(path) : undefined;
  const known = new Map<string, Partial<RecordingFacts>>();
  for (const [key, item] of Object.entries(content ?? {})) {
    if (isObject(item)) known.set(typeof item['id'] === 'string' ? item['id'] : key, item);
  }
  return known;
}

/** The content of a JSON file; nothing if it is none. */
export function readable(path: string): unknown {
  try {
    return readJson(path);
  } catch {
    return undefined;
  }
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

/** The day of `17-03-2024, 11:09:25`, or of an ISO date, as the latter: so dates compare as strings; undefined if unknown. */
export function recordedDay(history: RecordedHistory): string | undefined {
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(history.source.recordedDate ?? '');
  if (iso !== null) return iso[0];
  const match = /^(\d{2})-(\d{2})-(\d{4})/.exec(history.source.recordedDate ?? '');
  return match === null ? undefined : `${match[3]}-${match[2]}-${match[1]}`;
}
