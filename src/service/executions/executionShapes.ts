import type { DescribeExecutionOutput, ExecutionListItem, ExecutionStatus } from '@aws-sdk/client-sfn';
import { markShown } from '../../model/shownValue';
import { reasonNotRedrivable, redrivabilityOf, type RedrivabilityFacts } from '../../rules/redrivability';
import type { RedriveReason } from '../../rules/redriveReasons';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';

type Circumstances = Pick<OperationContext, 'store' | 'now' | 'limits' | 'assumptions'>;

/**
 * @recorded [describe.pending-redrive] Until its turn comes, a child shows PENDING_REDRIVE, with all else as it was. {recorded-map-runs}
 */
export function shownStatus({ run, pendingRedrive }: ExecutionRecord): ExecutionStatus {
  return pendingRedrive === true ? 'PENDING_REDRIVE' : run.status;
}

/** What is known of an execution that bears on its redrive. */
export function redrivabilityFacts(
  record: ExecutionRecord,
  { store }: Pick<Circumstances, 'store'>,
): RedrivabilityFacts {
  const { run, mapRunArn } = record;
  return {
    type: run.type,
    status: shownStatus(record),
    startDate: run.startDate,
    stopDate: run.stopDate,
    eventCount: run.events.length,
    machineStatus: store.stateMachines.get(run.machineArn)?.deletedAt === undefined ? 'ACTIVE' : 'DELETING',
    isMapRunChild: mapRunArn !== undefined,
  };
}

/** Why RedriveExecution refuses an execution; nothing if it does not. */
export function refusalReason(record: ExecutionRecord, circumstances: Circumstances): RedriveReason | undefined {
  const { now, limits, assumptions } = circumstances;
  return reasonNotRedrivable(redrivabilityFacts(record, circumstances), now, limits, assumptions);
}

/**
 * DescribeExecution: members present or absent by status.
 *
 * @recorded [describe.running] While a redrive runs, stopDate, error and cause are absent; redriveCount and redriveDate are there.
 *   {recorded-redrives}
 */
export function describeShape(
  record: ExecutionRecord,
  circumstances: Circumstances,
  { withData = true }: { withData?: boolean } = {},
): DescribeExecutionOutput {
  const { run, traceHeader } = record;
  const { now, limits, assumptions } = circumstances;
  const shape: DescribeExecutionOutput = listItemShape(record);
  if (isRunningForTheFirstTime(record)) delete shape.redriveCount;
  if (withData) shape.input = run.input.text;
  shape.inputDetails = { included: withData };
  if (run.output !== undefined && run.status === 'SUCCEEDED') {
    if (withData) shape.output = run.output.text;
    shape.outputDetails = { included: withData };
  }
  if (traceHeader !== undefined) shape.traceHeader = traceHeader;
  if (run.error !== undefined) shape.error = run.error;
  if (run.cause !== undefined) shape.cause = run.cause;
  return Object.assign(shape, redrivabilityOf(redrivabilityFacts(record, circumstances), now, limits, assumptions));
}

/**
 * @recorded [map-run.running-child] DescribeExecution of a Standard child that is RUNNING has no redriveCount, although lists show 0.
 *   {recorded-captures}
 * @assumed [map-run.redriven-child] It has one after a redrive. Because: lists show it then, and such a description was not recorded.
 */
function isRunningForTheFirstTime({ mapRunArn, run, pendingRedrive }: ExecutionRecord): boolean {
  if (mapRunArn === undefined || run.type !== 'STANDARD') return false;
  return run.status === 'RUNNING' && run.redriveCount === 0 && pendingRedrive !== true;
}

/**
 * An item of ListExecutions. The members are assigned one by one: polling asks for it all the time, and spreading
 * objects into one another costs ten times as much.
 */
export function listItemShape(record: ExecutionRecord): ExecutionListItem {
  const { run, mapRunArn } = record;
  const { stateMachineVersionArn, stateMachineAliasArn } = run;
  const item: ExecutionListItem = {
    executionArn: record.run.executionArn,
    // Of a child of a Map Run with the label of its Map.
    stateMachineArn: record.run.stateMachineArn,
    name: record.run.executionName,
    status: shownStatus(record),
    startDate: new Date(run.startDate),
    redriveCount: run.redriveCount,
  };
  if (stateMachineVersionArn !== undefined) item.stateMachineVersionArn = stateMachineVersionArn;
  if (stateMachineAliasArn !== undefined) item.stateMachineAliasArn = stateMachineAliasArn;
  if (run.stopDate !== undefined) item.stopDate = new Date(run.stopDate);
  /**
   * @recorded [describe.redrive-date] redriveCount is 0 before any redrive, redriveDate absent; it is always absent on Express children.
   *   {recorded-redrives}
   */
  if (run.redriveDate !== undefined && run.type !== 'EXPRESS') item.redriveDate = new Date(run.redriveDate);
  if (mapRunArn !== undefined) item.mapRunArn = mapRunArn;
  return item;
}

/** DescribeExecution as the fake shows it to the test. */
export function shownExecution(
  record: ExecutionRecord,
  circumstances: Circumstances,
  isExact: boolean,
): DescribeExecutionOutput & { executionArn: string } {
  const shape = { ...describeShape(record, circumstances), executionArn: record.run.executionArn };
  return markShown(shape, 'execution', isExact);
}
