import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import { detailsOf, type HistoryEventLike } from '../history/historyEvents';
import { isEventType } from '../history/rules/memberTable';
import { invalid, isMembers } from '../model/arguments';
import { callText, explain, isAsymmetric, matchesText, valueText, type Matcher } from './matcher';
import { historyOf, historyTable } from './received';

/**
 * An event by its type, or by some of its members. Members of the details may stand at the top:
 * `{ type: 'TaskFailed', error: 'Card.Declined' }`.
 */
export type HistoryEventPattern =
  | HistoryEventType
  | (Partial<Omit<HistoryEvent, 'type'>> & { readonly type?: HistoryEventType; readonly [detail: string]: unknown });

/**
 * The history contains these events in this order; others may stand between them. Objects are compared by the members
 * that are given, JSON texts with objects too.
 */
export const toContainHistoryEvents: Matcher<[expected: readonly HistoryEventPattern[]]> = (
  context,
  received,
  expected,
) => {
  const events = historyOf(received, 'toContainHistoryEvents');
  checkPatterns(expected);
  const found = findInOrder(events, expected);
  const pass = found.length === expected.length;
  const message = () =>
    explain(
      callText(context, 'history', 'toContainHistoryEvents', ...(expected.length === 0 ? [[]] : [new Ellipsis()])),
      expected.map((pattern, rank) => lineOf(pattern, rank, found)).join('\n'),
      historyTable(events),
    );
  return { pass, message };
};

/** With `.not`, a misspelt type would always pass, and a pattern without members never. */
function checkPatterns(expected: unknown): void {
  const hint = "Write for example toContainHistoryEvents(['ExecutionRedriven', { type: 'TaskFailed', error: 'E' }]).";
  const what = 'toContainHistoryEvents() takes a list of types or members of events.';
  if (!Array.isArray(expected)) throw invalid(what, expected, hint);
  for (const pattern of expected as unknown[]) {
    if (isAsymmetric(pattern)) continue;
    const isPattern = typeof pattern === 'string' || (isMembers(pattern) && Object.keys(pattern).length > 0);
    if (!isPattern) throw invalid(what, pattern, hint);
    const type = typeof pattern === 'string' ? pattern : pattern['type'];
    if (typeof type === 'string' && !isEventType(type)) throw invalid('There are no events of this type.', type, hint);
  }
}

/** The list is shown below the call, pattern by pattern. */
class Ellipsis {
  asymmetricMatch(): boolean {
    return false;
  }
  toAsymmetricMatcher(): string {
    return '[…]';
  }
}

/** The earliest events that match the patterns in order, as far as that goes. */
function findInOrder(
  events: readonly HistoryEventLike[],
  expected: readonly HistoryEventPattern[],
): HistoryEventLike[] {
  const found: HistoryEventLike[] = [];
  for (const event of events) {
    const pattern = expected[found.length];
    if (pattern === undefined) break;
    if (matchesEvent(pattern, event)) found.push(event);
  }
  return found;
}

function lineOf(pattern: HistoryEventPattern, rank: number, found: readonly HistoryEventLike[]): string {
  const text = typeof pattern === 'string' ? pattern : valueText(pattern);
  const event = found[rank];
  if (event !== undefined) return `✓ ${text}: #${event.id}`;
  if (rank > found.length) return `  ${text}`;
  const after = found.at(-1);
  return `✗ ${text}: none${after === undefined ? '' : ` after #${after.id}`}`;
}

function matchesEvent(pattern: HistoryEventPattern, event: HistoryEventLike): boolean {
  if (typeof pattern === 'string') return event.type === pattern;
  if (isAsymmetric(pattern)) return pattern.asymmetricMatch(event);
  const details = detailsOf(event);
  return Object.entries(pattern).every(([name, expected]) => {
    const own = (event as Record<string, unknown>)[name];
    return matchesValue(expected, own === undefined ? details?.[name] : own);
  });
}

/** Whether a value holds what is expected of it: objects by the members that are given, lists whole. */
function matchesValue(expected: unknown, received: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(received);
  if (expected instanceof RegExp) return typeof received === 'string' && matchesText(expected, received);
  if (expected instanceof Date) return Number(expected) === Number(received);
  if (typeof expected !== 'object' || expected === null) return expected === received;
  if (typeof received === 'string') return matchesJson(expected, received);
  if (Array.isArray(expected)) {
    const same = Array.isArray(received) && received.length === expected.length;
    return same && expected.every((item, index) => matchesValue(item, received[index]));
  }
  return (
    isMembers(received) && Object.entries(expected).every(([name, member]) => matchesValue(member, received[name]))
  );
}

function matchesJson(expected: object, text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value !== 'string' && matchesValue(expected, value);
  } catch {
    return false;
  }
}
