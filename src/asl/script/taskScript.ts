import type { Json } from '../../model/json';

/** One scheduled attempt of a Task state, as a scripted function sees it. */
export interface TaskCall {
  readonly stateName: string;
  /** The effective input: after InputPath and Parameters, or Arguments. */
  readonly input: Json;
  readonly resource: string;
  /** From 1 in this entry of the state; from 1 again after a redrive. */
  readonly attempt: number;
  readonly redriveCount: number;
  /** Indexes of the enclosing Map iterations, outermost first; `[]` outside a Map. */
  readonly mapPath: readonly number[];
  readonly executionArn: string;
}

/** Options that every outcome takes. */
export interface OutcomeOptions {
  /** How long the attempt takes, in milliseconds (`seconds(5)`). Without it, it takes "a moment". */
  after?: number;
  /** For `.sync` and `.waitForTaskToken`: the output of TaskSubmitted. */
  submitted?: unknown;
  /** For activities: the `workerName` of ActivityStarted. */
  workerName?: string;
  /** @internal See {@link arriving}. */
  order?: number;
  /** @internal See {@link arriving}. */
  startOrder?: number;
  /** @internal See {@link arriving}. */
  withPrevious?: boolean;
}

const OUTCOME_KINDS = [
  'succeeds',
  'fails',
  'lambdaReturns',
  'lambdaThrows',
  'failsUntilRedriven',
  'timesOut',
  'heartbeatTimesOut',
  'failsToSchedule',
  'failsToStart',
  'failsToSubmit',
  'neverEnds',
  'runsInFake',
] as const;

export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What a scripted attempt comes to. Made by `succeeds()`, `fails()` and the others; not by hand. */
export interface TaskOutcome {
  readonly kind: OutcomeKind;
  readonly options: Readonly<OutcomeOptions>;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly trace?: readonly string[];
  /** `failsUntilRedriven`: how many redrives it takes, and what happens then. */
  readonly redrives?: number;
  readonly then?: TaskOutcome;
}

/** How an outcome arrives among those that are due at the same instant: for replays, and where a recorded order matters. */
interface Arrival {
  /** Lower ones arrive first. Default: in scheduling order. */
  order?: number;
  /** Among tasks that are scheduled at the same instant, lower ones start first. Default: in scheduling order. */
  startOrder?: number;
  /** It arrives before the workflow has acted upon the one before. */
  withPrevious?: boolean;
}

/** @internal An outcome with the way in which it arrives. */
export function arriving(outcome: TaskOutcome, arrival: Arrival): TaskOutcome {
  return Object.freeze({ ...outcome, options: Object.freeze({ ...outcome.options, ...arrival }) });
}

export type TaskScriptEntry = TaskOutcome | readonly TaskOutcome[] | ((task: TaskCall) => TaskOutcome);

/** Outcomes by the name of the Task state. */
export type TaskScript = Readonly<Record<string, TaskScriptEntry>>;

/** `states:startExecution*` of a machine that the fake has: what it comes to is decided there. */
export const RUNS_IN_FAKE: TaskOutcome = Object.freeze({ kind: 'runsInFake', options: Object.freeze({}) });

export function isOutcome(value: unknown): value is TaskOutcome {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('options' in value)) return false;
  return (
    OUTCOME_KINDS.some((kind) => kind === value.kind) && typeof value.options === 'object' && value.options !== null
  );
}

/** `failsUntilRedriven` fails until the execution was redriven so often, then turns into what comes after. */
export function outcomeAfterRedrives(outcome: TaskOutcome, redriveCount: number): TaskOutcome {
  if (outcome.kind !== 'failsUntilRedriven') return outcome;
  return redriveCount >= (outcome.redrives ?? 1)
    ? outcomeAfterRedrives(outcome.then!, redriveCount)
    : { ...outcome, kind: 'fails' };
}
