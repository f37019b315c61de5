import { childRunsOf, countsAt, type ChildRun } from './childRuns';
import { eventsOf } from './mapRunArrangement';
import type { MapRunStep, MapRunTranscript, Sampled } from './mapRunTranscript';
import type { TranscriptEvent } from './transcripts';
import { isObject } from './values';

type Members = Readonly<Record<string, unknown>>;

/** Something that the probe did, or asked, at an instant. */
export type Moment = { readonly at: number } & (
  | { readonly kind: 'call'; readonly step: MapRunStep }
  | { readonly kind: 'map run sample'; readonly sample: MapRunTranscript['mapRunSamples'][number] }
  | { readonly kind: 'children list'; readonly list: MapRunTranscript['listExecutions'][number] }
  | { readonly kind: 'map runs list'; readonly list: MapRunTranscript['listMapRuns'][number] }
  | { readonly kind: 'children before redrive' }
);

/** A request takes so long to get to the service. */
const WAY_THERE_MS = 92;
/** The counts of a Map Run follow its children with a delay: recorded, a few tenths of a second, and never more than this. */
const COUNTS_LAG_MS = 300;
const LONGEST_COUNTS_LAG_MS = 1000;
/** The children of a Map Run are redriven so long after its execution, and not earlier: recorded, 0.41 seconds and more. */
const UNTIL_CHILDREN_MS = 400;

/** Everything that was called and sampled, in order; what has no time of its own is placed by the others. */
export function timelineOf(transcript: MapRunTranscript): Moment[] {
  const { mapRunSamples, listExecutions, listMapRuns, steps, parentHistory, children } = transcript;
  const calls = [...steps.filter(isRead), ...unreadCalls(transcript)];
  const firstRedrive = Math.min(...calls.filter(isParentRedrive).map(timeOfStep));
  const ends = [...timed(calls).map(({ at }) => at), ...parentHistory.map(timeOfEvent)];
  const end = 1 + Math.max(...ends.filter(Number.isFinite));
  const times = new Map<string, number>();
  for (const sampled of [...mapRunSamples, ...listExecutions, ...listMapRuns]) {
    if (sampled.t !== undefined) times.set(sampled.at, timeOfAnswer(Date.parse(sampled.t), sampled.t, sampled));
  }
  const timeOf = (sampled: Sampled) => {
    const { at, t } = sampled;
    if (t !== undefined) return timeOfAnswer(Date.parse(t), t, sampled);
    return timeOfAnswer(times.get(at) ?? (at.startsWith('before') ? firstRedrive - 1 : end), undefined, sampled);
  };
  const moments: Moment[] = [
    ...timed(calls).map(({ step, at }): Moment => ({ kind: 'call', step, at })),
    ...mapRunSamples.map((sample): Moment => ({ kind: 'map run sample', sample, at: timeOf(sample) })),
    ...listExecutions.map((list): Moment => ({ kind: 'children list', list, at: timeOf(list) })),
    ...listMapRuns.map((list): Moment => ({ kind: 'map runs list', list, at: timeOf(list) })),
  ];
  if (children.some((child) => child.describe?.beforeRedrive !== undefined)) {
    moments.push({ kind: 'children before redrive', at: firstRedrive - 1 });
  }
  return inOrder(moments, childRunsOf(transcript));
}

/** A call whose time was not read was made after the one before it. */
function timed(steps: readonly MapRunStep[]): { step: MapRunStep; at: number }[] {
  let latest = -Infinity;
  return steps.map((step) => {
    const at = timeOfStep(step);
    latest = Number.isFinite(at) ? at : latest;
    return { step, at: latest };
  });
}

/** Epoch milliseconds at which something is known to have happened: the clock stops at each, so that all goes on in its time. */
export function instantsOf({ parentHistory, children, listExecutions }: MapRunTranscript): number[] {
  const events = [...parentHistory, ...children.flatMap(eventsOf)];
  const answers = [
    ...children.flatMap(({ describe }) => [describe?.beforeRedrive, describe?.final]),
    ...listExecutions.flatMap(({ executions }) => executions),
  ];
  const dates = answers.flatMap((answer) => [answer?.['startDate'], answer?.['stopDate'], answer?.['redriveDate']]);
  const instants = [...events.map(({ t }) => t), ...dates].map((date) =>
    typeof date === 'string' ? Date.parse(date) : NaN,
  );
  return [...new Set(instants.filter(Number.isFinite))].sort((one, other) => one - other);
}

/** In recorded order; counts are asked for a little earlier, but never before what was done before them. */
function inOrder(moments: readonly Moment[], runs: readonly ChildRun[]): Moment[] {
  let latest = -Infinity;
  let redriven = -Infinity;
  return [...moments]
    .sort((one, other) => one.at - other.at)
    .map((moment) => {
      if (moment.kind === 'call' && isParentRedrive(moment.step)) redriven = moment.at;
      const at = moment.kind === 'map run sample' ? instantOfCounts(moment.sample, moment.at, runs) : moment.at;
      const beforeChildren = moment.kind !== 'call' && at - redriven < UNTIL_CHILDREN_MS;
      if (!beforeChildren) latest = Math.max(latest, at);
      return { ...moment, at: latest };
    });
}

/** The latest instant at which the children were as they are counted: their own dates tell how far the counts lag behind. */
function instantOfCounts({ status, executionCounts }: Members, asked: number, runs: readonly ChildRun[]): number {
  if (status !== 'RUNNING') return asked;
  const usual = asked - COUNTS_LAG_MS;
  const instants = runs.flatMap(({ from, to }) => [from, to]);
  const near = instants.filter((instant) => instant > asked - LONGEST_COUNTS_LAG_MS && instant <= asked);
  const fits = (instant: number) => {
    const { running, succeeded } = countsAt(runs, instant);
    return (
      isObject(executionCounts) && executionCounts['running'] === running && executionCounts['succeeded'] === succeeded
    );
  };
  return [usual, ...near.sort((one, other) => other - one), asked - LONGEST_COUNTS_LAG_MS].find(fits) ?? usual;
}

/** Calls that begin a run. */
const BEGINNING = /^(Start|Redrive)Execution$/;

/** Of a call that begins a run, the request without its answer is not enough: the history tells when it was. */
function isRead({ op, request, response, error }: MapRunStep): boolean {
  if (request === undefined) return false;
  return !BEGINNING.test(op) || error !== undefined || datesIn(response).length > 0;
}

/** The start and the redrives that the history shows, but whose requests were not read. */
function unreadCalls({ steps, parentHistory, input }: MapRunTranscript): MapRunStep[] {
  const executionArn = parentArn(steps);
  const read = steps.filter((step) => isRead(step) && BEGINNING.test(step.op));
  const seen = new Set(read.flatMap((step) => [step.response?.['startDate'], step.response?.['redriveDate']]));
  const started = read.some((step) => step.op === 'StartExecution');
  return parentHistory.flatMap((event): MapRunStep[] => {
    if (typeof event.t !== 'string' || executionArn === undefined) return [];
    if (event.type === 'ExecutionStarted' && !started) {
      const stateMachineArn = executionArn.replace(':execution:', ':stateMachine:').replace(/:[^:]+$/, '');
      const request = { stateMachineArn, name: executionArn.split(':').at(-1), input };
      return [{ op: 'StartExecution', t: event.t, request, response: { executionArn, startDate: event.t } }];
    }
    if (event.type !== 'ExecutionRedriven' || seen.has(event.t)) return [];
    return [{ op: 'RedriveExecution', t: event.t, request: { executionArn }, response: { redriveDate: event.t } }];
  });
}

/** ARN of the execution that has the Map Run. */
export function parentArn(steps: readonly MapRunStep[]): string | undefined {
  const arns = steps.flatMap((step) => [step.response?.['executionArn'], step.request?.['executionArn']]);
  return arns.find(
    (arn): arn is string => typeof arn === 'string' && arn.split(':').length === 8 && !arn.includes('/'),
  );
}

/** An accepted redrive: those of children are refused. */
export function isParentRedrive(step: MapRunStep): boolean {
  return step.op === 'RedriveExecution' && typeof step.response?.['redriveDate'] === 'string';
}

function timeOfStep(step: MapRunStep): number {
  const own = /^(Start|Redrive|Stop)/.test(step.op)
    ? ['startDate', 'redriveDate', 'stopDate']
        .map((member) => step.response?.[member])
        .find((date) => date !== undefined)
    : undefined;
  if (typeof own === 'string') return Date.parse(own);
  return timeOfAnswer(Date.parse(step.t ?? '') + WAY_THERE_MS, step.t, step.response);
}

/** A time that was not read, or has less than three decimals, is approximate: no answer is older than the dates in it. */
function timeOfAnswer(at: number, t: string | undefined, answer: unknown): number {
  return t !== undefined && /\.\d{3}Z$/.test(t) ? at : Math.max(at, ...datesIn(answer));
}

function datesIn(answer: unknown): number[] {
  if (Array.isArray(answer)) return answer.flatMap(datesIn);
  if (!isObject(answer)) return [];
  return Object.entries(answer).flatMap(([member, value]) =>
    member.endsWith('Date') && typeof value === 'string' ? [Date.parse(value)] : datesIn(value),
  );
}

function timeOfEvent(event: TranscriptEvent): number {
  return typeof event.t === 'string' ? Date.parse(event.t) : NaN;
}
