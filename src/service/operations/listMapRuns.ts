import type { ListMapRunsInput, ListMapRunsOutput } from '@aws-sdk/client-sfn';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { requireExecution } from '../executions/lookup';
import { mapRunItemShape } from '../mapRuns/shapes';
import type { Operation } from './operation';
import { pageOf } from './paging';

/**
 * Lists the Map Runs that an execution has started.
 *
 * @recorded [page.redriven-map-run] A redriven Map Run stays one item. {recorded-map-runs}
 * @assumed [page.order-of-map-runs] Map Runs are listed newest first, and a child of a Map Run can be asked for its own. Because: other
 *   lists begin with the newest, and nothing excludes a child.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListMapRuns.html
 */
export const listMapRuns: Operation<'ListMapRuns', ListMapRunsInput, ListMapRunsOutput> = {
  name: 'ListMapRuns',
  access: 'read',
  errors: ['ExecutionDoesNotExist', 'InvalidArn', 'InvalidToken'],
  about: ['executionArn'],
  request: {
    executionArn: required(shapes.arn),
    maxResults: optional(shapes.pageSize),
    nextToken: optional(shapes.pageToken),
  },
  perform(input, context) {
    const execution = requireExecution(input.executionArn, context);
    const mapRuns = execution.mapRuns.map((arn) => context.store.mapRuns.get(arn)!);
    if (input.nextToken === undefined) context.beforeShowingMapRuns(mapRuns);
    // They are kept in the order in which they were started, for as long as their execution is.
    const { items, nextToken } = pageOf(mapRuns.entries(), 'ListMapRuns', input, context, ([place]) => [-place]);
    return {
      mapRuns: items.map(([, mapRun]) => mapRunItemShape(mapRun)),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
};
