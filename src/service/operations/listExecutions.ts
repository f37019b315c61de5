import type { ListExecutionsInput, ListExecutionsOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { listItemShape, shownStatus } from '../executions/executionShapes';
import { requireStateMachine } from '../executions/lookup';
import { requireMapRun } from '../mapRuns/reads';
import { itemsOf } from '../mapRuns/record';
import type { Operation } from './operation';
import type { OperationContext } from './operationContext';
import { pageOf } from './paging';
import type { ExecutionRecord } from '../store';

/**
 * Lists the executions of a state machine, or the child executions of a Map Run.
 *
 * @documented [page.order-of-executions] The most recent come first: running ones by the date of their start or last redrive, closed ones
 *   by that of their stop. {api-list-executions}
 * @assumed [page.order-at-one-instant] Of the executions of one instant, that comes first in ListExecutions which was started or redriven
 *   last. Because: The most recent come first; dates do not tell those apart that share one. {api-list-executions}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 */
export const listExecutions: Operation<'ListExecutions', ListExecutionsInput, ListExecutionsOutput> = {
  name: 'ListExecutions',
  access: 'read',
  errors: [
    'InvalidArn',
    'InvalidToken',
    'ResourceNotFound',
    'StateMachineDoesNotExist',
    'StateMachineTypeNotSupported',
    'ValidationException',
  ],
  about: ['mapRunArn', 'stateMachineArn'],
  request: {
    stateMachineArn: optional(shapes.arn),
    statusFilter: optional(shapes.statusFilter),
    maxResults: optional(shapes.pageSize),
    nextToken: optional(shapes.executionsPageToken),
    mapRunArn: optional(shapes.longArn),
    redriveFilter: optional(shapes.redriveFilter),
  },
  perform(input, context) {
    refuseContradictions(input);
    if (input.mapRunArn !== undefined) return listChildren(input, input.mapRunArn, context);
    /** @recorded [page.no-children-of-machine] By the ARN of a state machine no children of its Map Runs are listed. {recorded-captures} */
    const scope = ofStateMachine(input.stateMachineArn!, context);
    if (input.nextToken === undefined) context.beforeShowing(scope);
    const listed = scope.filter(({ run }) => input.statusFilter === undefined || run.status === input.statusFilter);
    const { items, nextToken } = pageOf(listed, 'ListExecutions', input, context, (record) => [
      -recency(record),
      -record.sequence,
    ]);
    return { executions: items.map(listItemShape), ...(nextToken === undefined ? {} : { nextToken }) };
  },
};

/**
 * @recorded [page.order-of-children] Children are listed by their startDate, the latest first, whatever their status; those that never
 *   started are not. {recorded-map-runs}
 */
function listChildren(input: ListExecutionsInput, mapRunArn: string, context: OperationContext): ListExecutionsOutput {
  const mapRun = requireMapRun(mapRunArn, context);
  if (input.nextToken === undefined) context.beforeShowingMapRuns([mapRun]);
  const listed = mapRun.children
    .map((arn) => context.store.executions.get(arn)!)
    .filter((child) => isWanted(child, input));
  /**
   * @assumed [page.children-at-one-instant] Of children that were started at one instant, that of the later item comes first. Because: it
   *   was started later.
   */
  const { items, nextToken } = pageOf(listed, 'ListExecutions', input, context, ({ run, childIndex }) => [
    -run.startDate,
    -childIndex!,
  ]);
  const executions = items.map((child) => ({
    ...listItemShape(child),
    itemCount: itemsOf(mapRun, child.childIndex!),
  }));
  return { executions, ...(nextToken === undefined ? {} : { nextToken }) };
}

function isWanted(child: ExecutionRecord, { statusFilter, redriveFilter }: ListExecutionsInput): boolean {
  if (statusFilter !== undefined && shownStatus(child) !== statusFilter) return false;
  return redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === child.run.redriveCount > 0;
}

function refuseContradictions({ stateMachineArn, mapRunArn, statusFilter, redriveFilter }: ListExecutionsInput): void {
  if (stateMachineArn !== undefined && mapRunArn !== undefined) throw new RefusalSignal(refusal('bothListTargets'));
  if (stateMachineArn === undefined && mapRunArn === undefined) throw new RefusalSignal(refusal('noListTarget'));
  if (mapRunArn !== undefined) return;
  if (redriveFilter !== undefined) throw new RefusalSignal(refusal('redriveFilterWithStateMachine'));
  if (statusFilter === 'PENDING_REDRIVE') throw new RefusalSignal(refusal('pendingRedriveWithStateMachine'));
}

/**
 * Executions of a state machine; with a version or alias, those that were started through it.
 *
 * @assumed [page.deleted-qualifier] A version or alias that does not exist is not refused. Because: its executions may outlive it.
 */
function ofStateMachine(text: string, context: OperationContext): ExecutionRecord[] {
  const { machine, arn } = requireStateMachine(text, context);
  if (machine.type === 'EXPRESS') throw new RefusalSignal(refusal('stateMachineTypeNotSupported'));
  const qualified = arn.version !== undefined || arn.alias !== undefined;
  return [...context.store.executions.values()].filter((record) =>
    qualified
      ? record.run.stateMachineVersionArn === text || record.run.stateMachineAliasArn === text
      : record.run.stateMachineArn === machine.arn,
  );
}

function recency({ run }: ExecutionRecord): number {
  return run.stopDate ?? run.redriveDate ?? run.startDate;
}
