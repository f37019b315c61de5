import {
  reads,
  writerRefused,
  writes,
  type ItemReaderOutcome,
  type ResultWriterOutcome,
} from '../../src/asl/script/mapRunScript';
import type { TaskCall, TaskOutcome, TaskScriptEntry } from '../../src/asl/script/taskScript';
import { parseJson, type Json } from '../../src/model/json';
import { childRunsOf } from './childRuns';
import type { MapRunTranscript, RecordedChild } from './mapRunTranscript';
import type { TranscriptEvent } from './transcripts';
import { isObject } from './values';

type Members = Readonly<Record<string, unknown>>;

/** What a child's task came to, and when the child was done with it. */
interface PlannedOutcome {
  readonly outcome: TaskOutcome;
  /** Epoch milliseconds; undefined where it was not read. */
  readonly end?: number;
}

/** What went wrong in one run of the parent, beside the children: a permission that was lacking, a writer that was refused. */
export interface AttemptTrouble {
  /** What the role of the parent may not do, for example `states:RedriveExecution` on its children. */
  readonly denied?: { readonly action: string; readonly resource: string };
  /** Cause of the refused test write of the ResultWriter. */
  readonly refusedWrite?: string;
}

/** The runs of the parent: the first one, then one per redrive. */
export function attemptsOfParent(history: readonly TranscriptEvent[]): TranscriptEvent[][] {
  const attempts: TranscriptEvent[][] = [[]];
  for (const event of history) {
    if (event.type === 'ExecutionRedriven') attempts.push([]);
    attempts.at(-1)?.push(event);
  }
  return attempts;
}

const DENIED = /is not authorized to perform: (\w+:\w+) on resource: (\S+)/;
const REFUSED_WRITE = /Failed to write a test manifest .*/s;

export function troubleOf(attempt: readonly TranscriptEvent[]): AttemptTrouble {
  const causes = attempt.map((event) => String(event.details?.['cause'] ?? ''));
  const failedRun = attempt.some((event) => event.type === 'MapRunFailed');
  const denial = causes.map((cause) => DENIED.exec(cause)).find((match) => match !== null);
  const denied = denial && { action: denial[1] ?? '', resource: (denial[2] ?? '').replace(/\b[0-9a-f]{8}\b/g, '*') };
  const refusedWrite = causes.map((cause) => REFUSED_WRITE.exec(cause)?.[0]).find((text) => text !== undefined);
  return { denied, refusedWrite: failedRun ? undefined : refusedWrite };
}

/** What the ResultWriter came to in each run of the parent. */
export function writersOf(
  { definition }: MapRunTranscript,
  troubles: readonly AttemptTrouble[],
): Record<string, readonly ResultWriterOutcome[]> {
  const states = isObject(definition['States']) ? Object.entries(definition['States']) : [];
  const names = states.filter(([, state]) => isObject(state) && state['ResultWriter'] !== undefined);
  const outcomes = troubles.map(({ refusedWrite }) =>
    refusedWrite === undefined ? writes() : writerRefused(refusedWrite),
  );
  return Object.fromEntries(names.map(([name]) => [name, outcomes]));
}

/** What the ItemReaders found. They read until the first child began. */
export function readersOf(transcript: MapRunTranscript): Record<string, ItemReaderOutcome> {
  const { itemReaders = {}, parentHistory } = transcript;
  const started = parentHistory.find(({ type }) => type === 'MapRunStarted')?.t;
  const after = Math.min(...childRunsOf(transcript).map(({ from }) => from)) - Date.parse(String(started));
  const options = Number.isFinite(after) ? { after } : {};
  return Object.fromEntries(Object.entries(itemReaders).map(([name, items]) => [name, reads(items, options)]));
}

/**
 * Scripts the tasks of the children: the n-th time that the task of an item is scheduled, it comes to what was recorded, at
 * the moment at which the recorded child was done with it.
 *
 * @param itemOf finds the recorded child that an execution of the fake is
 */
export function childTasks(
  transcript: MapRunTranscript,
  itemOf: (executionArn: string) => RecordedChild | undefined,
  now: () => number,
): Record<string, TaskScriptEntry> {
  const { definition, children } = transcript;
  const used = new Map<number, number>();
  const tasks: Record<string, TaskScriptEntry> = {};
  for (const [name, task] of childTaskStates(definition)) {
    const plans = new Map(children.map((child) => [child.item, plannedOutcomes(child, task, transcript)]));
    tasks[name] = (call: TaskCall): TaskOutcome => {
      const child = itemOf(call.executionArn);
      const plan = child === undefined ? undefined : plans.get(child.item);
      if (child === undefined || plan === undefined || plan.length === 0) return succeeds(null);
      const times = used.get(child.item) ?? 0;
      used.set(child.item, times + 1);
      const { outcome, end } = plan[Math.min(times, plan.length - 1)] as PlannedOutcome;
      return end === undefined ? outcome : { ...outcome, options: { after: Math.max(0, end - now()) } };
    };
  }
  return tasks;
}

function childTaskStates(definition: Members): [string, Members][] {
  const found: [string, Members][] = [];
  const states = isObject(definition['States']) ? Object.values(definition['States']) : [];
  for (const state of states) {
    const processor = isObject(state) ? (state['ItemProcessor'] ?? state['Iterator']) : undefined;
    const inner = isObject(processor) ? processor['States'] : undefined;
    if (!isObject(inner)) continue;
    for (const [name, child] of Object.entries(inner)) {
      if (isObject(child) && child['Type'] === 'Task') found.push([name, child]);
    }
  }
  return found;
}

/** Events of a child's history; none where it was not read. */
export function eventsOf({ history }: RecordedChild): readonly TranscriptEvent[] {
  return Array.isArray(history) ? (history as readonly TranscriptEvent[]) : [];
}

function plannedOutcomes(child: RecordedChild, task: Members, { listExecutions }: MapRunTranscript): PlannedOutcome[] {
  const results = eventsOf(child).filter((event) => /^Task(Succeeded|Failed|TimedOut)$/.test(event.type));
  if (results.length > 0) return results.map(fromEvent);
  const { beforeRedrive, final } = child.describe ?? {};
  const rows = listExecutions.flatMap(({ executions }) =>
    executions.filter((row) => row['executionArn'] === child.arn),
  );
  const closings = new Map<unknown, Members>();
  for (const answer of [beforeRedrive, final, ...rows]) {
    const known = closings.get(answer?.['stopDate']);
    if (answer !== undefined && (known === undefined || known['status'] === 'PENDING_REDRIVE')) {
      closings.set(answer['stopDate'], answer);
    }
  }
  return [...closings.values()]
    .filter((answer) => typeof answer['stopDate'] === 'string' && cameToItsTask(answer))
    .sort((one, other) => Date.parse(String(one['stopDate'])) - Date.parse(String(other['stopDate'])))
    .map((answer) => fromAnswer({ ...reasonOf(final), ...answer }, task));
}

/** An Express child that waits for its redrive has failed: it cannot be aborted. */
function cameToItsTask({ status, executionArn }: Members): boolean {
  if (status === 'PENDING_REDRIVE') return String(executionArn).includes(':express:');
  return status === 'FAILED' || status === 'SUCCEEDED';
}

/** What a child that was only listed has failed of: what it failed of later, if it did. */
function reasonOf(final: Members | undefined): Members {
  return { error: final?.['error'] ?? 'NotRead', cause: final?.['cause'] ?? 'not read' };
}

function fromEvent({ type, t, details }: TranscriptEvent): PlannedOutcome {
  const end = typeof t === 'string' ? Date.parse(t) : undefined;
  if (type === 'TaskTimedOut') return { outcome: { kind: 'timesOut', options: {} }, end };
  if (type === 'TaskFailed') return { outcome: fails(details ?? {}), end };
  return { outcome: succeeds(parseJson(String(details?.['output']))), end };
}

/** The history was not read: what the task gave is found in the child's output, where ResultPath had put it. */
function fromAnswer(answer: Members, task: Members): PlannedOutcome {
  const end = typeof answer['stopDate'] === 'string' ? Date.parse(answer['stopDate']) : undefined;
  if (answer['status'] !== 'SUCCEEDED') return { outcome: fails(answer), end };
  const output = typeof answer['output'] === 'string' ? parseJson(answer['output']) : null;
  const member = /^\$\.(\w+)$/.exec(String(task['ResultPath']))?.[1];
  const result = member !== undefined && isObject(output) ? output[member] : output;
  return { outcome: succeeds(result ?? null), end };
}

function succeeds(output: Json): TaskOutcome {
  return { kind: 'succeeds', options: {}, output };
}

function fails({ error, cause }: Members): TaskOutcome {
  return { kind: 'fails', options: {}, error: String(error), cause: String(cause) };
}
