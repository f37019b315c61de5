import { advanceOnce, nextDue } from '../asl/advance';
import { abortRun } from '../asl/endings';
import type { Environment } from '../asl/environment';
import { resumeRun } from '../asl/resume';
import type { ErrorAndCause, Run, RunIdentity } from '../asl/run';
import { startRun } from '../asl/start';
import type { TaskScript } from '../asl/taskScript';

/** How one attempt goes: the first run, or a redrive. Durations are milliseconds. */
export interface Attempt {
  /** Outcomes of this attempt alone, by the name of the Task state. */
  readonly tasks: TaskScript;
  /** How long nothing happens between the end of the attempt before and this redrive. */
  readonly pause?: number;
  /** StopExecution that long after the attempt has begun. */
  readonly stop?: { readonly after: number } & ErrorAndCause;
  /** The attempt is still going on that long after it has begun: the course ends there. */
  readonly openAfter?: number;
}

/** The attempts of an execution, the first run first. */
export type Course = readonly [Attempt, ...Attempt[]];

/** Whoever runs an execution through its course: the engine alone, or a service around it. */
export interface Stage {
  /** Starts the execution, or redrives it, at `at`, epoch milliseconds. */
  begin(attempt: Attempt, at: number): void;
  /** Does all that is due up to a point in time; without one, up to the end of the attempt. */
  advance(until?: number): void;
  stop(at: number, reason: ErrorAndCause): void;
  readonly run: Run;
}

/**
 * Runs an execution through its attempts, from `at`, epoch milliseconds.
 *
 * @returns when the last attempt ended; `undefined` if the execution waits for something that is not in the course.
 */
export function playCourse(course: Course, stage: Stage, at: number): number | undefined {
  let end: number | undefined = at;
  for (const [index, attempt] of course.entries()) {
    const begin: number = end + (index === 0 ? 0 : (attempt.pause ?? 0));
    stage.begin(attempt, begin);
    end = playAttempt(attempt, stage, begin);
    if (end === undefined) return undefined;
  }
  return end;
}

function playAttempt({ stop, openAfter }: Attempt, stage: Stage, begin: number): number | undefined {
  if (openAfter !== undefined) {
    stage.advance(begin + openAfter);
    return begin + openAfter;
  }
  if (stop === undefined) {
    stage.advance();
    return stage.run.stopDate;
  }
  const { after, ...reason } = stop;
  stage.advance(begin + after);
  if (stage.run.status === 'RUNNING') stage.stop(begin + after, reason);
  return stage.run.stopDate;
}

/** The engine alone as a stage. The time is passed over wherever nothing else is due. */
export function engineStage(identity: RunIdentity, env: Environment, onAttempt: (attempt: Attempt) => void): Stage {
  let run: Run | undefined;
  const started = (): Run => {
    if (run === undefined) throw new Error('a course was gone on with before it began');
    return run;
  };
  return {
    get run() {
      return started();
    },
    begin(attempt, at) {
      onAttempt(attempt);
      if (run === undefined) run = startRun(identity, env, at);
      else resumeRun(run, env, at);
    },
    // The limit on the open time is an end that nobody asks a course for.
    advance: (until = started().startDate + env.limits.executionTime - 1) => advanceUntil(started(), env, until),
    stop: (at, reason) => abortRun(started(), env, at, reason),
  };
}

function advanceUntil(run: Run, env: Environment, until: number): void {
  const horizon = { until, moments: true };
  while (nextDue(run, horizon) !== undefined && run.commands.length === 0) advanceOnce(run, env, horizon);
}
