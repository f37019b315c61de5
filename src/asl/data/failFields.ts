import { stringifyJson } from '../../model/json';
import type { QueryLanguage, StateDefinition } from '../definition/definition';
import { evaluateTyped } from './jsonata';
import { EvaluationError, type Scope } from './scope';
import { resolveField } from './templates';

/**
 * Error and cause of a Fail state; members are absent where the state sets none.
 *
 * @throws {EvaluationError} where ErrorPath or CausePath leads nowhere or to no string, or an expression fails.
 */
export function failErrorAndCause(
  state: StateDefinition,
  language: QueryLanguage,
  scope: Scope,
): { error?: string; cause?: string } {
  const error = text('Error', state.Error, state.ErrorPath, language, scope);
  const cause = text('Cause', state.Cause, state.CausePath, language, scope);
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

function text(
  name: 'Cause' | 'Error',
  literal: string | undefined,
  path: string | undefined,
  language: QueryLanguage,
  scope: Scope,
): string | undefined {
  if (language === 'JSONata') {
    return literal === undefined ? undefined : String(evaluateTyped(literal, name, 'string', scope));
  }
  return path === undefined ? literal : textAt(`${name}Path`, path, scope);
}

function textAt(field: string, path: string, scope: Scope): string {
  const value = resolveField(field, path, scope);
  if (typeof value === 'string') return value;
  /**
   * @documented [fail.string] ErrorPath and CausePath lead to a string. {state-fail}
   * @assumed [fail.string-text] The text of the failure follows the one of other path fields. Because: that one was recorded, this one was
   *   not.
   */
  throw new EvaluationError(
    'States.Runtime',
    `The ${field} field refers to value "${stringifyJson(value)}" which is not a valid string: ${path}`,
  );
}
