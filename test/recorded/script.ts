import type { TaskOutcome, TaskScriptEntry } from '../../src/asl/taskScript';
import { days, seconds } from '../../src/time/duration';
import { attemptsOf, attemptsOfSortedRegions, type Attempt } from './attempts';
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

/** All that a history needs beside its definition and its input. */
export interface Arrangement {
  readonly input: string | undefined;
  readonly clock: string;
  readonly tasks: Readonly<Record<string, TaskScriptEntry>>;
  readonly readers: Readonly<Record<string, ScriptedReader>>;
  /** Activities that a worker could poll; the recording may say that one does not exist. */
  readonly activities: readonly string[];
  /** StopExecution once so many events are there. */
  readonly stop?: { readonly afterEvents: number; readonly error?: string; readonly cause?: string };
  /** The time of the execution ran out: milliseconds that are to pass until then. */
  readonly runsOut?: number;
}

/** Derives from a recorded history what has to be arranged so that the fake can write the same one. */
export function arrangementOf({ pair, history, facts }: Recording): Arrangement {
  const events = facts?.reverseOrder ? [...history.events].reverse() : history.events;
  const sorted = events.some((event) => typeof event.id !== 'number');
  const attempts = sorted ? attemptsOfSortedRegions(events) : attemptsOf(events);
  return {
    input: pair.rawInput ?? undefined,
    clock: PAIRING_RUN,
    tasks: { ...childOutcomes(pair, events), ...byState(attempts) },
    readers: readersOf(pair.definition, events),
    activities: activitiesOf(pair.definition, events),
    stop: stopOf(events),
    runsOut: runsOut(pair.definition, events),
  };
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
