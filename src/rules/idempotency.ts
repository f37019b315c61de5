import { defaultAssumptions, type Assumptions } from './assumptions';
import { defaultLimits, type Limits } from './limits';

/** A client token that redrove an execution. Dates are epoch milliseconds. */
export interface RedriveToken {
  readonly token: string;
  readonly firstUsedAt: number;
  /** The answer that a replay repeats. */
  readonly redriveDate: number;
}

/**
 * The remembered token that a call replays; `undefined` if its token is new, or as good as new.
 *
 * @recorded [idempotency.replay] A client token that redrove this execution is answered with the first redriveDate, whatever the status;
 *   nothing else happens. {recorded-redrives}
 * @assumed [idempotency.scope] Tokens are remembered per execution: the same token redrives another execution. Because: The API Reference
 *   speaks of tokens used to redrive "the execution"; reuse across executions was not recorded. {api-redrive-execution}
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
 * @recorded [idempotency.refused-not-remembered] A client token whose call was refused is not remembered. {recorded-redrives}
 * @param now - Epoch milliseconds of that call.
 * @param redriveDate - Epoch milliseconds: what replays are answered.
 */
export function rememberToken(
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

/** @documented [idempotency.last-tokens] The last 10 tokens that redrove an execution are remembered. {api-redrive-execution} */
function lastTokens(tokens: readonly RedriveToken[], limits: Limits): RedriveToken[] {
  // Not slice(-n): that keeps everything for a limit of 0.
  return tokens.slice(Math.max(0, tokens.length - limits.rememberedTokens));
}

/** @documented [idempotency.lifetime] A token is valid for up to 15 minutes after its first use. {api-redrive-execution} */
function isFresh(token: RedriveToken, now: number, limits: Limits, assumptions: Assumptions): boolean {
  return assumptions['idempotency.expiry-boundary'](now - token.firstUsedAt, limits.tokenLifetime);
}
