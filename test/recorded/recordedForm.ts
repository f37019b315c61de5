import type { RecordedHistory, RecordedPair, RecordingFacts } from './recordings';
import { isObject } from './values';

/** Ends of an execution: what comes after it is a redrive. */
const TERMINAL = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/** A recorded pair. The definition may be text, as it was sent; an input that is no text stands for the text of it. */
export function asPair(content: unknown): RecordedPair | { readonly problem: string } {
  if (!isObject(content)) return { problem: 'the file with its definition and input is no object' };
  const definition = asObject(content['definition']);
  if (definition === undefined) return { problem: 'its definition is no object' };
  const { rawInput = content['input'] ?? null } = content;
  const asText = rawInput === null || typeof rawInput === 'string' ? rawInput : JSON.stringify(rawInput);
  return { ...(content as unknown as RecordedPair), definition, rawInput: asText };
}

/** A recorded history, with what is known of it: what the index does not say is seen from the events. */
export function asHistory(
  content: unknown,
  known: Partial<RecordingFacts> = {},
): { readonly history: RecordedHistory; readonly facts: RecordingFacts } | { readonly problem: string } {
  const events: unknown = isObject(content) ? content['events'] : undefined;
  if (!Array.isArray(events) || events.length === 0) return { problem: 'it has no events' };
  const wrong = events.findIndex((event) => !isEvent(event));
  if (wrong >= 0) return { problem: `event ${wrong + 1} has no type, or an id that is neither a number nor a list` };
  const given = content as RecordedHistory & { readonly source?: RecordedHistory['source'] };
  const history: RecordedHistory = { ...given, source: given.source ?? {} };
  const [first, last] = [history.events[0], history.events.at(-1)];
  const reverseOrder = known.reverseOrder ?? (events.length > 1 && last?.type === 'ExecutionStarted');
  const complete = known.complete ?? TERMINAL.test((reverseOrder ? first : last)?.type ?? '');
  return { history, facts: { ...known, id: history.id, reverseOrder, complete } };
}

function isEvent(event: unknown): boolean {
  if (!isObject(event) || typeof event['type'] !== 'string') return false;
  return typeof event['id'] === 'number' || Array.isArray(event['id']);
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'string') return isObject(value) ? value : undefined;
  try {
    return asObject(JSON.parse(value) as object);
  } catch {
    return undefined;
  }
}
