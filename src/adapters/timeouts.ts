import type { AbortSignalLike } from '../model/abort';
import { afterReal } from '../time/timer';
import type { FakeRequestHandler } from './handler';

/** Of the options of the SDK's own handlers, those that end a request that takes long. */
interface Timeouts {
  readonly requestTimeout?: number;
  readonly throwOnRequestTimeout?: boolean;
  readonly socketTimeout?: number;
}

/** A handler of the SDK; its configuration is there at once, or promised until its first request. */
interface SdkHandler {
  readonly config?: Timeouts;
  readonly configProvider?: Promise<Timeouts>;
}

/**
 * The handler with the timeouts that the client has set for its own: they hold for a call that the fake keeps waiting, too. Its own handler
 * keeps them itself, but for a socket of msw, which never times out.
 */
export function withTimeouts(handler: FakeRequestHandler, own: unknown): FakeRequestHandler {
  const { config, configProvider } = own as SdkHandler;
  if (config === undefined && configProvider === undefined) return handler;
  const handle: FakeRequestHandler['handle'] = async (request, options = {}) => {
    const timeouts = config ?? (await configProvider) ?? {};
    const perCall = (options as { requestTimeout?: number }).requestTimeout;
    const limit = limitOf({ ...timeouts, ...(perCall === undefined ? {} : { requestTimeout: perCall }) });
    if (limit === undefined) return handler.handle(request, options);
    return within(limit, (abortSignal) => handler.handle(request, { ...options, abortSignal }), options.abortSignal);
  };
  return Object.create(handler, { handle: { value: handle } }) as FakeRequestHandler;
}

interface Limit {
  readonly milliseconds: number;
  readonly error: Error;
}

/** The shortest that ends a request, with the error of the SDK's own handler. */
function limitOf({ requestTimeout, throwOnRequestTimeout, socketTimeout }: Timeouts): Limit | undefined {
  const limits: Limit[] = [];
  if (requestTimeout && throwOnRequestTimeout) {
    const message = `a request has exceeded the configured ${requestTimeout} ms requestTimeout.`;
    limits.push({ milliseconds: requestTimeout, error: timeoutError(`[ERROR] ${message}`, 'ETIMEDOUT') });
  }
  if (socketTimeout) {
    const message = `the request socket timed out after ${socketTimeout} ms of inactivity (configured by client requestHandler).`;
    limits.push({ milliseconds: socketTimeout, error: timeoutError(message) });
  }
  return limits.toSorted((left, right) => left.milliseconds - right.milliseconds)[0];
}

function timeoutError(message: string, code?: string): Error {
  const error = Object.assign(new Error(`@smithy/node-http-handler - ${message}`), { name: 'TimeoutError' });
  return code === undefined ? error : Object.assign(error, { code });
}

async function within<Result>(
  { milliseconds, error }: Limit,
  work: (signal: AbortSignal) => Promise<Result>,
  outer: AbortSignalLike | undefined,
): Promise<Result> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (outer?.aborted) abort();
  outer?.addEventListener?.('abort', abort, { once: true });
  let stop: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    stop = afterReal(milliseconds, () => {
      reject(error);
      abort();
    });
  });
  try {
    return await Promise.race([late, work(controller.signal)]);
  } finally {
    stop();
    outer?.removeEventListener?.('abort', abort);
  }
}
