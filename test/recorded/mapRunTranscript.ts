import type { TranscriptEvent } from './transcripts';
import { NOT_READ, isObject } from './values';

type Members = Readonly<Record<string, unknown>>;

/** One call, or a remark on what happened beside Step Functions. */
export interface MapRunStep {
  readonly op: string;
  /** ISO instant of the request; approximate where it has less than three decimals. */
  readonly t?: string;
  readonly request?: Members;
  readonly httpStatus?: number;
  readonly response?: Members;
  readonly error?: Members;
  readonly note?: string;
}

/** What was asked again and again while a Map Run was under way. */
export interface Sampled {
  /** `before redrive`, `redriven-map:0`, `terminal`: the same word is the same moment in all lists. */
  readonly at: string;
  readonly t?: string;
}

export interface RecordedChild {
  readonly item: number;
  readonly arn: string;
  readonly describe?: { readonly beforeRedrive?: Members; readonly final?: Members };
  readonly history?: readonly TranscriptEvent[] | null;
}

/** A Distributed Map and its redrives on AWS. */
export interface MapRunTranscript {
  readonly id: string;
  readonly title?: string;
  readonly definition: Members;
  readonly input: string;
  readonly steps: readonly MapRunStep[];
  readonly parentHistory: readonly TranscriptEvent[];
  readonly children: readonly RecordedChild[];
  readonly mapRunSamples: readonly (Sampled & Members)[];
  readonly listExecutions: readonly (Sampled & { readonly executions: readonly Members[] })[];
  readonly listMapRuns: readonly (Sampled & { readonly mapRuns: readonly Members[] })[];
  /** What the ItemReaders found, by the name of the Map state. */
  readonly itemReaders?: Readonly<Record<string, readonly unknown[]>>;
}

/** A transcript with its references resolved: what was not read is marked, what was absent is left out. */
export function resolveTranscript(content: Members): MapRunTranscript {
  const values = isObject(content['values']) ? content['values'] : {};
  const resolved = Object.fromEntries(
    Object.entries(content)
      .filter(([name]) => name !== 'values')
      .map(([name, value]) => [name, name === 'definition' ? value : resolve(value, values)]),
  );
  const { steps, parentHistory, children, mapRunSamples, listExecutions, listMapRuns } = resolved;
  const lists = {
    steps: listOf(steps).map(withoutUnread),
    parentHistory: listOf(parentHistory),
    children: listOf(children),
    mapRunSamples: listOf(mapRunSamples).map(withTimeRead),
    listExecutions: listOf(listExecutions)
      .filter((list) => Array.isArray(list['executions']))
      .map(withTimeRead),
    listMapRuns: listOf(listMapRuns)
      .filter((list) => Array.isArray(list['mapRuns']))
      .map(withTimeRead),
  };
  return { ...resolved, ...lists } as unknown as MapRunTranscript;
}

function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A step whose request was not read has none; of what was read, the members that were not are left out. */
function withoutUnread(step: Members): Members {
  const { request, ...rest } = withTimeRead(step);
  if (!isObject(request)) return rest;
  return { ...rest, request: Object.fromEntries(Object.entries(request).filter(([, value]) => value !== NOT_READ)) };
}

function withTimeRead({ t, ...rest }: Members): Members {
  return typeof t === 'string' ? { ...rest, t } : rest;
}

function resolve(value: unknown, values: Members): unknown {
  if (value === null) return NOT_READ;
  if (Array.isArray(value)) return value.map((element) => resolve(element, values));
  if (!isObject(value)) return value;
  if (typeof value['$ref'] === 'string') return values[value['$ref']] ?? NOT_READ;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => !(isObject(inner) && inner['$absent'] === true))
      .map(([name, inner]) => [name, resolve(inner, values)]),
  );
}
