import { TestkitError } from '../model/testkitError';

/** The error for an msw that cannot be loaded, with the ways to load it. */
export function mswMissing(what: string, error: unknown): TestkitError {
  return new TestkitError({
    code: 'PEER_MISSING',
    what,
    found: String(error),
    cure: [
      'msw 2.11.3 and later cannot be loaded by Jest in its default CommonJS mode. Do one of these:',
      "- set testEnvironment: 'redrive-testkit/jest-environment', which loads your msw outside the sandbox;",
      '- on Node 24.9 or later run Jest with NODE_OPTIONS=--experimental-vm-modules;',
      '- pass what you have loaded yourself: toMswHandlers(sfn, { msw: { http, HttpResponse } });',
      '- use toRequestHandler(sfn), which needs no msw.',
      'If msw is not installed: npm install --save-dev msw.',
    ].join('\n'),
  });
}
