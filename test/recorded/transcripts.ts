import { join } from 'node:path';
import { jsonFiles, readJson, readable } from './recordings';
import { isObject } from './values';

/** An event of `finalHistory` or `parentHistory`. */
export interface TranscriptEvent {
  readonly id: number;
  readonly prev: number;
  readonly type: string;
  /** Epoch seconds (calls), or absent. */
  readonly timestamp?: number;
  /** ISO instant (Map Runs), null where it was not read; an offset in seconds in call transcripts. */
  readonly t?: string | number | null;
  readonly detailsMember?: string | null;
  readonly details?: Readonly<Record<string, unknown>> | null;
  /** Not seen itself: not compared. */
  readonly inferred?: boolean;
}

/** One call of a probe, with its answer as it was on the wire. */
export interface CallStep {
  readonly n: number;
  readonly label?: string;
  readonly op: string;
  /** Not Step Functions: an arrangement. */
  readonly service?: string;
  /** Epoch milliseconds on the clock of the client. */
  readonly sentMs: number;
  readonly doneMs: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly status: number | null;
  readonly response?: Readonly<Record<string, unknown>>;
  readonly error?: Readonly<Record<string, unknown>>;
  /** Identical polls that were written down once. */
  readonly repeated?: { readonly polls?: readonly (readonly [number, number])[] };
}

/** An execution that was redriven on AWS, call by call. */
export interface CallTranscript {
  readonly id: string;
  readonly title?: string;
  readonly type: string | null;
  readonly stateMachine?: string;
  readonly executionArn?: string;
  /** The definition, or a sentence that says in which file it is. */
  readonly definition: unknown;
  readonly definitionVerbatim?: string;
  readonly steps: readonly CallStep[];
  readonly finalHistory: readonly TranscriptEvent[];
}

/** A file of `redrive/`, and what it is. */
export type TranscriptFile =
  | { readonly kind: 'calls'; readonly file: string; readonly transcript: CallTranscript }
  | { readonly kind: 'mapRun'; readonly file: string; readonly transcript: Readonly<Record<string, unknown>> }
  | { readonly kind: 'skipped'; readonly file: string; readonly reason: string };

/** Not replayed, by the decision that the design took about them. */
const NOT_REPLAYED: Readonly<Record<string, string>> = {
  '00': 'arrangement of the others: identity, role, activity and machines',
  '11': 'clean-up: deletions and what is left while they last',
  '12': 'metrics of another service',
};

/** Every file of `redrive/`, or of another folder of transcripts, recognized by its form. */
export function loadTranscripts(folder: string, name = 'redrive'): TranscriptFile[] {
  return jsonFiles(join(folder, name)).map((file): TranscriptFile => {
    const content = readable(join(folder, name, file));
    if (!isObject(content)) return { kind: 'skipped', file, reason: 'it is no JSON object' };
    const reason = NOT_REPLAYED[String(content['id'] ?? file).slice(0, 2)];
    if (reason !== undefined) return { kind: 'skipped', file, reason };
    if (Array.isArray(content['parentHistory'])) return { kind: 'mapRun', file, transcript: content };
    if (Array.isArray(content['steps']) && Array.isArray(content['finalHistory'])) {
      return { kind: 'calls', file, transcript: content as unknown as CallTranscript };
    }
    return { kind: 'skipped', file, reason: 'neither a transcript of calls nor one of a Map Run' };
  });
}

/** The calls that made the role, the activity and the machines of all transcripts; from the first folder that has them. */
export function setupOf(folders: readonly string[]): CallTranscript | undefined {
  for (const folder of folders) {
    const file = jsonFiles(join(folder, 'redrive')).find((name) => name.startsWith('00'));
    if (file !== undefined) return readJson<CallTranscript>(join(folder, 'redrive', file));
  }
  return undefined;
}

/** The definition of a transcript as it was sent; in another file if it says so, which the first folder that has it gives. */
export function definitionOf(transcript: CallTranscript, folders: readonly string[]): string | undefined {
  if (transcript.definitionVerbatim !== undefined) return transcript.definitionVerbatim;
  const { definition } = transcript;
  if (typeof definition === 'object' && definition !== null) return JSON.stringify(definition);
  const other = /\bsee (\S+\.json)\b/.exec(String(definition))?.[1];
  const folder = folders.find((each) => other !== undefined && jsonFiles(join(each, 'redrive')).includes(other));
  if (other === undefined || folder === undefined) return undefined;
  return definitionOf(readJson<CallTranscript>(join(folder, 'redrive', other)), folders);
}
