import type { Bindings } from './bindings';

/**
 * What the transcripts of `redrive/` have in place of values that can't be the same twice: task tokens, paging tokens,
 * revisions, UUIDs (their first eight digits in Map Runs), names of sessions and requests, and instants.
 */
const STAND_IN =
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)|\b(?:T\d{2}|NT-\d+|REV-\d+|EXPRESS-UUID-\d+|SESSION\d*|REQ|EXTREQ)\b|\b[0-9a-f]{8}\b/g;

const WHOLE_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const INSTANT = /^\d{4}-\d\d-\d\dT/;
const DIGITS = /^[0-9a-f]{8}$/;

/** Whether the emitted string is what the recorded one says, each stand-in matching one value, each instant one instant. */
export function matchesTranscriptText(recorded: string, emitted: string, bindings: Bindings): boolean {
  if (!new RegExp(STAND_IN.source).test(recorded)) return recorded === emitted;
  const standIns: string[] = [];
  let source = '';
  let from = 0;
  for (const match of recorded.matchAll(STAND_IN)) {
    source += escape(recorded.slice(from, match.index)) + `(${valuePattern(match[0])})`;
    standIns.push(match[0]);
    from = match.index + match[0].length;
  }
  const values = new RegExp(`^${source}${escape(recorded.slice(from))}$`, 's').exec(emitted);
  if (values === null) return false;
  const attempt = bindings.copy();
  const bound = standIns.every((standIn, index) => bindStandIn(standIn, values[index + 1] ?? '', attempt));
  if (bound) bindings.adopt(attempt);
  return bound;
}

export function isInstant(text: string): boolean {
  return WHOLE_INSTANT.test(text);
}

/** Instants: the same recorded one is the same emitted one; two may coincide in the fake, where nothing takes time. */
export function matchesInstant(recordedMs: number, emittedMs: number, bindings: Bindings): boolean {
  return bindings.bind(`instant ${recordedMs}`, String(emittedMs));
}

function bindStandIn(standIn: string, value: string, bindings: Bindings): boolean {
  if (INSTANT.test(standIn)) return matchesInstant(Date.parse(standIn), Date.parse(value), bindings);
  if (DIGITS.test(standIn)) return bindings.bind(standIn, value, 'digits');
  if (/^(REQ|EXTREQ|SESSION)/.test(standIn)) return true;
  return bindings.bind(standIn, value, 'token');
}

function valuePattern(standIn: string): string {
  if (INSTANT.test(standIn)) return '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z';
  if (DIGITS.test(standIn)) return '[0-9a-f]{8}(?:(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?';
  if (standIn.startsWith('EXPRESS-UUID')) return '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  return '[^\\s"]+';
}

/** A request with the stand-ins of earlier answers replaced by what the fake answered. */
export function withValues(request: unknown, bindings: Bindings): unknown {
  if (typeof request === 'string') {
    return request.replace(STAND_IN, (standIn) =>
      INSTANT.test(standIn) ? standIn : (bindings.valueOf(standIn) ?? standIn),
    );
  }
  if (Array.isArray(request)) return request.map((element) => withValues(element, bindings));
  if (typeof request !== 'object' || request === null) return request;
  return Object.fromEntries(Object.entries(request).map(([name, value]) => [name, withValues(value, bindings)]));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
