import { TestkitError } from '../model/testkitError';
import type { MswModules } from './providedMsw';
import { providedMsw } from './providedMsw';

/** The error for an msw that cannot be loaded, with the ways to load it. */
export function mswMissing(what: string, error: unknown): TestkitError {
  return new TestkitError({
    code: 'PEER_MISSING',
    what,
    found: String(error),
    hint: [
      'msw 2.11.3 and later cannot be loaded by Jest in its default CommonJS mode. Do one of these:',
      "- set testEnvironment: 'redrive-testkit/jest-environment', which loads your msw outside the sandbox;",
      '- on Node 24.9 or later run Jest with NODE_OPTIONS=--experimental-vm-modules;',
      '- pass what you have loaded yourself: toMswHandlers(sfn, { msw: { http, HttpResponse } });',
      '- use toRequestHandler(sfn), which needs no msw.',
      'If msw is not installed: npm install --save-dev msw.',
    ].join('\n'),
  });
}

/** The msw of the test environment, else the one that is installed, however it can be loaded here. */
export async function findMsw(): Promise<MswModules> {
  const provided = providedMsw();
  if (provided !== undefined) return provided;
  try {
    // In this order: an ESM consumer has the copy that is imported.
    const [msw, node] = await Promise.all([import('msw'), import('msw/node')]);
    return { msw, node };
  } catch {
    return requireMsw();
  }
}

/** Like {@link findMsw}, at once. */
export function requireMsw(): MswModules {
  const provided = providedMsw();
  if (provided !== undefined) return provided;
  try {
    return { msw: require('msw'), node: require('msw/node') };
  } catch (error) {
    throw mswMissing("The adapter 'msw' could not load msw.", error);
  }
}
