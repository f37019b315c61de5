import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { openExecution } from '../executions/openExecution';
import type { Operation } from './operation';

/**
 * Starts an execution. With the same name and input as a RUNNING execution, redriven ones included, it answers that one.
 *
 * @recorded [start.order-of-checks] Existence of the machine is checked first, then the characters of the name, the JSON of the input, and
 *   the same name. {recorded-errors}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const startExecution: Operation<'StartExecution', StartExecutionInput, StartExecutionOutput> = {
  name: 'StartExecution',
  access: 'write',
  errors: [
    'ExecutionAlreadyExists',
    'ExecutionLimitExceeded',
    'InvalidArn',
    'InvalidExecutionInput',
    'InvalidName',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
    'StateMachineDeleting',
    'StateMachineDoesNotExist',
    'ValidationException',
  ],
  about: ['stateMachineArn'],
  request: {
    stateMachineArn: required(shapes.arn),
    name: optional(shapes.name),
    input: optional(shapes.executionData),
    traceHeader: optional(shapes.traceHeader),
  },
  perform(input, context) {
    const { record } = openExecution(input, context);
    return { executionArn: record.run.executionArn, startDate: new Date(record.run.startDate) };
  },
};
