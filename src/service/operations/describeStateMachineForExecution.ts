import type {
  DescribeStateMachineForExecutionInput,
  DescribeStateMachineForExecutionOutput,
} from '@aws-sdk/client-sfn';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { definitionOfChild } from '../executions/childDefinition';
import { requireDescribableExecution } from '../executions/lookup';
import { describeRevision } from '../machines/machineShapes';
import type { Operation } from './operation';
import * as wireTypes from './wireTypes';

/**
 * Describes the state machine as an execution runs it.
 *
 * @recorded [state-machine.pinned] An execution keeps the revision that it started with: DescribeStateMachineForExecution shows it, and a
 *   redrive runs it. {recorded-redrives}
 * @recorded [describe.machine-of-a-child] Of a child of a Map Run, of either type, it shows the processor of the Map state, its label and its
 *   Map Run. {recorded-map-runs}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html
 */
export const describeStateMachineForExecution: Operation<
  'DescribeStateMachineForExecution',
  DescribeStateMachineForExecutionInput,
  DescribeStateMachineForExecutionOutput
> = {
  name: 'DescribeStateMachineForExecution',
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
  wireTypes: wireTypes.configuration,
  perform(input, context) {
    const record = requireDescribableExecution(input.executionArn, context);
    const { revision, mapRunArn, label, run } = record;
    const definition = label === undefined ? revision.definitionText : definitionOfChild(run.definition);
    return {
      stateMachineArn: run.stateMachineArn,
      name: run.stateMachineName,
      updateDate: new Date(revision.updateDate),
      ...describeRevision(revision, input.includedData, definition),
      ...(mapRunArn === undefined ? {} : { mapRunArn }),
      ...(label === undefined ? {} : { label }),
    };
  },
};
