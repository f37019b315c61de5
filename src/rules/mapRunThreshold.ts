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
 * Whether more items have failed than is tolerated. Documented: either of the two values is enough; without any, the first failure is
 * one too many.
 */
export function exceedsThreshold(facts: ThresholdFacts, totalItems: number): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, failedItems } = facts;
  if (count === undefined && percentage === undefined) return failedItems > 0;
  if (count !== undefined && failedItems > count) return true;
  return percentage !== undefined && failedItems * 100 > percentage * totalItems;
}
