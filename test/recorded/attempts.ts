import { parseJson, type Json } from '../../src/model/json';
import type { OutcomeOptions, TaskOutcome } from '../../src/asl/script/taskScript';
import { days } from '../../src/time/duration';
import type { RecordedHistoryEvent } from './recordings';
import { isObject } from './values';

/** One scheduled attempt of a Task state and what came of it. */
export interface Attempt {
  readonly stateName: string;
  readonly outcome: TaskOutcome;
}

const SCHEDULED = /^(Task|LambdaFunction|Activity)Scheduled$/;
const STARTED = /^(Task|LambdaFunction|Activity)Started$/;
/** What a retry begins with. */
const RETRIED = /Scheduled$|^(Parallel|Map)StateStarted$/;
const RESULT = /^(Task|LambdaFunction|Activity)(Succeeded|Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/;

/** Longer than an execution may run. */
const NEVER = days(400);

/** The attempts in the order in which they were scheduled: each `*Scheduled` event and what hangs on it. */
export function attemptsOf(events: readonly RecordedHistoryEvent[]): Attempt[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const results = events.filter((event) => RESULT.test(event.type));
  const inOrder = isInSchedulingOrder(events, results);
  const starts = events.filter((event) => STARTED.test(event.type));
  const startsInOrder = isStartedInSchedulingOrder(events, starts);
  return events
    .filter((event) => SCHEDULED.test(event.type))
    .map((scheduled) => {
      const chain = chainFrom(scheduled, events);
      const result = chain.find((event) => RESULT.test(event.type));
      const order = inOrder || result === undefined ? {} : { order: results.indexOf(result) + 1 };
      const started = chain.find((event) => STARTED.test(event.type));
      // Never started: last, whatever else waits.
      const start = startsInOrder ? {} : { startOrder: started === undefined ? Infinity : starts.indexOf(started) };
      const together = result !== undefined && arrivesWithPrevious(result, events) ? { withPrevious: true } : {};
      return {
        stateName: stateOf(scheduled, byId),
        outcome: isHeld(scheduled, events)
          ? { kind: 'neverEnds', options: start }
          : outcomeOf(chain, result, { ...order, ...start, ...together }),
      };
    });
}

/**
 * In a Parallel whose events the recorder sorted nothing hangs on anything any more: the i-th result is taken for the
 * i-th attempt. (The recordings there have one task, or equal outcomes, or outputs that the recorder masked.)
 */
export function attemptsOfSortedRegions(events: readonly RecordedHistoryEvent[]): Attempt[] {
  const attempts: Attempt[] = [];
  for (let from = 0; from < events.length;) {
    const next = events.findIndex((event, index) => index > from && event.type === 'ParallelStateStarted');
    const region = events.slice(from, next < 0 ? events.length : next);
    const names = region.filter((event) => event.type === 'TaskStateEntered').map(nameOf);
    const of = (pattern: RegExp) => region.filter((event) => pattern.test(event.type));
    const [submitted, results, started] = [of(/TaskSubmitted$/), of(RESULT), of(/Started$/)];
    of(SCHEDULED).forEach((scheduled, index) => {
      const stateName = names[Math.min(index, names.length - 1)] ?? '';
      const result = resultOfState(stateName, region, results) ?? results[index];
      const chain = [scheduled, started[index], submitted[index], result].filter((event) => event !== undefined);
      attempts.push({ stateName, outcome: outcomeOf(chain, result, {}) });
    });
    from = next < 0 ? events.length : next;
  }
  return attempts;
}

/** The result that a state has handed on as it was, where the state was entered once. */
function resultOfState(
  stateName: string,
  region: readonly RecordedHistoryEvent[],
  results: readonly RecordedHistoryEvent[],
): RecordedHistoryEvent | undefined {
  const exits = region.filter((event) => event.type === 'TaskStateExited' && detailsOf(event)['name'] === stateName);
  const [exit] = exits;
  if (exit === undefined || exits.length > 1) return undefined;
  const same = results.filter((result) => detailsOf(result)['output'] === detailsOf(exit)['output']);
  return same.length === 1 ? same[0] : undefined;
}

/** The scheduled event and what hangs on it, one on the other, up to the result. */
function chainFrom(scheduled: RecordedHistoryEvent, events: readonly RecordedHistoryEvent[]): RecordedHistoryEvent[] {
  const family = scheduled.type.replace(/Scheduled$/, '');
  const chain = [scheduled];
  for (let last = scheduled; !RESULT.test(last.type);) {
    const next = events.find(
      (event) =>
        event.previousEventId === last.id && event.type.startsWith(family) && !/State|Scheduled$/.test(event.type),
    );
    if (next === undefined) break;
    chain.push(next);
    last = next;
  }
  return chain;
}

function stateOf(scheduled: RecordedHistoryEvent, byId: ReadonlyMap<unknown, RecordedHistoryEvent>): string {
  for (let event = byId.get(scheduled.previousEventId); event !== undefined; event = byId.get(event.previousEventId)) {
    if (event.type === 'TaskStateEntered') return nameOf(event);
  }
  throw new Error(`event ${String(scheduled.id)} was scheduled by no state`);
}

function nameOf(event: RecordedHistoryEvent): string {
  const details = event['stateEnteredEventDetails'];
  return isObject(details) ? String(details['name']) : '';
}

function isInSchedulingOrder(
  events: readonly RecordedHistoryEvent[],
  results: readonly RecordedHistoryEvent[],
): boolean {
  const ends = events
    .filter((event) => SCHEDULED.test(event.type))
    .map((scheduled) => chainFrom(scheduled, events).at(-1))
    .filter((event) => event !== undefined && results.includes(event))
    .map((event) => Number(event?.id));
  return ends.every((id, index) => index === 0 || id > (ends[index - 1] ?? 0));
}

/** The service starts tasks, and hands out those of activities, in another order than it has scheduled them. */
function isStartedInSchedulingOrder(
  events: readonly RecordedHistoryEvent[],
  starts: readonly RecordedHistoryEvent[],
): boolean {
  const places = events
    .filter((event) => SCHEDULED.test(event.type))
    .map((scheduled) => starts.findIndex((start) => start.previousEventId === scheduled.id))
    .filter((place) => place >= 0);
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
}

/**
 * Results that follow each other without an event between them arrived together: nobody had acted upon the first yet.
 * Unless that is acted upon without an event, as a retry is: its next attempt hangs on the failure and comes later, or
 * never if the execution ends before.
 */
function arrivesWithPrevious(result: RecordedHistoryEvent, events: readonly RecordedHistoryEvent[]): boolean {
  const position = events.indexOf(result);
  const before = events[position - 1];
  if (before === undefined || !RESULT.test(before.type)) return false;
  const consequence = events.find((event) => event.previousEventId === before.id);
  if (consequence !== undefined) return !RETRIED.test(consequence.type);
  return arrivesWithPrevious(before, events) || events.slice(position).every(({ type }) => RESULT.test(type));
}

function outcomeOf(
  chain: readonly RecordedHistoryEvent[],
  result: RecordedHistoryEvent | undefined,
  order: OutcomeOptions,
): TaskOutcome {
  const options: OutcomeOptions = { ...order };
  for (const event of chain) {
    const details = detailsOf(event);
    if (event.type.endsWith('Submitted')) options.submitted = jsonOf(details['output']);
    if (event.type === 'ActivityStarted' && details['workerName'] !== undefined) {
      options.workerName = String(details['workerName']);
    }
  }
  if (result === undefined) return leftOpen(chain, options);
  const { error, cause, output } = detailsOf(result);
  if (result.type.endsWith('Succeeded')) return { kind: 'succeeds', options, output: jsonOf(output) };
  if (result.type.endsWith('TimedOut')) return { kind: timeoutOf(chain), options };
  return { kind: failureOf(result), options, ...textMembers({ error, cause }) };
}

/** An attempt without a result got as far as recorded, and whatever came of it later than anything else. */
function leftOpen(chain: readonly RecordedHistoryEvent[], options: OutcomeOptions): TaskOutcome {
  const reached = (phase: string) => chain.some((event) => event.type.endsWith(phase));
  const later = { ...options, after: NEVER };
  const [scheduled] = chain;
  const activity = scheduled?.type === 'ActivityScheduled';
  if (!reached('Started')) {
    if (activity) return { kind: 'neverEnds', options };
    return { kind: scheduled?.type === 'TaskScheduled' ? 'failsToStart' : 'failsToSchedule', options: later };
  }
  if (activity) return { kind: 'fails', options: later };
  const resource = scheduled === undefined ? '' : String(detailsOf(scheduled)['resource']);
  const submits = /\.(sync(:2)?|waitForTaskToken)$/.test(resource) && !reached('Submitted');
  return submits ? { kind: 'failsToSubmit', options: later } : { kind: 'neverEnds', options };
}

/** A worker held the task, and sent heartbeats, until the time of the execution ran out. */
export function isHeld(scheduled: RecordedHistoryEvent, events: readonly RecordedHistoryEvent[]): boolean {
  if (scheduled.type !== 'ActivityScheduled' || events.at(-1)?.type !== 'ExecutionTimedOut') return false;
  if (detailsOf(scheduled)['heartbeatInSeconds'] === undefined) return false;
  const last = chainFrom(scheduled, events).at(-1);
  return last?.type === 'ActivityStarted';
}

function failureOf(result: RecordedHistoryEvent): TaskOutcome['kind'] {
  if (result.type.endsWith('ScheduleFailed')) return 'failsToSchedule';
  if (result.type.endsWith('StartFailed')) return 'failsToStart';
  return result.type.endsWith('SubmitFailed') ? 'failsToSubmit' : 'fails';
}

/** Both are recorded as States.Timeout; a heartbeat that ends before the timeout was the one that ran out. */
function timeoutOf(chain: readonly RecordedHistoryEvent[]): TaskOutcome['kind'] {
  const details = chain[0] === undefined ? {} : detailsOf(chain[0]);
  const { timeoutInSeconds, heartbeatInSeconds } = details as Record<string, number | undefined>;
  const heartbeat = heartbeatInSeconds !== undefined && heartbeatInSeconds < (timeoutInSeconds ?? Infinity);
  return heartbeat ? 'heartbeatTimesOut' : 'timesOut';
}

function textMembers(members: Record<string, unknown>): { error?: string; cause?: string } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => typeof value === 'string'));
}

/** Details of an event: whatever member ends in `EventDetails`. */
export function detailsOf(event: RecordedHistoryEvent): Readonly<Record<string, unknown>> {
  const member = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  const details = member === undefined ? undefined : event[member];
  return isObject(details) ? details : {};
}

/** The recorder masked some outputs, which are then no JSON: any text will do for those. */
export function jsonOf(text: unknown): Json {
  if (typeof text === 'number') return text;
  try {
    return parseJson(String(text));
  } catch {
    return String(text);
  }
}
