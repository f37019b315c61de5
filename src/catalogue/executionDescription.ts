import type { DescribeExecutionOutput, ExecutionListItem, ExecutionStatus } from '@aws-sdk/client-sfn';
import type { Run } from '../asl/engine/run';
import type { Assumptions } from '../rules/assumptions';
import type { Limits } from '../rules/limits';
import { redrivabilityOf, type RedrivabilityFacts } from '../rules/redrivability';

/** An execution that can be described. */
export interface DescribableExecution {
  readonly arn: string;
  readonly name: string;
  /** As the API shows it: of a child of a Map Run with the label of its Map. */
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn?: string | undefined;
  readonly stateMachineAliasArn?: string | undefined;
  readonly traceHeader?: string | undefined;
  readonly mapRunArn?: string | undefined;
  /** A child of a Map Run that waits for its redrive. */
  readonly pendingRedrive?: boolean | undefined;
  readonly run: Run;
}

/** What a description depends on beside the execution. `now` is epoch milliseconds. */
export interface DescriptionContext {
  readonly now: number;
  readonly limits: Limits;
  readonly assumptions: Assumptions;
  readonly machineStatus: 'ACTIVE' | 'DELETING';
}

/** Recorded: until its turn comes, a child shows PENDING_REDRIVE, with all else as it was. */
export function shownStatus({ run, pendingRedrive }: DescribableExecution): ExecutionStatus {
  return pendingRedrive === true ? 'PENDING_REDRIVE' : run.status;
}

/** What is known of an execution that bears on its redrive. */
export function redrivabilityFacts(
  execution: DescribableExecution,
  machineStatus: 'ACTIVE' | 'DELETING',
): RedrivabilityFacts {
  const { run, mapRunArn } = execution;
  return {
    type: run.type,
    status: shownStatus(execution),
    startDate: run.startDate,
    stopDate: run.stopDate,
    eventCount: run.events.length,
    machineStatus,
    isMapRunChild: mapRunArn !== undefined,
  };
}

/** DescribeExecution: members present or absent by status, as recorded. */
export function describeExecution(
  execution: DescribableExecution,
  { now, limits, assumptions, machineStatus }: DescriptionContext,
  { withData = true }: { withData?: boolean } = {},
): DescribeExecutionOutput {
  const { run, traceHeader, mapRunArn } = execution;
  const shape: DescribeExecutionOutput = commonShape(execution);
  if (withData) shape.input = run.input.text;
  shape.inputDetails = { included: withData };
  if (run.output !== undefined && run.status === 'SUCCEEDED') {
    if (withData) shape.output = run.output.text;
    shape.outputDetails = { included: withData };
  }
  if (traceHeader !== undefined) shape.traceHeader = traceHeader;
  if (mapRunArn !== undefined) shape.mapRunArn = mapRunArn;
  if (run.error !== undefined) shape.error = run.error;
  if (run.cause !== undefined) shape.cause = run.cause;
  return Object.assign(shape, redrivabilityOf(redrivabilityFacts(execution, machineStatus), now, limits, assumptions));
}

/** An item of ListExecutions. */
export function listItemOf(execution: DescribableExecution): ExecutionListItem {
  const item: ExecutionListItem = commonShape(execution);
  if (execution.mapRunArn !== undefined) item.mapRunArn = execution.mapRunArn;
  return item;
}

/**
 * What a description and a list item share. The members are assigned one by one: polling asks for it all the time, and
 * spreading objects into one another costs ten times as much.
 */
function commonShape(execution: DescribableExecution): ExecutionListItem {
  const { run, stateMachineVersionArn, stateMachineAliasArn } = execution;
  const shape: ExecutionListItem = {
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: shownStatus(execution),
    startDate: new Date(run.startDate),
    redriveCount: run.redriveCount,
  };
  if (stateMachineVersionArn !== undefined) shape.stateMachineVersionArn = stateMachineVersionArn;
  if (stateMachineAliasArn !== undefined) shape.stateMachineAliasArn = stateMachineAliasArn;
  if (run.stopDate !== undefined) shape.stopDate = new Date(run.stopDate);
  // Recorded: absent before a redrive, and always on Express children.
  if (run.redriveDate !== undefined && run.type !== 'EXPRESS') shape.redriveDate = new Date(run.redriveDate);
  return shape;
}
