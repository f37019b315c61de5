import type { EventDetails, HistoryEventType, RecordedEvent } from '../../model/historyEvent';
import type { Payload } from '../../model/json';
import { failureCauses } from '../../rules/executionFailures';
import type { ErrorAndCause, Frame } from './run';
import type { Step, Turn } from './step';
import { trace } from './trace';

/** Thrown when the run ends at once, whatever its threads are at. */
export class RunEnded extends Error {
  constructor(
    readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED',
    readonly failure: ErrorAndCause = {},
  ) {
    super(failure.cause);
  }
}

/** Appends an event that hangs on `previousEventId`. */
export function append(
  { run, env }: Turn,
  type: HistoryEventType,
  previousEventId: number,
  details?: EventDetails,
): number {
  const id = run.events.length + 1;
  if (id >= env.limits.historyEvents && !ENDS.has(type)) refuseFull({ run, env }, id);
  if (env.stop !== undefined) stopBefore({ run, env }, id);
  const event: RecordedEvent =
    details === undefined
      ? { id, previousEventId, type, at: run.time }
      : { id, previousEventId, type, at: run.time, details };
  run.events.push(event);
  trace?.event(run, event);
  return id;
}

/** A history that is full ends the execution with its last event. */
function refuseFull({ run, env }: Turn, id: number): void {
  if (run.type === 'STANDARD') {
    /**
     * @recorded [failure.history-full] A history that is full ends the execution with its last event, States.Runtime: The execution reached
     *   the maximum number of history events (25000). {recorded-captures}
     */
    throw new RunEnded('FAILED', { error: 'States.Runtime', cause: failureCauses.historyFull });
  }
  if (id >= env.limits.expressEvents) throw new RunEnded('TIMED_OUT');
}

function stopBefore({ run, env }: Turn, id: number): void {
  if (env.stop?.eventId !== id || env.stop.executionArn !== run.executionArn) return;
  env.stop = undefined;
  throw new RunEnded('ABORTED');
}

const ENDS: ReadonlySet<HistoryEventType> = new Set<HistoryEventType>([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
]);

/** An event of a thread that the thread's next event hangs on. */
export function appendStem(step: Step, type: HistoryEventType, details?: EventDetails): number {
  const { thread } = step;
  thread.stem = append(step, type, thread.stem, details);
  return thread.stem;
}

/** An event that nothing hangs on. */
export function appendLeaf(step: Step, type: HistoryEventType, details?: EventDetails): number {
  return append(step, type, step.thread.stem, details);
}

const WHOLE: EventDetails = Object.freeze({ truncated: false });

/** `input` and its details: AWS always sends both. */
export function inputMembers(input: Payload): { input: string; inputDetails: EventDetails } {
  return { input: input.text, inputDetails: WHOLE };
}

/** `output` and its details. */
export function outputMembers(output: Payload): { output: string; outputDetails: EventDetails } {
  return { output: output.text, outputDetails: WHOLE };
}

/** Assigned variables: strings that hold JSON. */
export function assignedMembers(assigned: Readonly<Record<string, Payload>>): EventDetails {
  return {
    assignedVariables: Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, value.text])),
    assignedVariablesDetails: WHOLE,
  };
}

/** `error` and `cause`, each only if it is set. */
export function errorMembers({ error, cause }: { error?: string; cause?: string }): EventDetails {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

/**
 * `{name, index}` of an iteration.
 *
 * @recorded [map.iteration-name] The name of an iteration is that of its Map state. {recorded-histories}
 */
export function iterationDetails(frame: Frame, index: number): EventDetails {
  return { name: frame.name, index };
}
