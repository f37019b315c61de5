import type { Rule } from './rule';

const children = 'src/service/mapRuns/children.ts';
const endings = 'src/service/mapRuns/results.ts';
const state = 'src/asl/states/distributedMap.ts';

/** How a Map Run starts, runs and ends. */
export const mapRunCourseRules: readonly Rule[] = [
  {
    id: 'map-run.redrive-count',
    says: "The redriveCount of a Map Run becomes the parent's, when the Map Run is reached.",
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where: 'src/service/mapRuns/mapRun.ts',
  },
  {
    id: 'map-run.not-redrivable-counts',
    says: 'A child that cannot be redriven counts as failed against the tolerated threshold, and in failuresNotRedrivable.',
    evidence: 'documented',
    source: 'map-run-eligibility',
    where: 'src/service/mapRuns/mapRun.ts',
  },
  {
    id: 'map-run.pending-redrive-count',
    says: 'pendingRedrive is 0 in every answer, also while children are listed as PENDING_REDRIVE.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where: 'src/service/mapRuns/mapRun.ts',
  },
  {
    id: 'map-run.denied-role',
    says: 'A role that may not redrive the children fails the Map Run, not the call, after the service has retried.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where: 'src/service/mapRuns/mapRun.ts',
  },
  {
    id: 'map-run.test-write',
    says: 'Before a Map Run starts or is redriven, the ResultWriter is tried; if that is refused, the execution fails and the Map Run is not touched.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where: state,
  },
  {
    id: 'map-run.late-start',
    says: 'A Map Run that a redrive starts for the first time hangs on the MapStateStarted that is there.',
    evidence: 'assumed',
    reason: 'Such a redrive was not recorded; that of a Map Run which had started adds no MapStateStarted either.',
    source: 'redrive-map-run',
    where: state,
  },
  {
    id: 'map-run.label',
    says: 'A Map state without Label has a uuid in its place, another one for each Map Run.',
    evidence: 'assumed',
    reason: 'The uuid is recorded; whether it stays the same from run to run is not.',
    source: 'recorded-histories',
    where: state,
  },
  {
    id: 'map-run.read-again',
    says: 'What an ItemReader finds is read again by a redrive only if no child was started.',
    evidence: 'documented',
    source: 'redrive-map-run',
    where: state,
  },
  {
    id: 'map-run.interpolation',
    says: 'An ItemSelector that leads nowhere, or makes an input that is too large, fails the Map Run.',
    evidence: 'assumed',
    reason: 'That a Map Run can fail of either is documented with its redrive; the events were not recorded.',
    source: 'map-run-eligibility',
    where: 'src/service/mapRuns/items.ts',
  },
  {
    id: 'map-run.order',
    says: 'Children are begun in the order of the items; after a redrive first those that are redriven, then those that never started.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where: children,
  },
  {
    id: 'map-run.threshold',
    says: 'A Map Run fails when more items have failed than the count or the percentage tolerates; without either, with the first.',
    evidence: 'documented',
    source: 'state-map-distributed',
    where: 'src/rules/mapRunCourse.ts',
  },
  {
    id: 'map-run.threshold-place',
    says: 'The place of the child whose failure exceeds the threshold is filled once more, then nothing is started.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where: children,
  },
  {
    id: 'map-run.threshold-aborted',
    says: 'A child that was stopped counts against the threshold like one that failed.',
    evidence: 'assumed',
    reason: 'The guide counts failed and timed-out items; a stopped child has no result either.',
    source: 'state-map-distributed',
    where: 'src/service/mapRuns/mapRun.ts',
  },
  {
    id: 'map-run.abort-children',
    says: 'A Map Run that fails or is aborted aborts its Standard children, naming itself in the cause, and waits for its Express children.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where: children,
  },
  {
    id: 'map-run.winding-down',
    says: 'A redrive of a Map Run that is still winding down begins when that is done.',
    evidence: 'documented',
    source: 'redrive-map-run',
    where: 'src/service/mapRuns/mapRun.ts',
  },
  {
    id: 'map-run.output',
    says: 'With a ResultWriter the output points at the manifest, after a redrive in the folder Redrive-<redriveCount>.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    where: endings,
  },
  {
    id: 'map-run.output-failed',
    says: 'Without a ResultWriter the output has the results of the successful children, in the order of the items.',
    evidence: 'assumed',
    reason: 'The order is recorded; what stands for a child whose failure is tolerated is not.',
    source: 'recorded-histories',
    where: endings,
  },
  {
    id: 'map-run.results-written',
    says: 'resultsWritten is the total at the end and 0 while children run; without a ResultWriter it stays 0.',
    evidence: 'assumed',
    reason:
      'The first half is recorded; of Map Runs without a ResultWriter the API Reference speaks by its definition.',
    source: 'recorded-map-runs',
    where: 'src/service/mapRuns/shapes.ts',
  },
  {
    id: 'map-run.aborted-event',
    says: 'When the sibling of a Distributed Map fails, MapRunAborted comes before MapStateAborted.',
    evidence: 'assumed',
    reason: 'The event was never recorded; MapRunFailed comes before MapStateFailed.',
    source: 'recorded-map-runs',
    where: 'src/asl/engine/endings.ts',
  },
];

/** Texts with which a Map Run fails, or aborts its children. All are recorded. */
export const mapRunTexts = {
  thresholdExceeded: {
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  },
  /** Cause of a Map Run whose role, acting as `principal`, may not start or redrive the children. */
  denied: ({ principal, action, resource, requestId }: Readonly<Record<DeniedPart, string>>): string =>
    `Error contacting AWS Service. | Message from Service: User: ${principal} is not authorized to perform: ${action} ` +
    `on resource: ${resource} because no identity-based policy allows the ${action} action ` +
    `(Service: Sfn, Status Code: 400, Request ID: ${requestId}) (SDK Attempt Count: 1)`,
  /** Cause of a child that its Map Run has aborted. */
  childAborted: (mapRunArn: string): string =>
    `The map run execution [${mapRunArn}] which was managing this resource was aborted`,
} as const;

type DeniedPart = 'principal' | 'action' | 'resource' | 'requestId';

/** Key of the manifest that a ResultWriter leaves, below its prefix: see `map-run.output`. */
export function manifestKey(prefix: string, mapRunId: string, redriveCount: number): string {
  const folders = [prefix.replace(/\/$/, ''), mapRunId, redriveCount === 0 ? '' : `Redrive-${redriveCount}`];
  return [...folders.filter((folder) => folder !== ''), 'manifest.json'].join('/');
}

/** What the tolerated failure threshold of a Map Run is held against. */
export interface ThresholdFacts {
  /** Absent where it is not set: then the other alone counts. */
  readonly toleratedFailureCount: number | undefined;
  /** 0 to 100. */
  readonly toleratedFailurePercentage: number | undefined;
  /** Items of children that were not successful. */
  readonly failedItems: number;
}

/** Whether more items have failed than is tolerated. */
export function exceedsThreshold(facts: ThresholdFacts, totalItems: number): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, failedItems } = facts;
  if (count === undefined && percentage === undefined) return failedItems > 0;
  if (count !== undefined && failedItems > count) return true;
  return percentage !== undefined && failedItems * 100 > percentage * totalItems;
}
