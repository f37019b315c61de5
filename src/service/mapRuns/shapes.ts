import type {
  DescribeMapRunOutput,
  MapRunExecutionCounts,
  MapRunItemCounts,
  MapRunListItem,
} from '@aws-sdk/client-sfn';
import { redrivabilityOf } from '../../rules/redrivability';
import { redrivabilityFacts } from '../executions/executionShapes';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';
import { itemsOf, statusOf, type MapRunRecord } from './record';

/**
 * @recorded [map-run.described] DescribeMapRun has `redriveCount` always, `redriveDate` after a redrive, `stopDate` once it is over.
 *   {recorded-map-runs}
 */
export function describeMapRunShape(record: MapRunRecord, context: OperationContext): DescribeMapRunOutput {
  return {
    mapRunArn: record.arn,
    executionArn: record.executionArn,
    status: statusOf(record),
    startDate: new Date(record.startDate),
    ...stopDateOf(record),
    maxConcurrency: record.maxConcurrency,
    /** @recorded [map-run.tolerance-unset] Of the two tolerances the one that is not set is shown as 0. {recorded-captures} */
    toleratedFailurePercentage: record.toleratedFailurePercentage ?? 0,
    toleratedFailureCount: record.toleratedFailureCount ?? 0,
    ...countsOf(record, context),
    redriveCount: record.redriveCount,
    ...(record.redriveDate === undefined ? {} : { redriveDate: new Date(record.redriveDate) }),
  };
}

/** @recorded [map-run.listed] An item of ListMapRuns knows neither status nor redrives. {recorded-map-runs} */
export function mapRunItemShape(record: MapRunRecord): MapRunListItem {
  return {
    executionArn: record.executionArn,
    mapRunArn: record.arn,
    stateMachineArn: record.stateMachineArn,
    startDate: new Date(record.startDate),
    ...stopDateOf(record),
  };
}

function stopDateOf({ state }: MapRunRecord): { stopDate?: Date } {
  return state.phase === 'over' && state.stopDate !== undefined ? { stopDate: new Date(state.stopDate) } : {};
}

type Counts = Record<keyof MapRunItemCounts & keyof MapRunExecutionCounts, number>;

const STATUS_NAMES = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
} as const;

/** The counts of items and of child executions; in each, the statuses add up to the total. */
export function countsOf(
  record: MapRunRecord,
  context: OperationContext,
): { itemCounts: Counts; executionCounts: Counts } {
  const { children } = record;
  const itemCounts = noCounts(record.items.total, record);
  const executionCounts = noCounts(record.items.childInputs.length, record);
  for (const [index, arn] of children.entries()) {
    const child = context.store.executions.get(arn)!;
    const status = countedStatus(child, record);
    const items = itemsOf(record, index);
    if (status !== undefined) {
      itemCounts[status] += items;
      executionCounts[status] += 1;
    }
    if (!isLost(child, context)) continue;
    itemCounts.failuresNotRedrivable += items;
    executionCounts.failuresNotRedrivable += 1;
  }
  for (const counts of [itemCounts, executionCounts]) {
    const { running, succeeded, failed, timedOut, aborted } = counts;
    // What has no child, and what waits for its redrive.
    counts.pending = counts.total - (running + succeeded + failed + timedOut + aborted);
  }
  return { itemCounts, executionCounts };
}

function noCounts(total: number, { resultsWritten }: MapRunRecord): Counts {
  return {
    pending: 0,
    running: 0,
    succeeded: 0,
    failed: 0,
    timedOut: 0,
    aborted: 0,
    total,
    /** @recorded [map-run.results-of-all] resultsWritten counts children that failed, and items that never had one, too. {recorded-map-runs} */
    resultsWritten: resultsWritten ? total : 0,
    failuresNotRedrivable: 0,
    /** @recorded [map-run.pending-redrive-count] pendingRedrive is 0 in every answer, also while children are listed as PENDING_REDRIVE. {recorded-map-runs} */
    pendingRedrive: 0,
  };
}

/**
 * @recorded [map-run.old-counts] Right after a redrive the old counts are shown; once a child goes on, those that wait count as pending.
 *   {recorded-map-runs}
 */
function countedStatus({ run, pendingRedrive }: ExecutionRecord, { hasBegun }: MapRunRecord) {
  return pendingRedrive === true && hasBegun ? undefined : STATUS_NAMES[run.status];
}

/** @documented [map-run.failures-not-redrivable] Those count that are unsuccessful and whose redriveStatus is NOT_REDRIVABLE. {api-list-executions} */
function isLost(child: ExecutionRecord, context: OperationContext): boolean {
  const { status } = child.run;
  if (status === 'RUNNING' || status === 'SUCCEEDED' || child.pendingRedrive === true) return false;
  const { now, limits, assumptions } = context;
  const facts = redrivabilityFacts(child, context);
  return redrivabilityOf(facts, now, limits, assumptions).redriveStatus === 'NOT_REDRIVABLE';
}
