import { Script, createContext, type Context } from 'node:vm';

/** What {@link ProcessorTime} answers for work that was stopped. */
export const TOOK_TOO_LONG = Symbol('took too long');

let desk: { readonly script: Script; readonly context: Context } | undefined;

/**
 * An amount of time of the processor for work that nothing else can stop, such as the search for a pattern that backtracks
 * without an end. Whatever clock the fake has, and however much else the machine has to do, it is what the work itself takes.
 */
export class ProcessorTime {
  constructor(private milliseconds: number) {}

  /**
   * Does a piece of work: twice, if a busy machine has not let it come far. Work that is stopped leaves no `finally` behind.
   *
   * @returns what the work returns, or {@link TOOK_TOO_LONG} if the amount was used up.
   */
  run<T>(work: () => T): T | typeof TOOK_TOO_LONG {
    for (let patience = 1; this.milliseconds >= 1 && patience <= MOST_PATIENCE; patience *= 2) {
      const begun = process.cpuUsage();
      const result = within(Math.ceil(this.milliseconds * patience), work);
      this.milliseconds -= chargeable(process.cpuUsage(begun));
      if (result !== TOOK_TOO_LONG) return result;
    }
    return TOOK_TOO_LONG;
  }
}

/** How many times its amount of time work may be under way, on a machine that has much else to do. */
const MOST_PATIENCE = 8;

/** Milliseconds that watching itself takes: they are not charged. */
const WATCHING = 5;

function chargeable({ user, system }: NodeJS.CpuUsage): number {
  const milliseconds = (user + system) / 1000;
  return milliseconds > WATCHING ? milliseconds : 0;
}

function within<T>(milliseconds: number, work: () => T): T | typeof TOOK_TOO_LONG {
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
