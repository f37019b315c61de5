import { RefusalSignal } from '../../model/outcome';
import { invalidToken } from '../../rules/faults';
import type { OperationContext } from './operationContext';
import { fingerprint, readPageToken, writePageToken, type PageMark, type SortKey } from './pageToken';

/** The arguments of a paged operation, as far as paging is concerned. */
export interface PagedInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page, also where that is full. */
  readonly nextToken?: string;
}

type PagingContext = Pick<OperationContext, 'now' | 'limits' | 'ids'>;

/**
 * The page of a result that a call asks for. `maxResults` may change from page to page.
 *
 * @documented [page.token-expires] A token expires after 24 hours. {api-list-executions}
 * @recorded [page.no-token-on-last] A page that ends exactly on the last result carries no token. {recorded-redrives}
 * @recorded [page.token-differs] A page token is another one at every call for the same page. {recorded-redrives}
 * @assumed [page.token-bound] A page token serves the call with the same other arguments only. Because: The API Reference asks to keep all
 *   other arguments unchanged; what happens otherwise was not recorded. {api-list-executions}
 * @assumed [page.consistent] A page holds what sorts behind the last result shown as that stood then, whatever was added, moved or taken
 *   away since. Because: The lists are best effort; a walk that neither repeats nor skips a result is the plainest. {api-list-executions}
 * @param all - The whole result, in any order.
 * @param keyOf - Where an item sorts, the least first. No two items have the same key.
 */
export function pageOf<Item>(
  all: Iterable<Item>,
  operation: string,
  input: PagedInput,
  context: PagingContext,
  keyOf: (item: Item) => SortKey,
): Page<Item> {
  const call = fingerprint(JSON.stringify([operation, otherArguments(input)]));
  const after = input.nextToken === undefined ? undefined : readMark(input.nextToken, call, context).after;
  const ordered = Array.from(all, (item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || compareKeys(key, after) > 0)
    .sort((left, right) => compareKeys(left.key, right.key));
  const shown = ordered.slice(0, sizeOf(input.maxResults, context));
  const items = shown.map(({ item }) => item);
  const last = shown.at(-1);
  if (last === undefined || shown.length === ordered.length) return { items };
  const mark: PageMark = { call, after: last.key, issuedAt: context.now };
  return { items, nextToken: writePageToken(mark, context.ids.pageTokenSalt()) };
}

/** Part by part; texts by their UTF-16 code units, whatever the language of the machine. */
function compareKeys(left: SortKey, right: SortKey): number {
  for (const [index, part] of left.entries()) {
    const other = right[index]!;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

/** @documented [page.default-size] A maxResults of 0 stands for the default. {api-list-executions} */
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

function otherArguments(input: PagedInput): [name: string, value: unknown][] {
  return Object.entries(input)
    .filter(([name, value]) => name !== 'nextToken' && name !== 'maxResults' && value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}
