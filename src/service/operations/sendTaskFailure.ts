import type { SendTaskFailureInput, SendTaskFailureOutput } from '@aws-sdk/client-sfn';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { answerOpenTask, requireOpenTask } from '../executions/openTask';
import type { Operation } from './operation';

/**
 * Fails the attempt that waits for the token: Retry and Catch of its state decide what follows.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html
 */
export const sendTaskFailure: Operation<'SendTaskFailure', SendTaskFailureInput, SendTaskFailureOutput> = {
  name: 'SendTaskFailure',
  access: 'write',
  errors: [
    'InvalidToken',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
    'TaskDoesNotExist',
    'TaskTimedOut',
  ],
  about: [],
  request: {
    taskToken: required(shapes.taskToken),
    error: optional(shapes.error),
    cause: optional(shapes.cause),
  },
  perform(input, context) {
    const { error, cause } = input;
    return answerOpenTask(requireOpenTask(input.taskToken, context), context, {
      kind: 'failed',
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
  },
};
