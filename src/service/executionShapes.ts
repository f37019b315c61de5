import type { DescribeExecutionOutput, ExecutionListItem } from '@aws-sdk/client-sfn';
import { reasonNotRedrivable, redrivabilityOf, type RedrivabilityFacts } from '../rules/redrivability';
import type { RedriveReason } from '../rules/redriveReasons';
import { statusOf } from './lookup';
import type { OperationContext } from './operationContext';
import type { ExecutionRecord } from './store';

type Circumstances = Pick<OperationContext, 'store' | 'now' | 'limits' | 'assumptions'>;

/** What is known of an execution that bears on its redrive. */
export function redrivabilityFacts(
  { run, mapRunArn, machineArn }: ExecutionRecord,
  { store }: Circumstances,
): RedrivabilityFacts {
  return {
    type: run.type,
    status: run.status,
    startDate: run.startDate,
    ...(run.stopDate === undefined ? {} : { stopDate: run.stopDate }),
    eventCount: run.events.length,
    machineStatus: statusOf(store.stateMachines.get(machineArn)),
    isMapRunChild: mapRunArn !== undefined,
  };
}

/** Why RedriveExecution refuses an execution; nothing if it does not. */
export function refusalReason(record: ExecutionRecord, circumstances: Circumstances): RedriveReason | undefined {
  const { now, limits, assumptions } = circumstances;
  return reasonNotRedrivable(redrivabilityFacts(record, circumstances), now, limits, assumptions);
}

/** DescribeExecution: members present or absent by status, as recorded. */
export function describeShape(
  record: ExecutionRecord,
  circumstances: Circumstances,
  { withData = true }: { withData?: boolean } = {},
): DescribeExecutionOutput {
  const { run } = record;
  const { now, limits, assumptions } = circumstances;
  return {
    ...identityMembers(record),
    status: run.status,
    startDate: new Date(run.startDate),
    ...(run.stopDate === undefined ? {} : { stopDate: new Date(run.stopDate) }),
    ...(withData ? { input: run.input.text } : {}),
    inputDetails: { included: withData },
    ...(run.output === undefined || run.status !== 'SUCCEEDED' ? {} : outputMembers(run.output.text, withData)),
    ...(record.traceHeader === undefined ? {} : { traceHeader: record.traceHeader }),
    ...(record.mapRunArn === undefined ? {} : { mapRunArn: record.mapRunArn }),
    ...(run.error === undefined ? {} : { error: run.error }),
    ...(run.cause === undefined ? {} : { cause: run.cause }),
    ...redriveMembers(record),
    ...redrivabilityOf(redrivabilityFacts(record, circumstances), now, limits, assumptions),
  };
}

function outputMembers(output: string, withData: boolean): Pick<DescribeExecutionOutput, 'output' | 'outputDetails'> {
  return { ...(withData ? { output } : {}), outputDetails: { included: withData } };
}

function identityMembers(record: ExecutionRecord) {
  const { arn, stateMachineArn, name, stateMachineVersionArn, stateMachineAliasArn } = record;
  return {
    executionArn: arn,
    stateMachineArn,
    name,
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
  };
}

/** `redriveDate` is absent before a redrive, and always on Express children (recorded). */
function redriveMembers({ run }: ExecutionRecord): { redriveCount: number; redriveDate?: Date } {
  const { redriveCount, redriveDate, type } = run;
  return {
    redriveCount,
    ...(redriveDate === undefined || type === 'EXPRESS' ? {} : { redriveDate: new Date(redriveDate) }),
  };
}

/** An item of ListExecutions. */
export function listItemShape(record: ExecutionRecord): ExecutionListItem {
  const { run, mapRunArn } = record;
  return {
    ...identityMembers(record),
    ...(mapRunArn === undefined ? {} : { mapRunArn }),
    status: run.status,
    startDate: new Date(run.startDate),
    ...(run.stopDate === undefined ? {} : { stopDate: new Date(run.stopDate) }),
    ...redriveMembers(record),
  };
}
