import type { Json } from '../../model/json';
import type { Catcher, QueryLanguage, StateDefinition } from '../definition/definition';
import { evaluateJsonataTemplate, evaluateTyped } from './jsonata';
import { resolvePath } from './paths';
import { writeReference } from './references';
import type { Scope } from './scope';
import { resolveAssign, resolveTemplate } from './templates';

/**
 * What a state works on. JSONPath: InputPath, then Parameters (which belong to the items in a Map). JSONata:
 * Arguments, else the raw input. `scope.input` is the raw input; it is returned as the very same value where
 * nothing changes it.
 *
 * @throws {EvaluationError} States.Runtime or States.QueryEvaluationError.
 */
export function effectiveInput(state: StateDefinition, language: QueryLanguage, scope: Scope): Json {
  if (language === 'JSONata') {
    return state.Arguments === undefined ? scope.input : evaluateJsonataTemplate(state.Arguments, 'Arguments', scope);
  }
  const input = select(state.InputPath, scope.input, scope);
  if (state.Parameters === undefined || state.Type === 'Map') return input;
  return resolveTemplate(state.Parameters, withInput(scope, input));
}

/**
 * What a state hands on. JSONPath: ResultSelector, ResultPath, OutputPath. JSONata: Output, which sees the raw input as
 * `$states.input` and the result as `$states.result`, else the result.
 *
 * @param rawInput the input of the state before InputPath: ResultPath writes into it.
 * @param result of the task, the branches or the iterations; of a Pass, its {@link passResult}; of all other states
 * the effective input.
 */
export function stateOutput(
  state: StateDefinition,
  language: QueryLanguage,
  rawInput: Json,
  result: Json,
  scope: Scope,
): Json {
  if (language === 'JSONata') {
    return computedOutput(state.Output, 'Output', result, { ...scope, input: rawInput, result });
  }
  const selector = state.ResultSelector;
  const selected = selector === undefined ? result : resolveTemplate(selector, withInput(scope, result));
  const combined = place(state.ResultPath, rawInput, selected);
  return select(state.OutputPath, combined, scope);
}

/** The result of a Pass state: `Result` as it is written, never a template, else the effective input. */
export function passResult(state: StateDefinition, language: QueryLanguage, input: Json): Json {
  return language === 'JSONPath' && state.Result !== undefined ? state.Result : input;
}

/**
 * What a state hands on when a catcher took its error.
 *
 * @param errorOutput `{ Error, Cause }`, `$states.errorOutput` in JSONata.
 * @param index the place of the catcher, for field names such as `Catch[0]/Output`.
 */
export function catchOutput(
  catcher: Catcher,
  language: QueryLanguage,
  rawInput: Json,
  errorOutput: Json,
  scope: Scope,
  index = 0,
): Json {
  if (language === 'JSONPath') return place(catcher.ResultPath, rawInput, errorOutput);
  return computedOutput(catcher.Output, `Catch[${index}]/Output`, errorOutput, {
    ...scope,
    input: rawInput,
    errorOutput,
  });
}

/**
 * The variables that an Assign sets, evaluated with the values at state entry.
 *
 * @param scope JSONPath: its input is what AWS documents for `$` in Assign: the result of a Task, Map or Parallel
 * (before ResultSelector), the result of a Pass, the effective input of a Choice or Wait, the error output of a
 * catcher. JSONata: as for Output.
 * @param field where the Assign stands: `Assign`, `Choices[1]/Assign`, `Catch[0]/Assign`.
 */
export function assignedVariables(
  assign: Readonly<Record<string, Json>> | undefined,
  language: QueryLanguage,
  scope: Scope,
  field = 'Assign',
): Readonly<Record<string, Json>> {
  if (assign === undefined) return {};
  if (language === 'JSONPath') return resolveAssign(assign, scope);
  return evaluateJsonataTemplate(assign, field, scope) as Readonly<Record<string, Json>>;
}

/** Output of a state, a Choice rule or a catcher in JSONata; `otherwise` where there is none. */
export function computedOutput(output: Json | undefined, field: string, otherwise: Json, scope: Scope): Json {
  return output === undefined ? otherwise : evaluateJsonataTemplate(output, field, scope);
}

/** The role of `Credentials` that a task is called with; undefined where the state sets none. */
export function credentialsRoleArn(state: StateDefinition, language: QueryLanguage, scope: Scope): string | undefined {
  const credentials = state.Credentials;
  if (credentials === undefined) return undefined;
  const role =
    language === 'JSONata'
      ? evaluateTyped(credentials.RoleArn ?? null, 'Credentials/RoleArn', 'string', scope)
      : resolveRole(credentials, scope);
  return typeof role === 'string' ? role : undefined;
}

function resolveRole(credentials: NonNullable<StateDefinition['Credentials']>, scope: Scope): Json | undefined {
  const resolved = resolveTemplate(credentials, scope);
  return (resolved as Readonly<Record<string, Json>>)['RoleArn'];
}

/** InputPath or OutputPath: `null` selects `{}`. */
function select(path: string | null | undefined, value: Json, scope: Scope): Json {
  if (path === undefined || path === '$') return value;
  return path === null ? {} : resolvePath(path, withInput(scope, value));
}

function place(path: string | null | undefined, rawInput: Json, result: Json): Json {
  if (path === undefined || path === '$') return result;
  return path === null ? rawInput : writeReference(path, rawInput, result);
}

function withInput(scope: Scope, input: Json): Scope {
  return input === scope.input ? scope : { ...scope, input };
}
