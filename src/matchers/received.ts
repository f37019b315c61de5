import type { HistoryEventLike } from '../history/historyEvents';
import { printHistory } from '../history/printHistory';
import { isHistorySource, wholeHistory, type PartOptions } from '../history/readHistory';
import { isMembers } from '../model/arguments';
import { provenanceOf, type Provenance } from '../model/provenance';
import { TestkitError } from '../model/testkitError';
import type { PendingWork } from '../service/control/pending';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';

/** What the matchers need of a fake. */
export type FakeForMatchers = Pick<FakeStepFunctions, 'calls' | 'history' | 'execution' | 'pending'>;

/** The members of an execution that matchers look at. */
export interface ReceivedExecution {
  readonly executionArn?: string;
  readonly status?: string;
  readonly redriveStatus?: string;
  readonly redriveStatusReason?: string;
}

/** A whole history, oldest first, and where it comes from. */
export interface ReceivedHistory {
  readonly events: readonly HistoryEventLike[];
  readonly provenance: Provenance | undefined;
}

export function isFake(value: unknown): value is FakeForMatchers {
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
    `Write expect(sfn).${matcher}(…), where sfn is what setupFakeStepFunctions() or createFakeStepFunctions() returned.`,
  );
}

/** The fake that answered this execution, if it is one that can be asked what has become of it. */
function askable(value: unknown): { readonly fake: FakeForMatchers; readonly executionArn: string } | undefined {
  if (isHistorySource(value)) return undefined;
  const { fake, executionArn } = provenanceOf(value) ?? {};
  return isFake(fake) && executionArn !== undefined ? { fake, executionArn } : undefined;
}

/**
 * The history that was received: events, answers of GetExecutionHistory, or a record that knows its fake.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for anything else, `HISTORY_INVALID` for a part of a history.
 */
export function historyToMatch(received: unknown, matcher: string, options: PartOptions = {}): ReceivedHistory {
  const known = askable(received);
  const source = known === undefined ? received : known.fake.history(known.executionArn);
  const history = historyIfAny(source, matcher, options);
  if (history !== undefined) return history;
  throw unfit(
    received,
    matcher,
    'a history',
    `Write expect(sfn.history(execution)).${matcher}(…), or pass the events of GetExecutionHistory.`,
  );
}

/** The same, and nothing for what is no history. */
export function historyIfAny(
  received: unknown,
  matcher: string,
  options: PartOptions = {},
): ReceivedHistory | undefined {
  if (!isHistorySource(received)) return undefined;
  return { events: wholeHistory(`${matcher}()`, received, options), provenance: provenanceOf(received) };
}

/** The history of an execution of a fake; nothing for a bare description, which has none. */
export function historyBehind(received: unknown): readonly HistoryEventLike[] | undefined {
  const known = askable(received);
  return known?.fake.history(known.executionArn);
}

/** What an execution of a fake waits for. */
export function pendingOf(received: unknown): readonly PendingWork[] {
  const { fake, executionArn } = provenanceOf(received) ?? {};
  return isFake(fake) ? fake.pending().filter((work) => work.executionArn === executionArn) : [];
}

/**
 * What DescribeExecution says: its answer, an item of a list, or a record that knows its fake.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for anything else.
 */
export function executionArnOf(received: unknown, matcher: string, member: keyof ReceivedExecution): ReceivedExecution {
  const known = askable(received);
  if (known !== undefined) return known.fake.execution(known.executionArn);
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
    hint: isPromise(received) ? 'Await it first.' : hint,
  });
}

const isPromise = (value: unknown): boolean => isMembers(value) && typeof value['then'] === 'function';

function kindOf(value: unknown): string {
  if (isFake(value)) return 'a fake';
  if (Array.isArray(value)) return 'a list of something else';
  if (!isMembers(value)) return typeof value === 'string' ? `'${value}'` : String(value);
  if (isPromise(value)) return 'a promise, which was not awaited';
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
