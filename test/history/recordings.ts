import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { detailsMemberOf } from '../../src/model/historyEvent';
import type { HistoryEventLike } from '../../src/history/historyEvents';

/** Where the recordings of the real service lie. */
const RECORDED = resolve(process.env['AWS_RECORDED'] ?? join(__dirname, '../../../shared/aws'));

export interface Recording {
  readonly id: string;
  readonly events: HistoryEventLike[];
}

interface IndexRow {
  readonly id: string;
  readonly eligible: boolean;
  readonly complete: boolean;
  readonly idsNormalised: boolean;
  readonly reverseOrder: boolean;
  readonly tier: string;
}

export const recordingsArePresent = existsSync(join(RECORDED, 'recorded/index.json'));
export const redrivesArePresent = existsSync(join(RECORDED, 'redrive'));

/** `describe`, or a skipped one that says what is absent. */
export function describeRecorded(present: boolean, title: string, body: () => void): void {
  if (present) describe(title, body);
  else describe.skip(`${title} (skipped: no recordings, set AWS_RECORDED)`, body);
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(RECORDED, path), 'utf8')) as T;
}

export function index(): IndexRow[] {
  return recordingsArePresent ? read<IndexRow[]>('recorded/index.json') : [];
}

export function recordedHistory(id: string): Recording {
  return { id, events: read<{ events: HistoryEventLike[] }>(`recorded/histories/${id}.json`).events };
}

/** Complete histories, as recorded on AWS: those whose ids were normalized, reversed or doubtful ones set aside. */
export function completeHistories(): Recording[] {
  return index().flatMap((row) => (row.eligible ? [recordedHistory(row.id)] : []));
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
  if (!redrivesArePresent) return [];
  return readdirSync(join(RECORDED, 'redrive'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const transcript = read<Transcript>(`redrive/${file}`);
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
    });
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
