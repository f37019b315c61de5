import type { HttpHandler } from 'msw';
import { checkOptions, invalid } from '../model/arguments';
import type { FakeService } from './adapter';
import { requireService } from './adapter';
import { mswMissing } from './mswModules';
import { requireMswParts, type MswNamespace, type Resolver } from './mswParts';
import { providedMsw } from './providedMsw';
import { exchange, regionOfSignature } from './wire/exchange';
import { isStepFunctionsTarget } from './wire/request';

export type { FakeService } from './adapter';
export type { MswNamespace } from './mswParts';

/** Options of {@link toMswHandlers}. */
export interface MswOptions<Handler = unknown> {
  /** The consumer's own `{ http, HttpResponse }`. Default: `require('msw')`, or what the Jest environment provides. */
  msw?: MswNamespace<Handler>;
  /** Where to answer, as a path of msw. Default: everywhere (`*`); requests are told by their `x-amz-target`. */
  endpoint?: string;
}

/**
 * Request handlers of msw that answer Step Functions requests out of the fake, whatever their host. Requests to
 * anything else fall through, their body unread.
 *
 * A lost response is an empty 503 after the commit, which the SDK retries; a network error of msw it would not.
 *
 * @param service The fake.
 * @throws TestkitError `PEER_MISSING` when msw cannot be loaded, with the ways to load it.
 *
 * @example
 * const server = setupServer(...toMswHandlers(sfn));
 * server.listen();
 */
export function toMswHandlers(service: FakeService, options?: MswOptions<HttpHandler>): HttpHandler[];
export function toMswHandlers<Handler>(service: FakeService, options: MswOptions<Handler>): Handler[];
export function toMswHandlers(service: FakeService, options: MswOptions = {}): unknown[] {
  const call = 'toMswHandlers()';
  requireService(call, service);
  checkOptions(call, options, ['msw', 'endpoint'], 'toMswHandlers(sfn, { msw: { http, HttpResponse } })');
  if (options.msw !== undefined) requireMswParts(call, options.msw);
  if (options.endpoint !== undefined && typeof options.endpoint !== 'string') {
    const hint = "Write for example { endpoint: 'https://states.*.amazonaws.com/' }.";
    throw invalid(`The option endpoint of ${call} is a path of msw.`, options.endpoint, hint);
  }
  const { http, HttpResponse } = options.msw ?? mswOrDefault();
  const resolver: Resolver = async ({ request }) => {
    const target = request.headers.get('x-amz-target');
    if (!isStepFunctionsTarget(target)) return undefined;
    const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
    const caller = {
      region: regionOfSignature(header('authorization')),
      invocation: header('amz-sdk-invocation-id'),
      signal: request.signal,
    };
    // Not as text, which takes away a byte order mark that the service would find.
    const body = new Uint8Array(await request.arrayBuffer());
    const answer = await exchange(service, target, body, caller);
    if (answer === undefined) return new HttpResponse(null, { status: 503 });
    return new HttpResponse(answer.body, { status: answer.status, headers: { ...answer.headers } });
  };
  return [http.post(options.endpoint ?? '*', resolver)];
}

function mswOrDefault(): MswNamespace {
  const provided = providedMsw()?.msw;
  if (provided !== undefined) return provided;
  try {
    return require('msw') as MswNamespace;
  } catch (error) {
    throw mswMissing('toMswHandlers could not load msw.', error);
  }
}
