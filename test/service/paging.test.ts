import { createIdSource } from '../../src/model/idSource';
import { RefusalSignal } from '../../src/model/outcome';
import { defaultLimits } from '../../src/rules/limits';
import { pageOf, type PagedInput } from '../../src/service/operations/paging';
import { hours } from '../../src/time/duration';

const NOW = Date.UTC(2026, 5, 1);
const ids = createIdSource(1);
const contextAt = (now: number) => ({ now, limits: defaultLimits, ids });
const context = contextAt(NOW);

const letters = [...'abcdefghij'];
const key = (item: string) => [item];
const page = (input: PagedInput & Record<string, unknown>, all = letters, at = context) =>
  pageOf(all, 'ListThings', input, at, key);

function refusalOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error instanceof RefusalSignal ? error.refusal : error;
  }
  return 'nothing was refused';
}

const INVALID_TOKEN = { name: 'InvalidToken', message: "Invalid Token: 'Invalid token'" };

test('pages follow each other until nothing is left', () => {
  const seen: string[][] = [];
  let nextToken: string | undefined;
  do {
    const next = page({ maxResults: 4, nextToken });
    seen.push([...next.items]);
    nextToken = next.nextToken;
  } while (nextToken !== undefined);
  expect(seen).toEqual([[...'abcd'], [...'efgh'], [...'ij']]);
});

test('a page that ends exactly on the last result carries no token [page.no-token-on-last]', () => {
  expect(page({ maxResults: 10 })).toEqual({ items: letters });
  expect(page({ maxResults: 9 }).nextToken).toBeDefined();
  expect(page({ maxResults: 5 }, [])).toEqual({ items: [] });
});

test('100 results without maxResults, or with 0 [limit.defaultPageSize]', () => {
  const many = Array.from({ length: 101 }, (_, index) => `item-${index}`);
  expect(page({}, many).items).toHaveLength(100);
  expect(page({ maxResults: 0 }, many).items).toHaveLength(100);
});

test('the token for one page is another one at each call, and both serve [page.token-differs]', () => {
  const first = page({ maxResults: 4 }).nextToken;
  const second = page({ maxResults: 4 }).nextToken;
  expect(first).not.toBe(second);
  expect(first?.slice(16)).not.toBe(second?.slice(16));
  for (const nextToken of [first, second]) expect(page({ maxResults: 4, nextToken }).items).toEqual([...'efgh']);
});

test('a token serves for 24 hours less a millisecond [limit.pageTokenLifetime]', () => {
  const { nextToken } = page({ maxResults: 4 });
  const at = (now: number) => () => page({ maxResults: 4, nextToken }, letters, contextAt(now));
  expect(at(NOW + hours(24) - 1)().items).toEqual([...'efgh']);
  expect(refusalOf(at(NOW + hours(24)))).toMatchObject(INVALID_TOKEN);
});

test('a token is bound to the operation and to the other arguments [page.token-bound]', () => {
  const { nextToken } = page({ maxResults: 4, statusFilter: 'FAILED' });
  expect(page({ statusFilter: 'FAILED', nextToken, maxResults: 2 }).items).toEqual(['e', 'f']);
  expect(refusalOf(() => page({ nextToken }))).toMatchObject(INVALID_TOKEN);
  expect(refusalOf(() => page({ statusFilter: 'RUNNING', nextToken }))).toMatchObject(INVALID_TOKEN);
  expect(
    refusalOf(() => pageOf(letters, 'ListOthers', { statusFilter: 'FAILED', nextToken } as PagedInput, context, key)),
  ).toMatchObject(INVALID_TOKEN);
});

test('what is no token is refused', () => {
  const { nextToken = '' } = page({ maxResults: 4 });
  const bent = `${nextToken.slice(0, -6)}AAAAAA`;
  for (const token of ['InvalidToken', 'x', bent, nextToken.slice(1), `${nextToken}AAAA`, '{}', '💥']) {
    expect(refusalOf(() => page({ nextToken: token }))).toMatchObject(INVALID_TOKEN);
  }
});

test('a token stays within 1,024 characters however long the arguments and keys are', () => {
  const long = Array.from({ length: 3 }, (_, index) => `${index}${'ä'.repeat(255)}`);
  const { nextToken } = page({ maxResults: 1, arn: 'a'.repeat(2_000) }, long);
  expect(nextToken?.length).toBeLessThanOrEqual(1_024);
});

test('the order is that of the keys, part by part', () => {
  const items = ['b2', 'a1', 'b10', 'a2'];
  const keyOf = (item: string) => [item.charAt(0), -Number(item.slice(1))];
  const first = pageOf(items, 'ListThings', { maxResults: 3 }, context, keyOf);
  expect(first.items).toEqual(['a2', 'a1', 'b10']);
  expect(pageOf(items, 'ListThings', { nextToken: first.nextToken! }, context, keyOf).items).toEqual(['b2']);
});

test('what was added or taken away in front of a page moves nothing', () => {
  const { nextToken } = page({ maxResults: 4 });
  expect(page({ nextToken }, ['abc', ...letters]).items).toEqual([...'efghij']);
  expect(page({ nextToken }, letters.slice(2)).items).toEqual([...'efghij']);
});

test('the next page holds what sorts behind the last result shown, although that is gone [page.consistent]', () => {
  const { nextToken } = page({ maxResults: 4 });
  expect(page({ nextToken }, [...'efghij']).items).toEqual([...'efghij']);
  expect(page({ nextToken }, [...'abcfgh']).items).toEqual([...'fgh']);
  expect(page({ nextToken }, [...'abc'])).toEqual({ items: [] });
});
