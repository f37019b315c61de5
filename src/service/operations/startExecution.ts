import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { openExecution } from '../executions/openExecution';
import type { Operation } from './operation';

/**
 * Starts an execution. Recorded order of checks: existence of the machine, characters of the name, JSON of the input, same name. With the same
 * name and input as a RUNNING execution, redriven ones included, it answers that one.
 *
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
