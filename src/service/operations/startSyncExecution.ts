import type { BillingDetails, StartSyncExecutionInput, StartSyncExecutionOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { requireStateMachine } from '../executions/lookup';
import type { Operation } from './operation';
import * as wireTypes from './wireTypes';
import { openExecution } from '../executions/openExecution';

/**
 * Runs an Express execution to its end and answers it. What takes time in it is skipped: the answer carries the dates that it would have.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 */
export const startSyncExecution: Operation<'StartSyncExecution', StartSyncExecutionInput, StartSyncExecutionOutput> = {
  name: 'StartSyncExecution',
  access: 'write',
  errors: [
    'InvalidArn',
    'InvalidExecutionInput',
    'InvalidName',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
    'StateMachineDeleting',
    'StateMachineDoesNotExist',
    'StateMachineTypeNotSupported',
  ],
  about: ['stateMachineArn'],
  request: {
    stateMachineArn: required(shapes.arn),
    name: optional(shapes.name),
    input: optional(shapes.executionData),
    traceHeader: optional(shapes.traceHeader),
    includedData: optional(shapes.includedData),
  },
  wireTypes: wireTypes.executionDataDetails,
  perform(input, context) {
    const { machine } = requireStateMachine(input.stateMachineArn, context);
    if (machine.type !== 'EXPRESS') throw new RefusalSignal(refusal('stateMachineTypeNotSupported'));
    const { record } = openExecution(input, context);
    const { run, traceHeader } = record;
    context.driver.runAhead(record, run.startDate + context.limits.expressExecutionTime);
    const stopDate = run.stopDate!;
    const included = input.includedData !== 'METADATA_ONLY';
    return {
      executionArn: run.executionArn,
      stateMachineArn: run.stateMachineArn,
      name: run.executionName,
      startDate: new Date(run.startDate),
      stopDate: new Date(stopDate),
      status: run.status as 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT',
      ...(run.error === undefined ? {} : { error: run.error }),
      ...(run.cause === undefined ? {} : { cause: run.cause }),
      ...(included ? { input: run.input.text } : {}),
      inputDetails: { included },
      ...(run.output === undefined
        ? {}
        : { ...(included ? { output: run.output.text } : {}), outputDetails: { included } }),
      billingDetails: billed(stopDate - run.startDate),
      ...(traceHeader === undefined ? {} : { traceHeader }),
    };
  },
};

/**
 * @recorded [start.billed-at-least] An execution of no length is billed for this time and memory. {recorded-histories}
 * @assumed [start.billed-durations] Durations are rounded up to the same unit. Because: no longer execution was recorded.
 */
const BILLED_UNIT_MS = 100;
const BILLED_MEMORY_MB = 64;

function billed(milliseconds: number): BillingDetails {
  const units = Math.max(1, Math.ceil(milliseconds / BILLED_UNIT_MS));
  return { billedMemoryUsedInMB: BILLED_MEMORY_MB, billedDurationInMilliseconds: units * BILLED_UNIT_MS };
}
