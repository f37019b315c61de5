import { advanceOnce, goOn, nextDue } from '../asl/engine/advance';
import { abortRun } from '../asl/engine/endings';
import type { Environment } from '../asl/engine/environment';
import { resumeRun } from '../asl/engine/resume';
import type { ErrorAndCause, Run, RunIdentity } from '../asl/engine/run';
import { answerMapRun } from '../asl/engine/answers';
import type { MapRunEnding, MapRunPlan } from '../asl/engine/commands';
import type { ItemReaderScript, ResultWriterScript } from '../asl/script/mapRunScript';
import { startRun } from '../asl/engine/start';
import type { TaskScript } from '../asl/script/taskScript';
import type { RecordedEvent } from '../model/historyEvent';
import { Payload, type Json } from '../model/json';

/** How one attempt goes: the first run, or a redrive. Durations are milliseconds. */
export interface Attempt {
  /** Outcomes of this attempt alone, by the name of the Task state. */
  readonly tasks: TaskScript;
  /** Outcomes of readers and writers of Distributed Maps, by the name of the Map state. */
  readonly itemReaders?: ItemReaderScript;
  readonly resultWriters?: ResultWriterScript;
  /** What the role of the state machine may not do meanwhile. */
  readonly denied?: 'states:StartExecution' | 'states:RedriveExecution';
  /** What a Map Run comes to where the engine runs alone: a service runs its children. */
  readonly mapRun?: MapRunCourse;
  /** How long nothing happens between the end of the attempt before and this redrive. */
  readonly pause?: number;
  /** StopExecution that long after the attempt has come to a state. */
  readonly stop?: { readonly after: number; readonly in: string } & ErrorAndCause;
  /** The attempt is still going on that long after it has begun: the course ends there. */
  readonly openAfter?: number;
}

/** A Map Run, as the execution sees it that waits for it. */
export interface MapRunCourse {
  readonly takes: number;
  /** Its error, or the result that it hands on. */
  readonly ending: ErrorAndCause | ((mapRunArn: string, redriveCount: number) => Json);
}

/** The attempts of an execution, the first run first. */
export type Course = readonly [Attempt, ...Attempt[]];

/** Whoever runs an execution through its course: the engine alone, or a service around it. */
export interface Stage {
  /** Starts the execution, or redrives it, at `at`, epoch milliseconds. */
  begin(attempt: Attempt, at: number): void;
  /** Does all that is due up to a point in time; without one, up to the end of the attempt; or until it is enough. */
  advance(until?: number, isEnough?: () => boolean): void;
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
  const { after, in: state, ...reason } = stop;
  const arrival = arrivalIn(state, stage);
  if (arrival === undefined) return stage.run.stopDate;
  const at = Math.max(arrival, begin) + after;
  stage.advance(at);
  if (stage.run.status === 'RUNNING') stage.stop(at, reason);
  return stage.run.stopDate;
}

/** Goes on until a state is entered, if it was not in an attempt before. Epoch milliseconds; nothing if it does not come there. */
function arrivalIn(state: string, stage: Stage): number | undefined {
  const { run } = stage;
  let looked = 0;
  const isThere = (): boolean => {
    while (looked < run.events.length && !isEntryInto(state, run.events[looked]!)) looked += 1;
    return looked < run.events.length;
  };
  if (!isThere()) stage.advance(undefined, isThere);
  const { at, type } = run.events[looked] ?? run.events.at(-1)!;
  // The states of a Distributed Map are entered in its children.
  return isThere() || type.startsWith('MapRun') ? at : undefined;
}

function isEntryInto(state: string, { type, details }: RecordedEvent): boolean {
  return type.endsWith('StateEntered') && details?.name === state;
}

/** The engine alone as a stage. The time is passed over wherever nothing else is due. */
export function engineStage(identity: RunIdentity, env: Environment, onAttempt: (attempt: Attempt) => void): Stage {
  let run: Run | undefined;
  let current: Attempt | undefined;
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
      current = attempt;
      if (run !== undefined) return resumeRun({ run, env }, at);
      run = startRun(identity, env, at);
      goOn({ run, env });
    },
    // The limit on the open time is an end that nobody asks a course for.
    advance: (until = started().startDate + env.limits.executionTime - 1, isEnough) =>
      advanceUntil(started(), env, { until, isEnough, mapRun: current?.mapRun }),
    stop: (at, reason) => abortRun({ run: started(), env }, at, reason),
  };
}

interface Extent {
  readonly until: number;
  readonly isEnough: (() => boolean) | undefined;
  readonly mapRun: MapRunCourse | undefined;
}

function advanceUntil(run: Run, env: Environment, { until, isEnough, mapRun }: Extent): void {
  const horizon = { until, moments: true };
  for (;;) {
    if (!followCommands(run, env, mapRun)) return;
    if (isEnough?.() === true || nextDue(run, horizon) === undefined) return;
    advanceOnce({ run, env }, horizon);
  }
}

/** Answers for the Map Run; whatever else a run may ask for is not in a course. */
function followCommands(run: Run, env: Environment, mapRun: MapRunCourse | undefined): boolean {
  for (let command = run.commands.shift(); command !== undefined; command = run.commands.shift()) {
    if (command.kind !== 'start map run' && command.kind !== 'redrive map run') return false;
    const { mapRunArn, plan, at } = command;
    const failure = readerFailure(run, env, plan);
    if (failure === undefined && mapRun === undefined) return false;
    const ending = failure ?? mapRun!.ending;
    const answer: MapRunEnding =
      typeof ending === 'function'
        ? { kind: 'succeeded', result: Payload.ofValue(ending(mapRunArn, run.redriveCount)) }
        : { kind: 'failed', isVoid: false, ...ending };
    answerMapRun({ run, env }, mapRunArn, answer, at + (failure === undefined ? mapRun!.takes : 0));
  }
  return true;
}

function readerFailure(run: Run, env: Environment, { items, stateName }: MapRunPlan): ErrorAndCause | undefined {
  const reader = items === undefined ? env.itemReaderOf(run, stateName) : undefined;
  return reader !== undefined && 'error' in reader ? reader : undefined;
}
