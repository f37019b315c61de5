import type { GetExecutionHistoryInput, GetExecutionHistoryOutput, HistoryEvent } from '@aws-sdk/client-sfn';
import { toSdkEvent, withoutData, type RecordedEvent } from '../../model/historyEvent';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { requireExecution } from '../executions/lookup';
import type { Operation } from './operation';
import * as wireTypes from './wireTypes';
import { pageOf } from './paging';

/**
 * The history of a Standard execution, page by page.
 *
 * @recorded [page.reversed-history] A reversed history keeps its ids; a page that ends on the last event carries no nextToken.
 *   {recorded-redrives}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
 */
export const getExecutionHistory: Operation<
  'GetExecutionHistory',
  GetExecutionHistoryInput,
  GetExecutionHistoryOutput
> = {
  name: 'GetExecutionHistory',
  access: 'read',
  errors: [
    'ExecutionDoesNotExist',
    'InvalidArn',
    'InvalidToken',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
  ],
  about: ['executionArn'],
  request: {
    executionArn: required(shapes.arn),
    maxResults: optional(shapes.pageSize),
    reverseOrder: optional(shapes.boolean),
    nextToken: optional(shapes.pageToken),
    includeExecutionData: optional(shapes.boolean),
  },
  wireTypes: { events: wireTypes.historyEvent },
  perform(input, context) {
    const record = requireExecution(input.executionArn, context);
    if (input.nextToken === undefined) context.beforeShowing([record]);
    const { events } = record.run;
    const direction = input.reverseOrder === true ? -1 : 1;
    const { items, nextToken } = pageOf(events, 'GetExecutionHistory', input, context, ({ id }) => [direction * id]);
    const shapes = items.map((event) => eventShape(event, input.includeExecutionData !== false));
    return { events: shapes, ...(nextToken === undefined ? {} : { nextToken }) };
  },
};

function eventShape(event: RecordedEvent, withData: boolean): HistoryEvent {
  if (withData || event.details === undefined) return toSdkEvent(event);
  return toSdkEvent({ ...event, details: withoutData(event.details) });
}
