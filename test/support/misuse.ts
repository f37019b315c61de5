import { TestkitError } from 'redrive-testkit';

/** The error with which the kit refuses to be used like that. */
export function misuseOf(call: () => unknown): TestkitError {
  try {
    call();
  } catch (error) {
    if (error instanceof TestkitError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
