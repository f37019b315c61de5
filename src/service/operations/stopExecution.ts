import type { StopExecutionInput, StopExecutionOutput } from '@aws-sdk/client-sfn';
import { requireExecution } from '../executions/lookup';
import type { Operation } from './operationContext';

/**
 * Stops an execution. Recorded: on a closed one it answers the original stopDate and changes nothing. assumed: a Standard child of a
 * Map Run is stopped like any other.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export const stopExecution: Operation<StopExecutionInput, StopExecutionOutput> = (input, context) => {
  const { executionArn, error, cause } = input as { executionArn: string; error?: string; cause?: string };
  const record = requireExecution(executionArn, context);
  if (record.run.status === 'RUNNING') {
    context.driver.abort(record, context.now, {
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
  }
  return { stopDate: new Date(record.run.stopDate!) };
};
