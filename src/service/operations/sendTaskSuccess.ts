import type { SendTaskSuccessInput, SendTaskSuccessOutput } from '@aws-sdk/client-sfn';
import { JsonSyntaxError, Payload, parseJson } from '../../model/json';
import { RefusalSignal } from '../../model/outcome';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { invalidOutput } from '../../rules/faults';
import { answerOpenTask, requireOpenTask } from '../executions/openTask';
import type { Operation } from './operation';

/**
 * Ends the attempt that waits for the token: the workflow goes on with the output.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
 */
export const sendTaskSuccess: Operation<'SendTaskSuccess', SendTaskSuccessInput, SendTaskSuccessOutput> = {
  name: 'SendTaskSuccess',
  access: 'write',
  errors: [
    'InvalidOutput',
    'InvalidToken',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
    'TaskDoesNotExist',
    'TaskTimedOut',
  ],
  about: [],
  request: { taskToken: required(shapes.taskToken), output: required(shapes.executionData) },
  perform(input, context) {
    /** @recorded [task.output-text] The text of an output is kept to the letter, blanks and all, up to the output of the execution. {recorded-callbacks} */
    const output = Payload.ofText(input.output);
    const task = requireOpenTask(input.taskToken, context, () => refuseInvalidOutput(output));
    return answerOpenTask(task, context, { kind: 'succeeded', output });
  },
};

function refuseInvalidOutput(output: Payload): void {
  try {
    parseJson(output.text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new RefusalSignal(invalidOutput({ output: output.text }));
  }
}
