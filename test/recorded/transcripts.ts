import { join } from 'node:path';
import { jsonFiles, readJson } from './recordings';

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

/** Every file of `redrive/`, recognised by its form. */
export function loadTranscripts(folder: string): { files: TranscriptFile[]; setup: CallTranscript | undefined } {
  const directory = join(folder, 'redrive');
  let setup: CallTranscript | undefined;
  const files = jsonFiles(directory).map((file): TranscriptFile => {
    const content = readJson<Record<string, unknown>>(join(directory, file));
    const id = String(content['id'] ?? file);
    if (id.startsWith('00')) setup = content as unknown as CallTranscript;
    const reason = NOT_REPLAYED[id.slice(0, 2)];
    if (reason !== undefined) return { kind: 'skipped', file, reason };
    if (Array.isArray(content['parentHistory'])) return { kind: 'mapRun', file, transcript: content };
    if (Array.isArray(content['steps']) && Array.isArray(content['finalHistory'])) {
      return { kind: 'calls', file, transcript: content as unknown as CallTranscript };
    }
    return { kind: 'skipped', file, reason: 'neither a transcript of calls nor one of a Map Run' };
  });
  return { files, setup };
}

/** The definition of a transcript as it was sent; in another file of the folder if it says so. */
export function definitionOf(transcript: CallTranscript, folder: string): string | undefined {
  if (transcript.definitionVerbatim !== undefined) return transcript.definitionVerbatim;
  const { definition } = transcript;
  if (typeof definition === 'object' && definition !== null) return JSON.stringify(definition);
  const other = /\bsee (\S+\.json)\b/.exec(String(definition))?.[1];
  if (other === undefined || !jsonFiles(join(folder, 'redrive')).includes(other)) return undefined;
  return definitionOf(readJson<CallTranscript>(join(folder, 'redrive', other)), folder);
}
