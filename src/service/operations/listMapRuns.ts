import type { ListMapRunsInput, ListMapRunsOutput } from '@aws-sdk/client-sfn';
import { requireExecution } from '../lookup';
import { mapRunItemShape } from '../mapRuns/shapes';
import type { Operation } from '../operationContext';
import { pageOf } from '../paging';

/**
 * Lists the Map Runs that an execution has started; a redriven one stays one item (recorded). assumed: the newest first, and a child of a
 * Map Run can be asked for its own.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListMapRuns.html
 */
export const listMapRuns: Operation<ListMapRunsInput, ListMapRunsOutput> = (input, context) => {
  const { arn } = requireExecution(input.executionArn!, context);
  const listed = [...context.store.mapRuns.values()].filter(({ executionArn }) => executionArn === arn).reverse();
  if (input.nextToken === undefined) context.beforeShowingMapRuns(listed);
  const { items, nextToken } = pageOf(listed, 'ListMapRuns', input, context, (record) => record.arn);
  return { mapRuns: items.map(mapRunItemShape), ...(nextToken === undefined ? {} : { nextToken }) };
};
