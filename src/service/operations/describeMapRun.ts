import type { DescribeMapRunInput, DescribeMapRunOutput } from '@aws-sdk/client-sfn';
import { requireMapRun } from '../mapRuns/reads';
import { describeMapRunShape } from '../mapRuns/shapes';
import type { Operation } from './operationContext';

/**
 * Describes a Map Run: its settings, its redrives, and how many of its items and child executions are in which status.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html
 */
export const describeMapRun: Operation<DescribeMapRunInput, DescribeMapRunOutput> = (input, context) => {
  const record = requireMapRun(input.mapRunArn!, context);
  context.beforeShowingMapRuns([record]);
  return describeMapRunShape(record, context);
};
