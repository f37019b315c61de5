import type { AbortSignalLike } from '../model/abort';
import { unlessAborted } from './abort';
import type { FakeService } from './adapter';
import { connectionReset, requireService } from './adapter';
import type { WireResponse } from './wire/exchange';
import { exchange, regionOfSignature } from './wire/exchange';
import type { RequestBody } from './wire/request';

/** The part of the SDK's HTTP request that the handler reads. */
export interface HandlerRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
}

/** The SDK's HTTP response. */
export interface HandlerResponse {
  statusCode: number;
  reason?: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** An HTTP handler for `new SFNClient({ requestHandler })`, of any version of the SDK. */
export interface FakeRequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: HandlerRequest, options?: { abortSignal?: AbortSignalLike }): Promise<{ response: HandlerResponse }>;
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

/**
 * An HTTP handler that answers a real client out of the fake: its serialization, client tokens, retries and exceptions
 * are the real ones, and no request leaves the process.
 *
 * A lost response is an error with code `ECONNRESET`, which the SDK retries with the same client token.
 *
 * @param service The fake.
 *
 * @example
 * const client = new SFNClient({ region: 'us-east-1', credentials, requestHandler: toRequestHandler(sfn) });
 */
export function toRequestHandler(service: FakeService): FakeRequestHandler {
  requireService('toRequestHandler()', service);
  return Object.defineProperty(handlerOf(service), LEADS_TO_A_FAKE, { value: true });
}

/** Marks handlers that were asked for by hand, also those of another copy of this package. */
const LEADS_TO_A_FAKE = Symbol.for('redrive-testkit.leadsToAFake');

/** Whether a client's own handler answers out of a fake: its requests never leave the process. */
export function leadsToAFake(handler: unknown): boolean {
  return typeof handler === 'object' && handler !== null && LEADS_TO_A_FAKE in handler;
}

/** @param region The region of the client, where its requests are not signed. */
export function handlerOf(
  service: FakeService,
  region: () => Promise<string | undefined> = async () => undefined,
): FakeRequestHandler {
  const respond = async (request: HandlerRequest, signal?: AbortSignalLike): Promise<{ response: HandlerResponse }> => {
    const { headers, body } = request;
    const caller = { region: regionOfSignature(headers['authorization']) ?? (await region()), signal };
    return { response: httpResponse(await exchange(service, headers['x-amz-target'], body, caller)) };
  };
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: (request, { abortSignal } = {}) =>
      abortSignal ? unlessAborted(abortSignal, () => respond(request, abortSignal)) : respond(request),
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

function httpResponse(answer: WireResponse | undefined): HandlerResponse {
  if (answer === undefined) throw connectionReset();
  // A plain Uint8Array: a Buffer is not an instance of the sandbox's Uint8Array in some test environments.
  const body = new Uint8Array(Buffer.from(answer.body));
  return { statusCode: answer.status, headers: { ...answer.headers }, body };
}
