import { TestkitError } from '../../model/testkitError';
import { matchers, type ExtendableExpect } from '../forExpect';
import type { RedriveMatchers } from '../types';
import './globalTypes';

/**
 * Gives Jest's `expect` the matchers.
 *
 * @param expect The one to extend. Default: Jest's global one, or that of `@jest/globals` where globals are off.
 * @throws {TestkitError} `RUNNER_UNSUPPORTED` outside of Jest.
 */
export function registerJestMatchers(expect: ExtendableExpect = jestExpect()): void {
  expect.extend(matchers);
}

function jestExpect(): ExtendableExpect {
  const { expect } = globalThis as { expect?: ExtendableExpect };
  if (typeof expect?.extend === 'function') return expect;
  try {
    return (require('@jest/globals') as { expect: ExtendableExpect }).expect;
  } catch {
    throw new TestkitError({
      code: 'RUNNER_UNSUPPORTED',
      what: 'There is no Jest here to give the matchers to.',
      hint: "Import 'redrive-testkit/jest' from a file of setupFilesAfterEnv; elsewhere use assertThat of 'redrive-testkit/matchers'.",
    });
  }
}

/* oxlint-disable @typescript-eslint/no-empty-object-type -- how matchers are declared */
// For those who import `expect` from '@jest/globals'.
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T> extends RedriveMatchers<R> {}
  interface AsymmetricMatchers extends RedriveMatchers<unknown> {}
}
