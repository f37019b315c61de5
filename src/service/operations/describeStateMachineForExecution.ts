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
 * Describes the state machine as an execution runs it: the revision that it started with, whatever was updated since
 * (recorded). Of a child of a Map Run it shows the processor of the Map state (recorded, of both types).
 *
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
