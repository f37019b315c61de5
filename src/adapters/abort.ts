import type { AbortSignalLike } from '../model/abort';

/**
 * Starts the work unless the caller has aborted, and stops waiting for it when the caller aborts.
 * What the service has begun goes on: an aborted request may have been committed, as on AWS.
 */
export async function unlessAborted<T>(signal: AbortSignalLike, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw abortError();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(abortError());
    signal.addEventListener?.('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    if (onAbort) signal.removeEventListener?.('abort', onAbort);
  }
}

function abortError(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}

/** Fires when a connection closes. An AbortController for each request would be a tenth of what the request costs, and almost none is waited for. */
export class ClosedSignal implements AbortSignalLike {
  constructor(
    private readonly connection: { readonly destroyed: boolean; once(event: 'close', listener: () => void): unknown },
  ) {}

  get aborted(): boolean {
    return this.connection.destroyed;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.connection.once('close', listener);
  }
}
