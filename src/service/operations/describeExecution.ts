import type { DescribeExecutionInput, DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { describeShape } from '../executions/executionShapes';
import { requireDescribableExecution } from '../executions/lookup';
import type { Operation } from './operation';
import * as wireTypes from './wireTypes';

/**
 * Describes a Standard execution, or a child of a Map Run of either type.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export const describeExecution: Operation<'DescribeExecution', DescribeExecutionInput, DescribeExecutionOutput> = {
  name: 'DescribeExecution',
  access: 'read',
  errors: [
    'ExecutionDoesNotExist',
    'InvalidArn',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
  ],
  about: ['executionArn'],
  request: { executionArn: required(shapes.arn), includedData: optional(shapes.includedData) },
  wireTypes: wireTypes.executionDataDetails,
  perform(input, context) {
    const record = requireDescribableExecution(input.executionArn, context);
    context.beforeShowing([record]);
    return describeShape(record, context, { withData: input.includedData !== 'METADATA_ONLY' });
  },
};
