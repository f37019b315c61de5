import type { HttpHandler } from 'msw';
import { http, HttpResponse } from 'msw';
import type { FakeService, MswOptions } from './msw.js';
import { toMswHandlers as handlersOf } from './msw.js';

export type { FakeService, MswNamespace, MswOptions } from './msw.js';

/**
 * Request handlers of msw that answer Step Functions requests out of the fake, whatever their host. Requests to
 * anything else fall through, their body unread.
 *
 * A lost response is an empty 503 after the commit, which the SDK retries; a network error of msw it would not.
 *
 * @param service The fake.
 *
 * @example
 * const server = setupServer(...toMswHandlers(sfn));
 * server.listen();
 */
export function toMswHandlers(service: FakeService, options?: MswOptions<HttpHandler>): HttpHandler[];
export function toMswHandlers<Handler>(service: FakeService, options: MswOptions<Handler>): Handler[];
export function toMswHandlers(service: FakeService, options: MswOptions = {}): unknown[] {
  return handlersOf(service, { msw: { http, HttpResponse }, ...options });
}
