import type * as FastCheck from 'fast-check';
import { TestkitError } from '../../model/testkitError';

let loaded: typeof FastCheck | undefined;

/** The reader's fast-check, loaded when it is first needed. */
export function fc(): typeof FastCheck {
  return (loaded ??= load());
}

function load(): typeof FastCheck {
  try {
    return require('fast-check') as typeof FastCheck;
  } catch (error) {
    throw new TestkitError({
      code: 'PEER_MISSING',
      what: 'redrive-testkit/fast-check needs fast-check, which could not be loaded.',
      found: String(error),
      hint: 'Install it: npm install --save-dev fast-check.',
    });
  }
}
