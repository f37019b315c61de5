import { invalid, shown } from '../model/arguments';
import { TestkitError } from '../model/testkitError';

/** A point in time: a Date, an ISO 8601 text, or epoch milliseconds. */
export type Instant = Date | string | number;

/**
 * The time of one fake. It never runs backwards.
 *
 * @example
 * const sfn = createFakeStepFunctions({ clock: virtualClock('2026-01-01T00:00:00Z') });
 * sfn.clock.advanceBy(days(14));
 */
export interface Clock {
  /** Epoch milliseconds. Whole, and never less than at an earlier call. */
  now(): number;
  /**
   * Moves on by a duration in milliseconds. Work that takes "a moment" is completed before the clock moves.
   *
   * @throws TestkitError `ARGUMENT_INVALID` for what is no duration, `CLOCK_MOVED_BACKWARDS` for a negative one.
   */
  advanceBy(milliseconds: number): void;
  /**
   * Moves on to a point in time.
   *
   * @throws TestkitError `CLOCK_MOVED_BACKWARDS` if that lies in the past of this clock.
   */
  advanceTo(when: Instant): void;
  /** Calls the listener before each explicit advance; answers a function that removes it. */
  onBeforeAdvance(listener: () => void): () => void;
}

/** Start of {@link virtualClock} unless told otherwise. */
export const DEFAULT_VIRTUAL_START = '2026-01-01T00:00:00.000Z';

/** What a kind of clock has to know: where it stands, and how to be put further. */
interface Hand {
  read(): number;
  moveBy(milliseconds: number): void;
}

/**
 * The clock of the process: `Date.now()` plus what it was advanced by. So Jest's and Vitest's fake timers and
 * `setSystemTime` rule it.
 *
 * @example
 * jest.useFakeTimers({ now: new Date('2026-03-01') });
 * createFakeStepFunctions({ clock: defaultClock() }).clock.now(); // 1772323200000
 */
export function defaultClock(): Clock {
  let advanced = 0;
  let lastSystemTime = -Infinity;
  let last = -Infinity;
  const clock = clockOf({
    read() {
      const systemTime = Date.now() + advanced;
      const step = systemTime - lastSystemTime;
      lastSystemTime = systemTime;
      if (systemTime >= last) last = systemTime;
      // Somebody set the system time back. Go on from there at its pace; a step that is greater than what is
      // missing is the system time coming home, not time passing.
      else if (step > 0 && step < last - systemTime) last += step;
      return last;
    },
    moveBy(milliseconds) {
      advanced += milliseconds;
      lastSystemTime += milliseconds;
      last += milliseconds;
    },
  });
  running.add(clock);
  return clock;
}

/** The clocks that time itself moves on. */
const running = new WeakSet<Clock>();

/** Whether a clock shows the same times in each run of a test, because nothing but the test moves it. */
export const isExact = (clock: Clock): boolean => !running.has(clock);

/**
 * A clock that moves only when it is told to.
 *
 * @param start - Where it starts: {@link DEFAULT_VIRTUAL_START} unless given.
 * @throws TestkitError `ARGUMENT_INVALID` if `start` is no point in time.
 * @example
 * const clock = virtualClock('2026-01-01T00:00:00Z');
 * clock.advanceBy(minutes(15));
 */
export function virtualClock(start: Instant = DEFAULT_VIRTUAL_START): Clock {
  let time = epochMilliseconds(start);
  return clockOf({
    read: () => time,
    moveBy(milliseconds) {
      time += milliseconds;
    },
  });
}

/**
 * Epoch milliseconds of a point in time.
 *
 * @throws TestkitError `ARGUMENT_INVALID` if it is none.
 */
export function epochMilliseconds(when: Instant): number {
  const time = millisecondsOf(when);
  if (typeof time !== 'number' || !(Math.abs(time) <= MOST_DISTANT)) {
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: 'A point in time is a Date, an ISO 8601 text or epoch milliseconds, as far as a Date reaches.',
      found: `It got ${when instanceof Date ? String(when) : shown(when)}.`,
      hint: "Write for example '2026-01-01T00:00:00Z'.",
    });
  }
  return Math.floor(time);
}

/** Epoch milliseconds that are further from 1970 are no Date. */
const MOST_DISTANT = 8.64e15;

function millisecondsOf(when: unknown): unknown {
  if (typeof when === 'number') return when;
  if (typeof when === 'string') return new Date(when).getTime();
  // A Date of another realm (Jest's sandbox) is no instance of ours, so it is asked for its value instead.
  if (typeof when === 'object' && when !== null && 'getTime' in when) return (when as Date).valueOf();
  return undefined;
}

function clockOf(hand: Hand): Clock {
  const listeners = new Set<() => void>();
  const tellListeners = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    now: hand.read,
    advanceBy(milliseconds) {
      const step = durationOf(milliseconds);
      refuseEndOfTime(hand.read(), step);
      tellListeners();
      hand.read();
      hand.moveBy(step);
    },
    advanceTo(when) {
      const target = epochMilliseconds(when);
      refusePast(target, hand.read());
      tellListeners();
      hand.moveBy(Math.max(0, target - hand.read()));
    },
    onBeforeAdvance(listener) {
      if (typeof listener !== 'function') {
        throw invalid('onBeforeAdvance() takes a function.', listener, 'Write clock.onBeforeAdvance(() => …).');
      }
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function durationOf(milliseconds: number): number {
  if (typeof milliseconds !== 'number' || !Number.isFinite(milliseconds)) {
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: 'advanceBy() takes a number of milliseconds.',
      found: `It got ${shown(milliseconds)}.`,
      hint: 'Write for example clock.advanceBy(minutes(15)).',
    });
  }
  if (milliseconds < 0) {
    throw new TestkitError({
      code: 'CLOCK_MOVED_BACKWARDS',
      what: 'A clock never runs backwards.',
      found: `advanceBy(${milliseconds}).`,
      hint: 'Start an earlier clock instead: createFakeStepFunctions({ clock: virtualClock(…) }).',
    });
  }
  return Math.floor(milliseconds);
}

function refuseEndOfTime(now: number, step: number): void {
  if (now + step <= MOST_DISTANT) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `A clock goes as far as a Date reaches: ${isoText(MOST_DISTANT)}.`,
    found: `It shows ${isoText(now)} and was to be moved on by ${step} milliseconds.`,
    hint: 'Write for example clock.advanceBy(days(400)).',
  });
}

function refusePast(target: number, now: number): void {
  if (target >= now) return;
  throw new TestkitError({
    code: 'CLOCK_MOVED_BACKWARDS',
    what: 'A clock never runs backwards.',
    found: `It shows ${isoText(now)} and was to be moved to ${isoText(target)}.`,
    hint: 'Start an earlier clock instead: createFakeStepFunctions({ clock: virtualClock(…) }).',
  });
}

function isoText(time: number): string {
  return new Date(time).toISOString();
}

/** A virtual clock that can be put back to its start, for whoever runs the same thing again and again. */
export interface RewindableClock extends Clock {
  rewind(): void;
}

export function rewindableClock(start: Instant = DEFAULT_VIRTUAL_START): RewindableClock {
  const begin = epochMilliseconds(start);
  let time = begin;
  const clock = clockOf({
    read: () => time,
    moveBy(milliseconds) {
      time += milliseconds;
    },
  });
  return { ...clock, rewind: () => void (time = begin) };
}
