import { shown } from '../model/arguments';
import { TestkitError } from '../model/testkitError';

const MILLISECONDS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

function milliseconds(unit: keyof typeof MILLISECONDS, amount: unknown): number {
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) {
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: `${unit}() takes a finite number that is not negative.`,
      found: `It got ${shown(amount)}.`,
      hint: isNumberText(amount) ? `Write ${unit}(${amount}), without quotes.` : `Write for example ${unit}(3).`,
    });
  }
  return amount * MILLISECONDS[unit];
}

function isNumberText(amount: unknown): amount is string {
  return typeof amount === 'string' && /^\d+(\.\d+)?$/.test(amount);
}

/**
 * A duration of that many seconds, in milliseconds.
 *
 * @throws TestkitError `ARGUMENT_INVALID` for a negative, infinite or missing amount.
 * @example
 * sfn.clock.advanceBy(seconds(30));
 */
export function seconds(amount: number): number {
  return milliseconds('seconds', amount);
}

/**
 * A duration of that many minutes, in milliseconds.
 *
 * @throws TestkitError `ARGUMENT_INVALID` for a negative, infinite or missing amount.
 * @example
 * sfn.clock.advanceBy(minutes(15)); // client tokens are no longer remembered
 */
export function minutes(amount: number): number {
  return milliseconds('minutes', amount);
}

/**
 * A duration of that many hours, in milliseconds.
 *
 * @throws TestkitError `ARGUMENT_INVALID` for a negative, infinite or missing amount.
 * @example
 * sfn.clock.advanceBy(hours(24)); // page tokens have expired
 */
export function hours(amount: number): number {
  return milliseconds('hours', amount);
}

/**
 * A duration of that many days of 24 hours, in milliseconds.
 *
 * @throws TestkitError `ARGUMENT_INVALID` for a negative, infinite or missing amount.
 * @example
 * sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(14) }));
 */
export function days(amount: number): number {
  return milliseconds('days', amount);
}

const { seconds: SECOND, minutes: MINUTE, hours: HOUR, days: DAY } = MILLISECONDS;

/** A duration in the unit that suits it: `0.208 s`, `3 min 4.5 s`, `2 h 5 min`, `14 d 3 h`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${(milliseconds / SECOND).toFixed(3)} s`;
  if (milliseconds < HOUR)
    return `${Math.floor(milliseconds / MINUTE)} min ${((milliseconds % MINUTE) / SECOND).toFixed(1)} s`;
  if (milliseconds < DAY)
    return `${Math.floor(milliseconds / HOUR)} h ${Math.floor((milliseconds % HOUR) / MINUTE)} min`;
  return `${Math.floor(milliseconds / DAY)} d ${Math.floor((milliseconds % DAY) / HOUR)} h`;
}
