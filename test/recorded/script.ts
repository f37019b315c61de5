import type { TaskOutcome, TaskScriptEntry } from '../../src/asl/script/taskScript';
import { days, seconds } from '../../src/time/duration';
import { attemptsOf, attemptsOfSortedRegions, detailsOf, isHeld, type Attempt } from './attempts';
import { childOutcomes, readersOf, type ScriptedReader } from './distributedMaps';
import type { Recording, RecordedHistoryEvent } from './recordings';
import { isObject } from './values';

/**
 * The day on which the run that made the pairs computed the instants in their inputs. A Wait until one of them is only
 * as long as recorded if the clock says this.
 */
export const PAIRING_RUN = '2026-11-22T07:12:40.000Z';

/** Without TimeoutSeconds the service ends an execution after a year. */
const LONGEST_EXECUTION = days(366);

/** Where a machine was made, and for which role. */
export interface Home {
  readonly account: string;
  readonly region: string;
  /** Absent where the recorder put a word for it. */
  readonly roleArn?: string;
}

/** The account and Region of recordings that do not tell their own. */
const HOME = { account: '111111111111', region: 'us-east-1' };

/** All that a history needs beside its definition and its input. */
export interface Arrangement {
  readonly home: Home;
  readonly input: string | undefined;
  readonly clock: string;
  readonly tasks: Readonly<Record<string, TaskScriptEntry>>;
  readonly readers: Readonly<Record<string, readonly ScriptedReader[]>>;
  /** Activities that a worker could poll; the recording may say that one does not exist. */
  readonly activities: readonly string[];
  /** StopExecution once so many events are there. */
  readonly stop?: { readonly afterEvents: number; readonly error?: string; readonly cause?: string };
  /** The time of the execution ran out: milliseconds that are to pass until then. */
  readonly runsOut?: number;
  /** Activities whose worker held its task until the execution ended: it leases it, and sends heartbeats. */
  readonly heldTasks: readonly HeldTask[];
}

export interface HeldTask {
  readonly activityArn: string;
  readonly workerName?: string;
}

/** Derives from a recorded history what has to be arranged so that the fake can write the same one. */
export function arrangementOf({ pair, history, facts }: Recording): Arrangement {
  const events = facts?.reverseOrder ? [...history.events].reverse() : history.events;
  const sorted = events.some((event) => typeof event.id !== 'number');
  const attempts = sorted ? attemptsOfSortedRegions(events) : attemptsOf(events);
  return {
    home: homeOf(pair.definition, events),
    input: pair.rawInput ?? undefined,
    clock: PAIRING_RUN,
    tasks: { ...childOutcomes(pair, events), ...byState(attempts) },
    readers: readersOf(pair.definition, events),
    activities: activitiesOf(pair.definition, events),
    stop: stopOf(events),
    runsOut: runsOut(pair.definition, events),
    heldTasks: heldTasks(events),
  };
}

function heldTasks(events: readonly RecordedHistoryEvent[]): HeldTask[] {
  return events
    .filter((scheduled) => isHeld(scheduled, events))
    .map((scheduled): HeldTask => {
      const started = events.find(({ previousEventId }) => previousEventId === scheduled.id);
      const workerName = started === undefined ? undefined : detailsOf(started)['workerName'];
      const name = typeof workerName === 'string' ? { workerName } : {};
      return { activityArn: String(detailsOf(scheduled)['resource']), ...name };
    });
}

function byState(attempts: readonly Attempt[]): Record<string, TaskOutcome[]> {
  const states: Record<string, TaskOutcome[]> = {};
  for (const attempt of attempts) (states[attempt.stateName] ??= []).push(attempt.outcome);
  return states;
}

function stopOf(events: readonly RecordedHistoryEvent[]): Arrangement['stop'] {
  const last = events.at(-1);
  if (last?.type !== 'ExecutionAborted') return undefined;
  const details = last['executionAbortedEventDetails'];
  const { error, cause } = (isObject(details) ? details : {}) as { error?: string; cause?: string };
  return { afterEvents: events.length - 1, error, cause };
}

/** A Map Run or an activity is in the account and the Region of its execution; a state machine that a task names need not be. */
const OWN_ARN = /\barn:[^:"]+:states:([^:"]+):(\d{12}):(?:mapRun|activity):/;
const ROLE = /^arn:aws[\w-]*:iam::(\d{12}):role\/\S+$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** What the recorder left as it was: ARNs of Step Functions, the role that the execution started with. */
function homeOf(definition: unknown, events: readonly RecordedHistoryEvent[]): Home {
  const [, named, accountOfArn] = OWN_ARN.exec(JSON.stringify([events, definition])) ?? [];
  const details = events.find(({ type }) => type === 'ExecutionStarted')?.['executionStartedEventDetails'];
  const role = ROLE.exec(isObject(details) ? String(details['roleArn']) : '');
  const account = accountOfArn ?? role?.[1] ?? HOME.account;
  const region = named !== undefined && REGION.test(named) ? named : HOME.region;
  return { account, region, ...(role === null ? {} : { roleArn: role[0] }) };
}

function runsOut(
  definition: Recording['pair']['definition'],
  events: readonly RecordedHistoryEvent[],
): number | undefined {
  if (events.at(-1)?.type !== 'ExecutionTimedOut') return undefined;
  const { TimeoutSeconds } = definition;
  return typeof TimeoutSeconds === 'number' ? seconds(TimeoutSeconds) : LONGEST_EXECUTION;
}

const ACTIVITY = /^arn:[^:]+:states:[^:]*:\d+:activity:(.+)$/;
const GONE = /The activity \S+ does not exist\.$/;

/** Names of the activities of a definition, unless the recording says that its activity was gone. */
function activitiesOf(definition: unknown, events: readonly RecordedHistoryEvent[]): string[] {
  const gone = events.some((event) => {
    const details = event['executionFailedEventDetails'];
    return isObject(details) && GONE.test(String(details['cause']));
  });
  if (gone) return [];
  const names = new Set<string>();
  walk(definition, (member, value) => {
    const match = member === 'Resource' && typeof value === 'string' ? ACTIVITY.exec(value) : null;
    if (match?.[1] !== undefined) names.add(match[1]);
  });
  return [...names];
}

/** Calls back for every member below a value. */
export function walk(value: unknown, visit: (member: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [member, inner] of Object.entries(value)) {
    visit(member, inner);
    walk(inner, visit);
  }
}
