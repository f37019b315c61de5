import { eventsOf, isHistorySource, type HistoryEventLike } from '../history/historyEvents';
import { printHistory } from '../history/printHistory';
import { isMembers } from '../model/arguments';
import { TestkitError } from '../model/testkitError';
import { fakeOf } from '../service/fakeOf';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';

/** What the matchers need of a fake. */
export type FakeForMatchers = Pick<FakeStepFunctions, 'calls' | 'history' | 'execution'>;

/** The members of an execution that matchers look at. */
export interface ReceivedExecution {
  readonly executionArn?: string;
  readonly status?: string;
  readonly redriveStatus?: string;
  readonly redriveStatusReason?: string;
}

function isFake(value: unknown): value is FakeForMatchers {
  return (
    typeof value === 'object' &&
    value !== null &&
    'calls' in value &&
    'history' in value &&
    'execution' in value &&
    typeof value.history === 'function' &&
    typeof value.execution === 'function'
  );
}

/** @throws {TestkitError} `ARGUMENT_INVALID` if this is no fake. */
export function requireFake(received: unknown, matcher: string): FakeForMatchers {
  if (isFake(received)) return received;
  throw unfit(
    received,
    matcher,
    'a fake',
    `Write expect(sfn).${matcher}(…) with what createFakeStepFunctions() returned.`,
  );
}

function linkedFake(value: unknown): FakeForMatchers | undefined {
  const fake = isMembers(value) ? fakeOf(value) : undefined;
  return isFake(fake) ? fake : undefined;
}

/**
 * The events of a history, oldest first: of an array, of an answer of GetExecutionHistory, or of a record that knows
 * its fake.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for anything else, and for one page of several.
 */
export function historyOf(received: unknown, matcher: string): readonly HistoryEventLike[] {
  const history = historyIfAny(received) ?? linkedFake(received)?.history(received as { executionArn: string });
  if (history !== undefined) return history;
  if (isMembers(received) && Array.isArray(received['events']) && received['nextToken'] !== undefined) {
    throw unfit(
      'one page of several',
      matcher,
      'a whole history',
      'Collect all pages first: paginateGetExecutionHistory.',
    );
  }
  throw unfit(
    received,
    matcher,
    'a history',
    `Write expect(sfn.history(execution)).${matcher}(…), or pass the events of GetExecutionHistory.`,
  );
}

/** The events of what is a history. */
export function historyIfAny(received: unknown): readonly HistoryEventLike[] | undefined {
  if (!isHistorySource(received)) return undefined;
  if ((received as { nextToken?: unknown }).nextToken !== undefined) return undefined;
  return oldestFirst(eventsOf(received));
}

function oldestFirst(events: readonly HistoryEventLike[]): readonly HistoryEventLike[] {
  const reversed = events.length > 1 && events.at(-1)?.id === 1;
  return reversed ? [...events].reverse() : events;
}

/**
 * What DescribeExecution says: its answer, an item of a list, or a record that knows its fake.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for anything else.
 */
export function executionOf(received: unknown, matcher: string, member: keyof ReceivedExecution): ReceivedExecution {
  const fake = linkedFake(received);
  if (fake !== undefined) return fake.execution(received as { executionArn: string });
  if (isMembers(received) && typeof received[member] === 'string') return received;
  throw unfit(
    received,
    matcher,
    `an execution with its ${member}`,
    `Write expect(sfn.execution(order)).${matcher}(…), or pass the answer of DescribeExecution.`,
  );
}

function unfit(received: unknown, matcher: string, due: string, hint: string): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${matcher} needs ${due}.`,
    found: `Found: ${kindOf(received)}.`,
    hint,
  });
}

function kindOf(value: unknown): string {
  if (isFake(value)) return 'a fake';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array of something else';
  if (!isMembers(value)) return typeof value === 'string' ? value : String(value);
  if (typeof value['then'] === 'function') return 'a promise, which was not awaited';
  const names = Object.keys(value);
  return names.length === 0 ? 'an empty object' : `an object with ${names.slice(0, 6).join(', ')}`;
}

/** How much of a history a failure message shows. */
const SHOWN_EVENTS = 40;
/** Columns of a table in a failure message: runners set messages in. */
const SHOWN_WIDTH = 110;

/** The history as failure messages show it. */
export function historyTable(events: readonly HistoryEventLike[]): string {
  return printHistory(events, { colors: false, width: SHOWN_WIDTH, last: SHOWN_EVENTS });
}

/** `execution:checkout:order-7` of the whole ARN. */
export function shortArn(arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : (/^arn:[^:]*:states:[^:]*:[^:]*:(.*)$/.exec(arn)?.[1] ?? arn);
}
