import { AssertionError } from 'node:assert';
import { cores, matcherNames, type MatcherName } from './cores';
import type { Matcher } from './matcher';
import type { RedriveMatchers } from './types';

/** The matchers as assertions that throw. */
export type Assertions = RedriveMatchers<void> & { readonly not: RedriveMatchers<void> };

/**
 * The matchers without a runner's `expect`: for node:test, mocha, or plain scripts.
 *
 * @throws {AssertionError} of `node:assert`, with the same message as in Jest.
 * @example
 * import { assertThat } from 'redrive-testkit/matchers';
 * assertThat(sfn).toHaveRedriven(order, { times: 1 });
 * assertThat(sfn.execution(order)).not.toBeRedrivable();
 */
export function assertThat(received: unknown): Assertions {
  return { ...assertions(received, false), not: assertions(received, true) };
}

function assertions(received: unknown, isNot: boolean): RedriveMatchers<void> {
  const entries = matcherNames.map((name) => [name, assertion(name, received, isNot)] as const);
  return Object.fromEntries(entries) as unknown as RedriveMatchers<void>;
}

function assertion(name: MatcherName, received: unknown, isNot: boolean): (...args: unknown[]) => void {
  const core = cores[name] as Matcher<unknown[]>;
  return function assert(...args: unknown[]): void {
    const { pass, message } = core({ isNot }, received, ...args);
    if (pass === isNot) throw new AssertionError({ message: message(), stackStartFn: assert });
  };
}
