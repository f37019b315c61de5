interface RetryToken {
  getRetryCount(): number;
  getRetryDelay(): number;
}

/** The members that the SDK's own strategies share. */
interface SdkRetryStrategy {
  readonly mode: 'standard' | 'adaptive';
  maxAttempts?(): Promise<number>;
}

const RETRIED: ReadonlySet<string> = new Set(['THROTTLING', 'TRANSIENT']);

/**
 * A strategy that retries what the SDK's own retries, as often, but at once. It is a stand-in and not a wrapper,
 * because the SDK's strategies wait on a timer also when the delay is zero, and would hang under fake timers.
 * It keeps no account of retry tokens, so a client never runs out of them.
 *
 * @param strategy What the client would use; a strategy of the consumer's own making is given back as it is.
 * @param maxAttempts Attempts of the client, where the strategy does not say.
 */
export function withoutDelay(strategy: unknown, maxAttempts: () => Promise<number>): unknown {
  if (!isSdkStrategy(strategy)) return strategy;
  return {
    mode: strategy.mode,
    acquireInitialRetryToken: async () => instantToken(0),
    async refreshRetryTokenForRetry(token: RetryToken, { errorType }: { errorType: string }) {
      const attempts = token.getRetryCount() + 1;
      const allowed = await (strategy.maxAttempts?.() ?? maxAttempts());
      if (attempts >= allowed || !RETRIED.has(errorType)) throw new Error('No retry token available');
      return instantToken(attempts);
    },
    recordSuccess: () => undefined,
  };
}

function instantToken(retryCount: number): RetryToken {
  return { getRetryCount: () => retryCount, getRetryDelay: () => 0 };
}

function isSdkStrategy(value: unknown): value is SdkRetryStrategy {
  const mode = (value as { mode?: unknown } | undefined)?.mode;
  return mode === 'standard' || mode === 'adaptive';
}
