import { TestkitError } from '../../model/testkitError';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import type { Operation } from './operation';

// The oldest supported version of the SDK has no types for this operation.
export interface TestStateInput {
  readonly definition: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly revealSecrets?: boolean;
  readonly variables?: string;
}

/**
 * Runs one state. This fake does not do that yet, and says so.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export const testState: Operation<'TestState', TestStateInput> = {
  name: 'TestState',
  access: 'read',
  errors: ['InvalidArn', 'InvalidDefinition', 'InvalidExecutionInput', 'ValidationException'],
  about: [],
  request: {
    definition: required(shapes.definition),
    roleArn: optional(shapes.arn),
    input: optional(shapes.executionData),
    inspectionLevel: optional(shapes.inspectionLevel),
    revealSecrets: optional(shapes.boolean),
    variables: optional(shapes.executionData),
  },
  perform() {
    throw new TestkitError({
      code: 'OPERATION_NOT_MODELED',
      what: 'TestState is not modeled by this fake.',
      hint: 'Start an execution of the state with sfn.createStateMachine and sfn.startExecution, or test it against AWS.',
    });
  },
};
