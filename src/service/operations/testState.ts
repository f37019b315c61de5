import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { inspect, type InspectionData } from '../testState/inspection';
import { readRequest, type TestStateInput } from '../testState/request';
import { freshTurn, runState } from '../testState/run';
import type { Operation } from './operation';

export interface TestStateOutput {
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly inspectionData?: InspectionData;
  readonly nextState?: string;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
}

/**
 * Runs one state, by the engine that runs executions, and says what it comes to.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export const testState: Operation<'TestState', TestStateInput, TestStateOutput> = {
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
    stateName: optional(shapes.name),
    mock: optional(shapes.mock),
    context: optional(shapes.executionData),
    stateConfiguration: optional(shapes.stateConfiguration),
  },
  perform(input, context) {
    const tested = readRequest(input);
    const before = context.ids.snapshot();
    const done = runState(tested, context);
    const { status, failure, output, next } = done;
    const after = context.ids.snapshot();
    // Whatever the state draws by chance is shown as it was drawn.
    context.ids.restore(before);
    const { inspectionLevel = 'INFO' } = input;
    const inspectionData = inspectionLevel === 'INFO' ? undefined : inspect(tested, done, freshTurn(tested, context));
    context.ids.restore(after);
    return {
      ...(output === undefined ? {} : { output: output.text }),
      ...(failure?.error === undefined ? {} : { error: failure.error }),
      ...(failure?.cause === undefined ? {} : { cause: failure.cause }),
      ...(inspectionData === undefined ? {} : { inspectionData }),
      ...(next === undefined ? {} : { nextState: next }),
      status,
    };
  },
};
