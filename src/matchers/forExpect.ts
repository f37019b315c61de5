import { cores, matcherNames, type MatcherName } from './cores';
import type { Matcher, MatcherContext, MatcherResult } from './matcher';

/** A matcher as `expect.extend` takes it: asked through `this`. */
export type ExtendedMatcher = (this: unknown, received: unknown, ...args: unknown[]) => MatcherResult;

/** The `expect` of a runner that can be given matchers. */
export interface ExtendableExpect {
  extend(matchers: Record<MatcherName, ExtendedMatcher>): unknown;
}

/**
 * The matchers for `expect.extend(matchers)`, in any runner that has it.
 *
 * @example
 * import { expect } from 'vitest';
 * import { matchers } from 'redrive-testkit/matchers';
 * expect.extend(matchers);
 */
export const matchers = Object.fromEntries(matcherNames.map((name) => [name, extended(name)])) as Record<
  MatcherName,
  ExtendedMatcher
>;

function extended(name: MatcherName): ExtendedMatcher {
  const core = cores[name] as Matcher<unknown[]>;
  return function (this: unknown, received: unknown, ...args: unknown[]): MatcherResult {
    const { isNot } = (this ?? {}) as Partial<MatcherContext>;
    return core({ isNot: isNot === true }, received, ...args);
  };
}
