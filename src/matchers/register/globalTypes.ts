import type { RedriveMatchers } from '../types';

/* oxlint-disable @typescript-eslint/no-namespace, @typescript-eslint/no-empty-object-type -- how matchers are declared */
// Global names, which need no package to be found from here: strict installers hide those that are not asked for.
declare global {
  /** Of `@types/jest`. */
  namespace jest {
    interface Matchers<R, T> extends RedriveMatchers<R> {}
    interface Expect extends RedriveMatchers<unknown> {}
    interface InverseAsymmetricMatchers extends RedriveMatchers<unknown> {}
  }
  /** What the assertions of Vitest are made of, whatever parameters its own interfaces have: they differ between 4 and 5. */
  namespace Chai {
    interface Assertion extends RedriveMatchers<void> {}
    interface ExpectStatic extends RedriveMatchers<unknown> {}
  }
}
