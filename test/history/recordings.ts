import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { detailsMemberOf } from '../../src/model/historyEvent';
import type { HistoryEventLike } from '../../src/history/historyEvents';
import { jsonFiles, readJson, recordedIndex, recordedPath, recordingsFolders } from '../recorded/recordings';

export interface Recording {
  readonly id: string;
  readonly events: HistoryEventLike[];
}

export const recordingsArePresent = existsSync(recordedPath('recorded/index.json'));
export const redrivesArePresent = existsSync(recordedPath('redrive'));

/** `describe`, or a skipped one that says what is absent. */
export function describeRecorded(present: boolean, title: string, body: () => void): void {
  if (present) describe(title, body);
  else describe.skip(`${title} (skipped: no recordings, set AWS_RECORDED)`, body);
}

export function recordedHistory(id: string): Recording {
  return { id, events: readJson<{ events: HistoryEventLike[] }>(recordedPath(`recorded/histories/${id}.json`)).events };
}

/** Complete histories, as recorded on AWS: those whose ids were normalized, reversed or doubtful ones set aside. */
export function completeHistories(): Recording[] {
  return recordedIndex().flatMap((row) => (row.eligible ? [recordedHistory(row.id)] : []));
}

interface TranscriptEvent {
  readonly id: number;
  readonly prev: number;
  readonly type: string;
  readonly timestamp?: number | null;
  readonly t?: number | null;
  readonly details?: Record<string, unknown> | null;
}

interface Transcript {
  readonly finalHistory?: TranscriptEvent[];
  readonly parentHistory?: TranscriptEvent[];
  readonly children?: { readonly history?: TranscriptEvent[] | null }[];
  readonly values?: Record<string, string>;
}

/** Histories of executions that were redriven on AWS, and of the children of redriven Map Runs. */
export function redrivenHistories(): Recording[] {
  return recordingsFolders().flatMap((folder) =>
    jsonFiles(join(folder, 'redrive')).flatMap((file) => {
      const transcript = readJson<Transcript>(join(folder, 'redrive', file));
      const own = transcript.finalHistory ?? transcript.parentHistory ?? [];
      const children = (transcript.children ?? []).map(({ history }) => history ?? []);
      return [own, ...children].flatMap((events, index) =>
        events.length === 0
          ? []
          : [
              {
                id: `${file}${index === 0 ? '' : ` child ${index - 1}`}`,
                events: events.map((e) => shaped(e, transcript)),
              },
            ],
      );
    }),
  );
}

function shaped(event: TranscriptEvent, { values = {} }: Transcript): HistoryEventLike {
  const { id, prev, type, timestamp, details } = event;
  const shape = { timestamp, type, id, previousEventId: prev };
  if (details === undefined || details === null) return shape;
  return { ...shape, [detailsMemberOf(type)]: resolved(details, values) };
}

function resolved(details: Record<string, unknown>, values: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      const reference = (value as { $ref?: string } | null)?.$ref;
      return [name, reference === undefined ? value : values[reference]];
    }),
  );
}
