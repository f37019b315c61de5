import type { DescribeExecutionInput, DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import { describeShape } from '../executions/executionShapes';
import { requireDescribableExecution } from '../executions/lookup';
import type { Operation } from './operationContext';

/**
 * Describes a Standard execution, or a child of a Map Run of either type.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export const describeExecution: Operation<DescribeExecutionInput, DescribeExecutionOutput> = (input, context) => {
  const record = requireDescribableExecution(input.executionArn!, context);
  context.beforeShowing([record]);
  return describeShape(record, context, { withData: input.includedData !== 'METADATA_ONLY' });
};
