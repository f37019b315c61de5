import type { DescribeMapRunInput, DescribeMapRunOutput } from '@aws-sdk/client-sfn';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { requireMapRun } from '../mapRuns/reads';
import { describeMapRunShape } from '../mapRuns/shapes';
import type { Operation } from './operation';

/**
 * Describes a Map Run: its settings, its redrives, and how many of its items and child executions are in which status.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html
 */
export const describeMapRun: Operation<'DescribeMapRun', DescribeMapRunInput, DescribeMapRunOutput> = {
  name: 'DescribeMapRun',
  access: 'read',
  errors: ['InvalidArn', 'ResourceNotFound'],
  about: ['mapRunArn'],
  request: { mapRunArn: required(shapes.longArn) },
  perform(input, context) {
    const record = requireMapRun(input.mapRunArn, context);
    context.beforeShowingMapRuns([record]);
    return describeMapRunShape(record, context);
  },
};
