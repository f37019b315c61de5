import type { Bindings } from './bindings';

/**
 * The stand-ins that the recorder of `recorded/` put in place of run-time values. `<…>` may stand anywhere in a string;
 * bare words look like ordinary data, so they count only where the emitted value is of the kind that they name, or is a
 * name that the pairing run made up.
 */
const ANGLED = /<(?:<[^<>\s"]{1,60}>|[^<>\s"]){1,80}>/g;

/** Stand for an ARN within a sentence too. */
const ARN_WORDS = new Set(
  'snf_role_arn sfn_role_arn state_machine_role_arn activity_arn map_run_arn execution-arn state-machine-arn'.split(
    ' ',
  ),
);

/** Put in by the name of the member, not by its value: two of them need not be the same instant. */
const TIME_WORDS = new Set('date timestamp time datetime start-date stop-date'.split(' '));

/** What a bare word may stand for as a whole string, judged by both sides. */
const KINDS: readonly { readonly word: RegExp; readonly value: RegExp }[] = [
  { word: /^[a-z0-9]+([_-][a-z0-9]+)*[_-]arn$/, value: /^arn:[^\s]+$/ },
  { word: /^([a-z0-9]+[_-])*token$/, value: /^[\w+/=.-]{40,}$/ },
  { word: /^([a-z0-9]+[_-])*uuid$/, value: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ },
  { word: /^([a-z0-9]+[_-])+(date|time|timestamp)$/, value: /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/ },
];

/** Stands for a number. */
const NUMBER_WORD = 'RandomNumberGenerated';

/** Two Map Runs of one history share this word. */
const SHARED_WORDS = new Set(['map_run_arn']);

/** Names that the run which made the pairs gave to resources; the recording has a stand-in of its own there. */
const PAIRING_NAME = /uid\d{3,}/;
const PAIRING_STUB = /^<[^<>]+>(\(\)|\b.*\(\))|^<MagicMock\b/;

/** Whether the emitted string is what the recorded one stands for. */
export function matchesRecordedText(recorded: string, emitted: string, bindings: Bindings): boolean {
  if (recorded === emitted) return true;
  return (
    matchesBareWord(recorded, emitted, bindings) ||
    matchesPattern(recorded, emitted, bindings) ||
    matchesPairingName(recorded, emitted, bindings)
  );
}

/** Whether the recorded string stands for the emitted number (`RandomNumberGenerated`, `start-date`). */
export function standsForNumber(recorded: string): boolean {
  return recorded === NUMBER_WORD || isTimeWord(recorded);
}

function matchesBareWord(recorded: string, emitted: string, bindings: Bindings): boolean {
  if (emitted === '') return false;
  if (isTimeWord(recorded)) return true;
  if (SHARED_WORDS.has(recorded)) return emitted.startsWith('arn:');
  const kind = KINDS.find(({ word, value }) => word.test(recorded) && value.test(emitted));
  return kind !== undefined && bindings.bind(recorded, emitted);
}

function isTimeWord(text: string): boolean {
  return TIME_WORDS.has(text) || /^<(start|stop|entered)[-_](date|time)>$|^<(date|timestamp)>$/.test(text);
}

function matchesPairingName(recorded: string, emitted: string, bindings: Bindings): boolean {
  const isName = PAIRING_STUB.test(emitted) || (PAIRING_NAME.test(emitted) && /^[\w.:/-]+$/.test(emitted));
  if (!isName || PAIRING_NAME.test(recorded) || !looksLikeStandIn(recorded)) return false;
  return bindings.bind(`run-time ${emitted}`, recorded) && bindings.bind(recorded, emitted);
}

/** What the recorder writes for a run-time name: an ARN with stand-ins, or one word in lower case. */
function looksLikeStandIn(recorded: string): boolean {
  return new RegExp(ANGLED.source).test(recorded) || /^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/.test(recorded);
}

function matchesPattern(recorded: string, emitted: string, bindings: Bindings): boolean {
  const { pattern, standIns } = patternOf(recorded, bindings);
  if (standIns.length === 0) return false;
  const match = pattern.exec(emitted);
  if (match === null) return false;
  const attempt = bindings.copy();
  for (const [index, standIn] of standIns.entries()) {
    const value = match[index + 1] ?? '';
    // The outcome of a scripted task is the recorded text itself, stand-ins included.
    if (value === standIn || isTimeWord(standIn)) continue;
    if (SHARED_WORDS.has(standIn)) continue;
    if (!attempt.bind(standIn, value, numberedKind(standIn))) return false;
  }
  bindings.adopt(attempt);
  return true;
}

function patternOf(recorded: string, bindings: Bindings): { pattern: RegExp; standIns: string[] } {
  const standIns: string[] = [];
  const tokens = new RegExp(`${ANGLED.source}|\\b(?:${[...ARN_WORDS].join('|')})\\b`, 'g');
  let source = '';
  let from = 0;
  for (const match of recorded.matchAll(tokens)) {
    const standIn = match[0];
    source += escape(recorded.slice(from, match.index)) + `(${escape(standIn)}|${valuePattern(standIn, bindings)})`;
    standIns.push(standIn);
    from = match.index + standIn.length;
  }
  return { pattern: new RegExp(`^${source}${escape(recorded.slice(from))}$`, 's'), standIns };
}

function valuePattern(standIn: string, bindings: Bindings): string {
  const known = bindings.valueOf(standIn);
  if (known !== undefined) return escape(known);
  if (ARN_WORDS.has(standIn)) return 'arn:[^\\s"\']+';
  const name = standIn.slice(1, -1);
  if (/^uuid\b/.test(name)) return '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  if (name === 'region') return '[a-z]{2}(?:-[a-z]+)+-\\d';
  if (name === 'partition') return 'aws(?:-[a-z]+)*';
  if (/arn_?part/i.test(name) || /^(resource|lambda[-_]\w+|role-name|test-table)\b/.test(name)) return '[^:/\\s"]+';
  if (name.endsWith('account_id')) return '\\d{12}';
  return '.+?';
}

/** `<uuid:2>` and `<uuid:1>` are different values, `<ArnPart_0idx>` and `<ArnPart_1idx>` too. */
function numberedKind(standIn: string): string | undefined {
  const kind = standIn.replace(/(?::|_)\d+(?:idx)?>$/, '');
  return kind === standIn ? undefined : kind;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
