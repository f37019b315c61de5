import type { SendTaskFailureInput, SendTaskHeartbeatInput, SendTaskSuccessInput } from '@aws-sdk/client-sfn';
import { openTaskOf } from '../../asl/engine/answers';
import type { TaskResult } from '../../asl/engine/run';
import { JsonSyntaxError, Payload, parseJson } from '../../model/json';
import { RefusalSignal } from '../../model/outcome';
import { invalidOutput, invalidToken, taskTimedOut } from '../../rules/faults';
import type { Operation, OperationContext } from './operationContext';
import type { ExecutionRecord } from '../store';

interface OpenTask {
  readonly record: ExecutionRecord;
  readonly token: string;
}

/**
 * Recorded order: a literal bad token, then the JSON of the output, then whether the task is still open. assumed: of another task than
 * that of an activity, the refusal names the Resource of the state.
 */
function requireOpenTask(token: string, { store }: OperationContext, check: () => void = () => undefined): OpenTask {
  const issued = store.taskTokens.get(token);
  if (issued === undefined) throw new RefusalSignal(invalidToken());
  check();
  const record = store.executions.get(issued.executionArn);
  const open = record !== undefined && record.run.status === 'RUNNING' && openTaskOf(record.run, token) !== undefined;
  if (!open) throw new RefusalSignal(taskTimedOut({ resource: issued.resource }));
  return { record, token };
}

function answer({ record, token }: OpenTask, { driver, now }: OperationContext, result: TaskResult): object {
  const phase = result.kind === 'succeeded' ? 'Succeeded' : 'Failed';
  driver.answer(record, token, { result, phase }, now);
  return {};
}

/**
 * Ends the attempt that waits for the token: the workflow goes on with the output.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
 */
export const sendTaskSuccess: Operation<SendTaskSuccessInput> = (input, context) => {
  const output = Payload.ofText(input.output!);
  const task = requireOpenTask(input.taskToken!, context, () => refuseInvalidOutput(output));
  return answer(task, context, { kind: 'succeeded', output });
};

function refuseInvalidOutput(output: Payload): void {
  try {
    parseJson(output.text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new RefusalSignal(invalidOutput({ text: error.message }));
  }
}

/**
 * Fails the attempt that waits for the token: Retry and Catch of its state decide what follows.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html
 */
export const sendTaskFailure: Operation<SendTaskFailureInput> = (input, context) => {
  const { error, cause } = input;
  return answer(requireOpenTask(input.taskToken!, context), context, {
    kind: 'failed',
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
};

/**
 * Starts the heartbeat interval of the task anew. The history tells nothing of it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html
 */
export const sendTaskHeartbeat: Operation<SendTaskHeartbeatInput> = (input, context) => {
  const { record, token } = requireOpenTask(input.taskToken!, context);
  context.driver.heartbeat(record, token, context.now);
  return {};
};
