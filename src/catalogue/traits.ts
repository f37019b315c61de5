import type { Instant } from '../time/clock';

/**
 * A trait: the execution has that many redrives behind it, each of which failed again in the same way.
 *
 * @example
 * failedExecution('lambda-function-failed', redriven(2), stoppedAgo(days(13)));
 */
export function redriven(times = 1): { redriven: number } {
  return { redriven: times };
}

/**
 * A trait: the execution stopped that long ago, in milliseconds.
 *
 * @example
 * failedExecution('task-timed-out', stoppedAgo(hours(3)));
 */
export function stoppedAgo(duration: number): { stoppedAgo: number } {
  return { stoppedAgo: duration };
}

/**
 * A trait: the execution started at that time.
 *
 * @example
 * failedExecution('callback-failed', startedAt('2026-01-01T00:00:00Z'));
 */
export function startedAt(when: Instant): { startedAt: Instant } {
  return { startedAt: when };
}

/**
 * A trait: the history has that many events. A polling loop before the failure fills it up.
 *
 * @example
 * executionHistory('lambda-function-failed', withEvents(24_998));
 */
export function withEvents(count: number): { events: number } {
  return { events: count };
}
