import { Script, createContext, type Context } from 'node:vm';

/** What {@link withinRealTime} answers for work that was stopped. */
export const TOOK_TOO_LONG = Symbol('took too long');

let desk: { readonly script: Script; readonly context: Context } | undefined;

/**
 * Does work that nothing else can stop, such as a search for a regular expression that backtracks without an end. It is
 * the real time of the machine that counts, whatever clock the fake has. Work that is stopped leaves no `finally` behind.
 *
 * @returns what the work returns, or {@link TOOK_TOO_LONG} if it was stopped.
 */
export function withinRealTime<T>(milliseconds: number, work: () => T): T | typeof TOOK_TOO_LONG {
  desk ??= { script: new Script('work()'), context: createContext({}) };
  const { script, context } = desk;
  context['work'] = work;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: unknown } | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return TOOK_TOO_LONG;
    throw error;
  } finally {
    context['work'] = undefined;
  }
}
