import { seconds } from '../../time/duration';
import type { Limits } from '../../rules/limits';
import type { Retrier } from '../definition/definition';
import type { Failure } from './run';

/** Whether the `ErrorEquals` of a retrier or catcher names an error, itself or by a wildcard. */
export function matchesError(errorEquals: readonly string[], failing: Failure): boolean {
  return errorEquals.some((name) => namesError(name, failing));
}

function namesError(name: string, { error, heartbeat }: Failure): boolean {
  // Recorded: States.Runtime is not caught, not even by its own name.
  if (error === 'States.Runtime') return false;
  // Recorded: also a task's States.DataLimitExceeded, although the guide leaves it out.
  if (name === 'States.ALL') return true;
  if (name === 'States.TaskFailed') return error !== 'States.Timeout';
  // assumed: a lost heartbeat is recorded as States.Timeout; the guide lets retriers and catchers name either.
  if (name === 'States.HeartbeatTimeout') return heartbeat === true;
  return name === error;
}

/** Milliseconds until the next attempt: IntervalSeconds × BackoffRate^used, capped by MaxDelaySeconds, jittered if asked. */
export function retryDelay(retrier: Retrier, used: number, limits: Limits, random: () => number): number {
  const interval = retrier.IntervalSeconds ?? limits.retryIntervalSeconds;
  const grown = interval * (retrier.BackoffRate ?? limits.retryBackoffRate) ** used;
  const capped = Math.min(grown, retrier.MaxDelaySeconds ?? limits.retryMaxDelaySeconds);
  const milliseconds = seconds(capped);
  return Math.round(retrier.JitterStrategy === 'FULL' ? milliseconds * random() : milliseconds);
}
