import { isJsonArray, isJsonObject, mapParts, stringifyJson, toPlainJson, type Json } from '../../model/json';
import { JsonataInternalError, stepFunctionsLibrary, withChance } from './jsonataFunctions';
import { compileJsonata, type CompiledExpression } from './jsonataLibrary';
import { JsonataLimitExceeded, metered } from './jsonataMeter';
import { UNSUPPORTED, jsonOfResult, plainJson } from './jsonataValues';
import { EvaluationError, type Scope } from './scope';

/** Compiled expressions that are kept; the oldest goes first. */
const MOST_COMPILED = 500;
const compiled = new Map<string, CompiledExpression>();

/** Whether a string of a definition is a JSONata expression: `{% … %}` from its first to its last character. */
export function isJsonataExpression(value: Json | undefined): value is string {
  return typeof value === 'string' && value.length >= 4 && value.startsWith('{%') && value.endsWith('%}');
}

function expressionOf(text: string): string {
  return (isJsonataExpression(text) ? text.slice(2, -2) : text).trim();
}

/**
 * A JSONata failure of a field, with AWS's error `States.QueryEvaluationError`.
 * The recordings name the field both in the text and as the location of EvaluationFailed.
 */
export function queryError(text: string, location?: string): EvaluationError {
  return new EvaluationError('States.QueryEvaluationError', text, location === undefined ? {} : { location });
}

/**
 * The JSON value of one expression.
 *
 * @param text with or without `{% %}`.
 * @param field the field as AWS names it, for example `Output/total` or `Choices[1]/Condition`.
 * @throws {EvaluationError} States.QueryEvaluationError when the expression fails, gives nothing or gives a function.
 * @example
 * evaluateJsonata('{% $states.input.total * 2 %}', 'Output', scope);
 */
export function evaluateJsonata(text: string, field: string, scope: Scope): Json {
  const expression = expressionOf(text);
  const subject = `The JSONata expression '${expression}' specified for the field '${field}'`;
  let result: unknown;
  try {
    result = withChance(scope.chance, () =>
      metered(() => compile(expression).evaluate(undefined, bindingsOf(scope, expression))),
    );
  } catch (error) {
    throw queryError(`${subject} threw an ${reasonOf(error, scope)}`, field);
  }
  const value = jsonOfResult(result);
  if (value === undefined) throw queryError(`${subject} returned nothing (undefined).`, field);
  if (value === UNSUPPORTED) throw queryError(`${subject} returned an unsupported result type.`, field);
  return value;
}

/**
 * A field with the expressions in it replaced by their values; everything else stays as it is written. A field
 * without expressions is returned as the very same value.
 */
export function evaluateJsonataTemplate(value: Json, field: string, scope: Scope): Json {
  if (isJsonataExpression(value)) return evaluateJsonata(value, field, scope);
  return mapParts(value, (part, place) =>
    evaluateJsonataTemplate(part, typeof place === 'number' ? `${field}[${place}]` : `${field}/${place}`, scope),
  );
}

export type JsonType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

export function jsonTypeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'array';
  const type = typeof value;
  if (type === 'string' || type === 'boolean' || type === 'number') return type;
  return isJsonObject(value) ? 'object' : 'number';
}

/** The fault of an expression whose value the field does not take; recorded for `Items`. */
export function unexpectedTypeError(text: string, field: string, expected: string, value: Json): EvaluationError {
  return queryError(
    `The JSONata expression '${expressionOf(text)}' specified for the field '${field}' returned an unexpected ` +
      `result type. Expected '${expected}', but was '${jsonTypeOf(value)}' for value: ${stringifyJson(value)}`,
    field,
  );
}

/** The value of a field that takes one type; a literal is returned as it is. */
export function evaluateTyped(value: Json, field: string, expected: JsonType, scope: Scope): Json {
  if (!isJsonataExpression(value)) return value;
  const result = evaluateJsonata(value, field, scope);
  if (jsonTypeOf(result) !== expected) throw unexpectedTypeError(value, field, expected, result);
  return result;
}

function compile(expression: string): CompiledExpression {
  const known = compiled.get(expression);
  if (known !== undefined) return known;
  const fresh = compileJsonata(expression);
  for (const [name, value] of Object.entries(stepFunctionsLibrary())) fresh.assign(name, value);
  const [oldest] = compiled.keys();
  if (compiled.size >= MOST_COMPILED && oldest !== undefined) compiled.delete(oldest);
  compiled.set(expression, fresh);
  return fresh;
}

function bindingsOf(scope: Scope, expression: string): Record<string, unknown> {
  // `path[]` makes the library mark the array that the path found, so it gets arrays of its own.
  const plain = /\[\s*\]/.test(expression) ? toPlainJson : plainJson;
  const states: Record<string, unknown> = { input: plain(scope.input) };
  if (scope.result !== undefined) states['result'] = plain(scope.result);
  if (scope.errorOutput !== undefined) states['errorOutput'] = plain(scope.errorOutput);
  Object.defineProperty(states, 'context', { enumerable: true, get: () => plain(scope.context()) });
  const bindings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(scope.variables)) bindings[name] = plain(value);
  return Object.assign(bindings, { states });
}

/**
 * The end of the sentence.
 *
 * @recorded [jsonata.error-text] An expression that fails `threw an error during evaluation. <code>: <message>`. {recorded-histories}
 * @reported [jsonata.internal-error] What JSONata does not foresee `threw an internal error during evaluation. ` and a UUID. {reported-jsonata}
 */
function reasonOf(error: unknown, { chance }: Scope): string {
  const stopped = error instanceof JsonataLimitExceeded ? error : limitOf(error);
  if (stopped !== undefined) return `error during evaluation: ${stopped.message}`;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^[A-Z]\d{4}$/.test(code)) {
    return `error during evaluation. ${code}: ${typeof message === 'string' ? message : ''}`;
  }
  return `internal error during evaluation. ${chance.uuid()}`;
}

/** The limit that the machine stands for where it runs out of stack or of characters. */
function limitOf(error: unknown): JsonataLimitExceeded | undefined {
  if (!(error instanceof RangeError) || error instanceof JsonataInternalError) return undefined;
  if (error.message.includes('call stack')) return JsonataLimitExceeded.depth();
  return error.message.includes('string length') ? JsonataLimitExceeded.memory() : undefined;
}
