import { setImmediate as nextTurn } from 'node:timers';
import { promisify } from 'node:util';
import { sleep } from './promisedTimers';

/** Timers and Date of the process while somebody else rules time: nothing fires unless it is told to. */
export interface OwnedTimers {
  /** Epoch milliseconds at which the next timer is due; undefined if there is none. */
  nextDue(): number | undefined;
  /** Fires every timer that is due at `now`, those that become due meanwhile included. */
  fireDue(): void;
  /** How many timers were ever set: it changes whenever code sets one. */
  readonly count: number;
  /** Who set the timers that wait. */
  waiting(): ReadonlySet<unknown>;
  /** Gives the process its timers back. Those that still wait never fire. */
  restore(): void;
}

interface OwnedTimer {
  readonly owner: unknown;
  readonly run: () => void;
  readonly interval: number | undefined;
  readonly sequence: number;
  due: number;
}

/** How such code is told apart, and entered again when its timer fires. */
export interface TimerOwners {
  current(): unknown;
  enter(owner: unknown, run: () => void): void;
}

const NAMES = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] as const;
type Globals = Record<(typeof NAMES)[number], unknown>;

/**
 * Takes `setTimeout`, `setInterval` and `Date` over, whoever has them now (Jest's and Vitest's fake timers too).
 *
 * @param now Epoch milliseconds that `Date` shows.
 */
export function ownTimers(now: () => number, owners: TimerOwners): OwnedTimers {
  const globals = globalThis as unknown as Globals;
  const before = Object.fromEntries(NAMES.map((name) => [name, globals[name]])) as Globals;
  const waiting = new Map<number, OwnedTimer>();
  let count = 0;

  const set = (run: unknown, delay: unknown, isInterval: boolean, given: readonly unknown[]) => {
    count += 1;
    const sequence = count;
    const wait = Math.max(1, Math.floor(Number(delay)) || 1);
    const interval = isInterval ? wait : undefined;
    const call = () => (run as (...args: readonly unknown[]) => void)(...given);
    waiting.set(sequence, { owner: owners.current(), run: call, interval, sequence, due: now() + wait });
    return handleOf(sequence, waiting, () => now() + wait);
  };
  const clear = (handle: unknown) => void waiting.delete(Number(handle));

  const setTimeout = (run: unknown, delay?: unknown, ...given: unknown[]) => set(run, delay, false, given);
  Object.assign(globals, {
    // Node's own can be made into what answers a promise.
    setTimeout: Object.assign(setTimeout, { [promisify.custom]: sleep }),
    setInterval: (run: unknown, delay?: unknown, ...given: unknown[]) => set(run, delay, true, given),
    clearTimeout: clear,
    clearInterval: clear,
    Date: dateAt(before.Date as DateConstructor, now),
  });

  return {
    get count() {
      return count;
    },
    nextDue: () => soonest(waiting)?.due,
    waiting: () => new Set([...waiting.values()].map(({ owner }) => owner)),
    fireDue() {
      for (let timer = soonest(waiting); timer !== undefined && timer.due <= now(); timer = soonest(waiting)) {
        if (timer.interval === undefined) waiting.delete(timer.sequence);
        else timer.due += timer.interval;
        owners.enter(timer.owner, timer.run);
      }
    },
    restore: () => void Object.assign(globals, before),
  };
}

function soonest(waiting: ReadonlyMap<number, OwnedTimer>): OwnedTimer | undefined {
  let first: OwnedTimer | undefined;
  for (const timer of waiting.values()) if (first === undefined || timer.due < first.due) first = timer;
  return first;
}

/** What Node's `setTimeout` answers, as far as code uses it. */
function handleOf(sequence: number, waiting: Map<number, OwnedTimer>, due: () => number): object {
  const handle = {
    ref: () => handle,
    unref: () => handle,
    hasRef: () => waiting.has(sequence),
    close: () => (waiting.delete(sequence), handle),
    refresh() {
      const timer = waiting.get(sequence);
      if (timer !== undefined) timer.due = due();
      return handle;
    },
    [Symbol.toPrimitive]: () => sequence,
  };
  return handle;
}

function dateAt(RealDate: DateConstructor, now: () => number): DateConstructor {
  return class OwnedDate extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [now()] : given) as [number]));
    }
    static override now(): number {
      return now();
    }
  } as DateConstructor;
}

/** A turn of the event loop: what promises do by themselves is done by then. */
export function turnOfTheEventLoop(): Promise<void> {
  return new Promise((resolve) => void nextTurn(resolve));
}

/** Real milliseconds, whoever has the timers of the process. */
export function realMilliseconds(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
