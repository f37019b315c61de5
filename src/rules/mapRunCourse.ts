/**
 * Texts with which a Map Run fails, or aborts its children.
 *
 * @recorded [map-run.texts] They are the words of the service. {recorded-map-runs}
 */
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

/**
 * Key of the manifest that a ResultWriter leaves, below its prefix.
 *
 * @recorded [map-run.manifest] After a redrive it is in the folder `Redrive-<redriveCount>`. {recorded-map-runs}
 */
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

/**
 * Whether more items have failed than is tolerated.
 *
 * @documented [map-run.threshold] A Map Run fails when more items have failed than the count or the percentage tolerates; without either,
 *   with the first. {state-map-distributed}
 */
export function exceedsThreshold(facts: ThresholdFacts, totalItems: number): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, failedItems } = facts;
  if (count === undefined && percentage === undefined) return failedItems > 0;
  if (count !== undefined && failedItems > count) return true;
  return percentage !== undefined && failedItems * 100 > percentage * totalItems;
}
