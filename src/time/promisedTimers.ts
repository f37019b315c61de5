/** Options of the timers of `node:timers/promises`. */
interface TimerOptions {
  readonly signal?: AbortSignal | undefined;
}

/** `setTimeout` of `node:timers/promises`, by whatever `setTimeout` the process has now. */
export function sleep<T>(delay?: number, value?: T, { signal }: TimerOptions = {}): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(abortErrorOf(signal));
    const stop = () => {
      globalThis.clearTimeout(timer);
      reject(abortErrorOf(signal));
    };
    const timer = globalThis.setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve(value);
    }, delay);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** `setInterval` of `node:timers/promises`. */
export async function* ticks<T>(delay?: number, value?: T, options?: TimerOptions): AsyncGenerator<T | undefined> {
  for (;;) yield await sleep(delay, value, options);
}

/** What Node rejects with. */
function abortErrorOf(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason as unknown });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}
