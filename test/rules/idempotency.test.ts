import { resolveAssumptions } from '../../src/rules/assumptions';
import { findRemembered, rememberToken, replayed, type RedriveToken } from '../../src/rules/idempotency';
import { defaultLimits } from '../../src/rules/limits';
import { minutes } from '../../src/time/duration';

const NOW = Date.UTC(2026, 5, 1);

const usedAt = (token: string, firstUsedAt: number): RedriveToken => ({ token, firstUsedAt, redriveDate: firstUsedAt });

test('a token that redrove is found with the first redriveDate', () => {
  const tokens = rememberToken([], 'A', NOW, NOW + 5);
  expect(findRemembered(tokens, 'A', NOW + 1_000)).toEqual({ token: 'A', firstUsedAt: NOW, redriveDate: NOW + 5 });
  expect(findRemembered(tokens, 'B', NOW)).toBeUndefined();
});

test('it is remembered for 14:59.999 and new at 15:00.000 [idempotency.lifetime] [idempotency.expiry-boundary] [limit.tokenLifetime]', () => {
  const tokens = [usedAt('A', NOW)];
  expect(findRemembered(tokens, 'A', NOW + minutes(15) - 1)).toBeDefined();
  expect(findRemembered(tokens, 'A', NOW + minutes(15))).toBeUndefined();
});

test('a replay does not prolong it [idempotency.replay-prolongs]', () => {
  const tokens = replayed([usedAt('A', NOW)], 'A', NOW + minutes(14));
  expect(findRemembered(tokens, 'A', NOW + minutes(15))).toBeUndefined();
});

test('ten tokens are remembered, the eleventh drops the first [idempotency.last-tokens] [limit.rememberedTokens]', () => {
  let tokens: RedriveToken[] = [];
  for (let count = 1; count <= 10; count += 1)
    tokens = rememberToken(tokens, `token-${count}`, NOW + count, NOW + count);
  expect(findRemembered(tokens, 'token-1', NOW + 10)).toBeDefined();
  tokens = rememberToken(tokens, 'token-11', NOW + 11, NOW + 11);
  expect(findRemembered(tokens, 'token-1', NOW + 11)).toBeUndefined();
  expect(findRemembered(tokens, 'token-2', NOW + 11)).toBeDefined();
  expect(tokens).toHaveLength(10);
});

test('a token that is used again after its time counts once, from its second use', () => {
  const later = NOW + minutes(20);
  const tokens = rememberToken([usedAt('A', NOW), usedAt('B', NOW + 1)], 'A', later, later);
  expect(tokens.map(({ token }) => token)).toEqual(['B', 'A']);
  expect(findRemembered(tokens, 'A', later + 1)?.redriveDate).toBe(later);
});

test('a call without a token is not remembered and replays nothing', () => {
  const tokens = rememberToken([usedAt('A', NOW)], undefined, NOW, NOW);
  expect(tokens).toEqual([usedAt('A', NOW)]);
  expect(findRemembered(tokens, undefined, NOW)).toBeUndefined();
});

test('tokens differ by case', () => {
  expect(findRemembered([usedAt('a', NOW)], 'A', NOW)).toBeUndefined();
});

test('nothing that is handed in is changed', () => {
  const tokens = Object.freeze([Object.freeze(usedAt('A', NOW))]);
  expect(rememberToken(tokens, 'B', NOW, NOW)).toHaveLength(2);
  expect(tokens).toHaveLength(1);
});

test('limits and assumed rules can be replaced', () => {
  const limits = { ...defaultLimits, rememberedTokens: 0 };
  expect(rememberToken([], 'A', NOW, NOW, limits)).toEqual([]);
  const prolonging = resolveAssumptions({ 'idempotency.replay-prolongs': true });
  const tokens = replayed([usedAt('A', NOW)], 'A', NOW + minutes(14), prolonging);
  expect(findRemembered(tokens, 'A', NOW + minutes(15))).toBeDefined();
});
