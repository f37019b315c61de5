import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import { detailsOf, type HistoryEventLike } from '../history/historyEvents';
import { checkPatterns } from './eventPatterns';
import { callText, explain, isAsymmetric, valueText, type Matcher } from './matcher';
import { matchesValue } from './matchesValue';
import { historyToMatch, historyTable } from './received';

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
  const { events } = historyToMatch(received, 'toContainHistoryEvents');
  checkPatterns(expected);
  const found = findInOrder(events, expected);
  const pass = found.length === expected.length;
  const message = () =>
    explain(
      callText(context, 'history', 'toContainHistoryEvents', new Ellipsis()),
      expected.map((pattern, rank) => lineOf(pattern, rank, found)).join('\n'),
      historyTable(events),
    );
  return { pass, message };
};

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
