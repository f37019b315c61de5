import { RefusalSignal } from '../model/outcome';
import { invalidToken } from '../rules/faults';
import type { OperationContext } from './operationContext';
import { fingerprint, readPageToken, writePageToken, type PageMark } from './pageToken';

/** The arguments of a paged operation, as far as paging is concerned. */
export interface PagedInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page, also where that is full (recorded). */
  readonly nextToken?: string;
}

type PagingContext = Pick<OperationContext, 'now' | 'limits' | 'ids'>;

/**
 * The page of a result that a call asks for.
 *
 * Documented: a token expires after 24 hours, and the other arguments have to stay. Recorded: the token for one page is
 * another one at each call. assumed: `maxResults` may change from page to page.
 *
 * @param all - The whole result, in order.
 * @param keyOf - What identifies an item: the next page goes on behind the last one shown, even if others came before it
 *   since. Without it, or if that item has left the result, the count of those shown decides.
 */
export function pageOf<Item>(
  all: readonly Item[],
  operation: string,
  input: PagedInput,
  context: PagingContext,
  keyOf?: (item: Item) => string,
): Page<Item> {
  const call = fingerprint(JSON.stringify([operation, otherArguments(input)]));
  const from = input.nextToken === undefined ? 0 : startOf(all, readMark(input.nextToken, call, context), keyOf);
  const size = sizeOf(input.maxResults, context);
  const items = all.slice(from, from + size);
  const last = items.at(-1);
  const offset = from + items.length;
  if (last === undefined || offset >= all.length) return { items };
  const mark: PageMark = { call, offset, last: keyOf?.(last) ?? '', issuedAt: context.now };
  return { items, nextToken: writePageToken(mark, context.ids.pageTokenSalt()) };
}

/** Documented: 0 stands for the default. */
function sizeOf(maxResults: number | undefined, { limits }: PagingContext): number {
  return maxResults === undefined || maxResults === 0 ? limits.defaultPageSize : maxResults;
}

function readMark(token: string, call: string, { now, limits }: PagingContext): PageMark {
  const mark = readPageToken(token);
  if (mark === undefined || mark.call !== call || now - mark.issuedAt >= limits.pageTokenLifetime) {
    throw new RefusalSignal(invalidToken());
  }
  return mark;
}

function startOf<Item>(all: readonly Item[], mark: PageMark, keyOf: ((item: Item) => string) | undefined): number {
  if (keyOf === undefined) return mark.offset;
  const lastShown = all.findIndex((item) => keyOf(item) === mark.last);
  return lastShown === -1 ? mark.offset : lastShown + 1;
}

function otherArguments(input: PagedInput): [name: string, value: unknown][] {
  return Object.entries(input)
    .filter(([name, value]) => name !== 'nextToken' && name !== 'maxResults' && value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}
