import type { TracedEvent } from '../../history/trace';

/** Characters of payloads that a page holds at most, so that the longest history stays a page that opens at once. */
const MOST_CHARACTERS = 3e6;
/** How much of one payload is shown: the first of these with which all of them fit. */
const CUTS = [18, 16, 14, 12, 10, 8, 6].map((power) => 2 ** power);

/** The details of events as documents to read. */
export interface Payloads {
  /** Nothing for an event without details. */
  textOf(event: TracedEvent): string | undefined;
  /** At how many characters a payload is cut; nothing if all are whole. */
  readonly cutAt: number | undefined;
}

export function payloadsOf(events: readonly TracedEvent[]): Payloads {
  const longest = CUTS[0]!;
  const pretty = events.map((event) => documentOf(event, true));
  const isShort = total(pretty, longest) <= MOST_CHARACTERS;
  const documents = isShort ? pretty : events.map((event) => documentOf(event, false));
  const cutAt = CUTS.find((most) => total(documents, most) <= MOST_CHARACTERS) ?? CUTS.at(-1)!;
  const isCut = documents.some((document) => (document?.length ?? 0) > cutAt);
  return {
    cutAt: isCut ? cutAt : undefined,
    textOf({ position }) {
      const document = documents[position];
      if (document === undefined || document.length <= cutAt) return document;
      return `${document.slice(0, cutAt)}\n… ${document.length - cutAt} more characters are not in this page`;
    },
  };
}

const total = (documents: readonly (string | undefined)[], most: number): number =>
  documents.reduce((sum, document) => sum + Math.min(document?.length ?? 0, most), 0);

function documentOf(event: TracedEvent, isPretty: boolean): string | undefined {
  const members = detailsShown(event);
  if (members.length === 0) return undefined;
  return members.map(([name, value]) => memberText(name, value, isPretty)).join('\n');
}

/** The members of an event's details that tell something. */
export const detailsShown = ({ details }: TracedEvent): [string, unknown][] =>
  Object.entries(details).filter(([name]) => !NO_NEWS.has(name));

/** Whether the service has shortened the payload: it never does in a history of a Standard workflow. */
const NO_NEWS = new Set(['inputDetails', 'outputDetails']);

function memberText(name: string, value: unknown, isPretty: boolean): string {
  if (typeof value !== 'string')
    return `${name}: ${isPretty ? JSON.stringify(value, undefined, 2) : JSON.stringify(value)}`;
  const text = isPretty ? prettyJson(value) : value;
  return text.includes('\n') ? `${name}:\n${text}` : `${name}: ${text}`;
}

/** Numbers keep their spelling only if nothing is changed: what JSON.parse would change is shown as it stands. */
function prettyJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text.trim() ? JSON.stringify(value, undefined, 2) : text;
  } catch {
    return text;
  }
}
