import { eventsOf } from './mapRunArrangement';
import type { MapRunStep, MapRunTranscript, Sampled } from './mapRunTranscript';
import type { TranscriptEvent } from './transcripts';

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
/** The counts of a Map Run follow its children with a delay: recorded, a few tenths of a second. */
const COUNTS_LAG_MS = 300;
/** The children of a Map Run are redriven so long after its execution, and not earlier: recorded, 0.41 seconds and more. */
const UNTIL_CHILDREN_MS = 400;

/** Everything that was called and sampled, in order; what has no time of its own is placed by the others. */
export function timelineOf(transcript: MapRunTranscript): Moment[] {
  const { mapRunSamples, listExecutions, listMapRuns, steps, parentHistory, children } = transcript;
  const calls = [...steps.filter((step) => step.request !== undefined), ...unreadCalls(transcript)];
  const firstRedrive = Math.min(...calls.filter(isParentRedrive).map(timeOfStep));
  const ends = [...timed(calls).map(({ at }) => at), ...parentHistory.map(timeOfEvent)];
  const end = 1 + Math.max(...ends.filter(Number.isFinite));
  const times = new Map<string, number>();
  for (const { at, t } of [...mapRunSamples, ...listExecutions, ...listMapRuns])
    if (t !== undefined) times.set(at, Date.parse(t));
  const timeOf = ({ at, t }: Sampled) =>
    t === undefined ? (times.get(at) ?? (at.startsWith('before') ? firstRedrive - 1 : end)) : Date.parse(t);
  const moments: Moment[] = [
    ...timed(calls).map(({ step, at }): Moment => ({ kind: 'call', step, at })),
    ...mapRunSamples.map((sample): Moment => ({ kind: 'map run sample', sample, at: timeOf(sample) })),
    ...listExecutions.map((list): Moment => ({ kind: 'children list', list, at: timeOf(list) })),
    ...listMapRuns.map((list): Moment => ({ kind: 'map runs list', list, at: timeOf(list) })),
  ];
  if (children.some((child) => child.describe?.beforeRedrive !== undefined)) {
    moments.push({ kind: 'children before redrive', at: firstRedrive - 1 });
  }
  return inOrder(moments);
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
function inOrder(moments: readonly Moment[]): Moment[] {
  let latest = -Infinity;
  let redriven = -Infinity;
  return [...moments]
    .sort((one, other) => one.at - other.at)
    .map((moment) => {
      if (moment.kind === 'call' && isParentRedrive(moment.step)) redriven = moment.at;
      const at = moment.kind === 'map run sample' ? moment.at - COUNTS_LAG_MS : moment.at;
      const beforeChildren = moment.kind !== 'call' && at - redriven < UNTIL_CHILDREN_MS;
      if (!beforeChildren) latest = Math.max(latest, at);
      return { ...moment, at: latest };
    });
}

/** The start and the redrives that the history shows, but whose requests were not read. */
function unreadCalls({ steps, parentHistory, input }: MapRunTranscript): MapRunStep[] {
  const executionArn = parentArn(steps);
  const read = steps.filter(({ op, request }) => request !== undefined && /^(Start|Redrive)Execution$/.test(op));
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
  return typeof own === 'string' ? Date.parse(own) : Date.parse(step.t ?? '') + WAY_THERE_MS;
}

function timeOfEvent(event: TranscriptEvent): number {
  return typeof event.t === 'string' ? Date.parse(event.t) : NaN;
}
