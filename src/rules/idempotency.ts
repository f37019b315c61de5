import { defaultAssumptions, type Assumptions } from './assumptions';
import { defaultLimits, type Limits } from './limits';
import type { Rule } from './rule';

/** A client token that redrove an execution. Dates are epoch milliseconds. */
export interface RedriveToken {
  readonly token: string;
  readonly firstUsedAt: number;
  /** The answer that a replay repeats. */
  readonly redriveDate: number;
}

const where = 'src/rules/idempotency.ts';

/** What AWS says of client tokens. */
export const idempotencyRules: readonly Rule[] = [
  {
    id: 'idempotency.replay',
    says: 'A client token that redrove this execution is answered with the first redriveDate, whatever the status; nothing else happens.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    where,
  },
  {
    id: 'idempotency.refused-not-remembered',
    says: 'A client token whose call was refused is not remembered.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    where,
  },
  {
    id: 'idempotency.last-tokens',
    says: 'The last 10 tokens that redrove an execution are remembered.',
    evidence: 'documented',
    source: 'api-redrive-execution',
    where,
  },
  {
    id: 'idempotency.lifetime',
    says: 'A token is valid for up to 15 minutes after its first use.',
    evidence: 'documented',
    source: 'api-redrive-execution',
    where,
  },
  {
    id: 'idempotency.scope',
    says: 'Tokens are remembered per execution: the same token redrives another execution.',
    evidence: 'assumed',
    reason:
      'The API Reference speaks of tokens used to redrive "the execution"; reuse across executions was not recorded.',
    source: 'api-redrive-execution',
    where,
  },
];

/**
 * The remembered token that a call replays; `undefined` if its token is new, or as good as new.
 *
 * @param tokens - The tokens of this execution, oldest first.
 * @param now - Epoch milliseconds.
 */
export function findRemembered(
  tokens: readonly RedriveToken[],
  token: string | undefined,
  now: number,
  limits: Limits = defaultLimits,
  assumptions: Assumptions = defaultAssumptions,
): RedriveToken | undefined {
  return lastTokens(tokens, limits).find(
    (remembered) => remembered.token === token && isFresh(remembered, now, limits, assumptions),
  );
}

/**
 * The tokens of an execution after a call with `token` redrove it. A call without a token adds none.
 *
 * @param now - Epoch milliseconds of that call.
 * @param redriveDate - Epoch milliseconds: what replays are answered.
 */
export function remember(
  tokens: readonly RedriveToken[],
  token: string | undefined,
  now: number,
  redriveDate: number,
  limits: Limits = defaultLimits,
): RedriveToken[] {
  if (token === undefined) return [...tokens];
  const others = tokens.filter((remembered) => remembered.token !== token);
  return lastTokens([...others, { token, firstUsedAt: now, redriveDate }], limits);
}

/** The tokens of an execution after a replay: the same, unless replays prolong. */
export function replayed(
  tokens: readonly RedriveToken[],
  token: string,
  now: number,
  assumptions: Assumptions = defaultAssumptions,
): RedriveToken[] {
  if (!assumptions['idempotency.replay-prolongs']) return [...tokens];
  return tokens.map((remembered) => (remembered.token === token ? { ...remembered, firstUsedAt: now } : remembered));
}

function lastTokens(tokens: readonly RedriveToken[], limits: Limits): RedriveToken[] {
  // Not slice(-n): that keeps everything for a limit of 0.
  return tokens.slice(Math.max(0, tokens.length - limits.rememberedTokens));
}

function isFresh(token: RedriveToken, now: number, limits: Limits, assumptions: Assumptions): boolean {
  return assumptions['idempotency.expiry-boundary'](now - token.firstUsedAt, limits.tokenLifetime);
}
