import { effectiveInput, passResult, stateOutput } from '../../asl/data/dataFlow';
import { EvaluationError, type Scope } from '../../asl/data/scope';
import type { QueryLanguage } from '../../asl/definition/definition';
import { scopeOf } from '../../asl/engine/context';
import type { Run } from '../../asl/engine/run';
import { enterState } from '../../asl/engine/transitions';
import type { Turn } from '../../asl/engine/step';
import { Payload, type Json } from '../../model/json';
import type { TestedRun, TestedState } from './tested';

/** What TestState says of the way from input to output, as JSON texts. */
export interface InspectionData {
  input?: string;
  afterArguments?: string;
  afterInputPath?: string;
  afterParameters?: string;
  result?: string;
  afterResultSelector?: string;
  afterResultPath?: string;
  variables?: string;
  errorDetails?: { catchIndex?: number; retryIndex?: number; retryBackoffIntervalSeconds?: number };
}

/**
 * The data of a state from step to step, as far as it came.
 *
 * @documented [test-state.inspection] DEBUG and TRACE show the data after each field of the query language in use. {api-test-state}
 * @assumed [test-state.inspection-members] A member is there if the state came so far, whether it has that field or not. Because: AWS says
 *   which members belong to which language, and no more.
 * @param fresh A run of the same state that has not begun.
 */
export function inspect(tested: TestedState, done: TestedRun, fresh: Turn): InspectionData {
  const step = enterState(fresh, fresh.run.root);
  const { state, frame } = { ...tested, frame: step.frame };
  const shown: InspectionData = { input: tested.input.text };
  try {
    if (frame.language === 'JSONata') showJsonata(shown, tested, done.turn.run, scopeOf(step));
    else showJsonPath(shown, tested, done.turn.run, scopeOf(step));
  } catch (fault) {
    if (!(fault instanceof EvaluationError)) throw fault;
  }
  const { variables } = done.turn.run.root;
  if (Object.keys(variables).length > 0) shown.variables = textOf(variables);
  const details = errorDetails(done);
  return details === undefined || state.Type === 'Fail' ? shown : { ...shown, errorDetails: details };
}

function showJsonata(shown: InspectionData, { state, mock }: TestedState, run: Run, scope: Scope): void {
  if (state.Type === 'Task' || state.Arguments !== undefined) {
    shown.afterArguments = textOf(effectiveInput(state, 'JSONata', scope));
  }
  const result = resultOf({ state, mock }, run, scope, 'JSONata');
  if (result !== undefined) shown.result = textOf(result);
}

function showJsonPath(shown: InspectionData, tested: TestedState, run: Run, scope: Scope): void {
  const { state, input } = tested;
  shown.afterInputPath = textOf(effectiveInput({ ...state, Parameters: undefined }, 'JSONPath', scope));
  shown.afterParameters = textOf(effectiveInput(state, 'JSONPath', scope));
  const result = resultOf(tested, run, scope, 'JSONPath');
  if (result === undefined) return;
  shown.result = textOf(result);
  const upTo = (fields: object): string =>
    textOf(stateOutput({ ...state, OutputPath: undefined, ...fields }, 'JSONPath', input.value, result, scope));
  shown.afterResultSelector = upTo({ ResultPath: undefined });
  shown.afterResultPath = upTo({});
}

/** What the state itself came to; nothing for one that has no result, or has failed. */
function resultOf(
  { state, mock }: Pick<TestedState, 'state' | 'mock'>,
  { events }: Run,
  scope: Scope,
  language: QueryLanguage,
): Json | undefined {
  if (mock !== undefined) return mock.kind === 'result' ? mock.value.value : undefined;
  if (state.Type === 'Pass') return passResult(state, language, effectiveInput(state, language, scope));
  const output = events.findLast(({ type }) => /^(Task|LambdaFunction)Succeeded$/.test(type))?.details?.['output'];
  return typeof output === 'string' ? Payload.ofText(output).value : undefined;
}

function errorDetails({ status, index, retryAfterSeconds }: TestedRun): InspectionData['errorDetails'] {
  if (status === 'CAUGHT_ERROR') return { catchIndex: index };
  if (status === 'RETRIABLE') return { retryIndex: index, retryBackoffIntervalSeconds: retryAfterSeconds };
  return undefined;
}

function textOf(value: Json): string {
  return Payload.ofValue(value).text;
}
