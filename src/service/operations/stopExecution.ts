import type { StopExecutionInput, StopExecutionOutput } from '@aws-sdk/client-sfn';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { requireExecution } from '../executions/lookup';
import type { Operation } from './operation';

/**
 * Stops an execution.
 *
 * @recorded [stop.closed] StopExecution of a closed execution answers its first stopDate and changes nothing. {recorded-callbacks}
 * @assumed [stop.child] A Standard child of a Map Run is stopped like any other. Because: nothing excludes it.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export const stopExecution: Operation<'StopExecution', StopExecutionInput, StopExecutionOutput> = {
  name: 'StopExecution',
  access: 'write',
  errors: [
    'ExecutionDoesNotExist',
    'InvalidArn',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
    'ValidationException',
  ],
  about: ['executionArn'],
  request: { executionArn: required(shapes.arn), error: optional(shapes.error), cause: optional(shapes.cause) },
  perform(input, context) {
    const { executionArn, error, cause } = input;
    const record = requireExecution(executionArn, context);
    if (record.run.status === 'RUNNING') {
      context.driver.abort(record, context.now, {
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      });
    }
    return { stopDate: new Date(record.run.stopDate!) };
  },
};
