import type { RedriveMatchers } from '../types';

/* oxlint-disable @typescript-eslint/no-namespace, @typescript-eslint/no-empty-object-type -- how matchers are declared */
declare global {
  // Vitest's assertions extend this interface too, whichever way its `expect` is imported.
  namespace jest {
    interface Matchers<R, T> extends RedriveMatchers<R> {}
  }
}
