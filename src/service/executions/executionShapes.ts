import type { DescribeExecutionOutput, ExecutionListItem } from '@aws-sdk/client-sfn';
import {
  describeExecution,
  listItemOf,
  redrivabilityFacts as factsOf,
  shownStatus,
} from '../../catalogue/executionDescription';
import { reasonNotRedrivable, type RedrivabilityFacts } from '../../rules/redrivability';
import type { RedriveReason } from '../../rules/redriveReasons';
import { statusOf } from './lookup';
import type { OperationContext } from '../operations/operationContext';
import type { ExecutionRecord } from '../store';

type Circumstances = Pick<OperationContext, 'store' | 'now' | 'limits' | 'assumptions'>;

export { shownStatus };

/** What is known of an execution that bears on its redrive. */
export function redrivabilityFacts(record: ExecutionRecord, { store }: Circumstances): RedrivabilityFacts {
  return factsOf(record, statusOf(store.stateMachines.get(record.machineArn)));
}

/** Why RedriveExecution refuses an execution; nothing if it does not. */
export function refusalReason(record: ExecutionRecord, circumstances: Circumstances): RedriveReason | undefined {
  const { now, limits, assumptions } = circumstances;
  return reasonNotRedrivable(redrivabilityFacts(record, circumstances), now, limits, assumptions);
}

/** DescribeExecution: members present or absent by status, as recorded. */
export function describeShape(
  record: ExecutionRecord,
  { store, now, limits, assumptions }: Circumstances,
  options: { withData?: boolean } = {},
): DescribeExecutionOutput {
  const machineStatus = statusOf(store.stateMachines.get(record.machineArn));
  return describeExecution(record, { now, limits, assumptions, machineStatus }, options);
}

/** An item of ListExecutions. */
export function listItemShape(record: ExecutionRecord): ExecutionListItem {
  return listItemOf(record);
}
