import { isJsonArray, isJsonObject, membersOf, setMember, type Json, type JsonObject } from '../../model/json';
import { evaluateIntrinsic, intrinsicIsSyntacticallyValid, isIntrinsicCall } from './intrinsics';
import { javaHashOrder } from './javaMaps';
import { pathIsSyntacticallyValid, quotedDocument, tryPath } from './paths';
import { EvaluationError, type Scope } from './scope';

const EXPRESSION_SUFFIX = '.$';

/** Whether a field whose name ends in `.$` may hold the text. */
export function isPathOrIntrinsic(value: string): boolean {
  return isIntrinsicCall(value) ? intrinsicIsSyntacticallyValid(value) : pathIsSyntacticallyValid(value);
}

/**
 * Fills in a payload template: Parameters, ResultSelector, ItemSelector. Fields whose name ends in `.$` hold a path or the call of an
 * intrinsic function; all others are taken as they are.
 *
 * @recorded [template.order] Fields without an expression come first, in the order of the template; then the others, in the order of a Java
 *   HashMap. {recorded-histories}
 * @throws {EvaluationError} where an expression has no value.
 * @example
 * resolveTemplate({ 'id.$': '$.order.id', kind: 'card' }, scope); // { kind: 'card', id: 7 }
 */
export function resolveTemplate(template: Json, scope: Scope): Json {
  if (isJsonArray(template)) return template.map((item) => resolveTemplate(item, scope));
  return isJsonObject(template) ? resolveFields(template, scope) : template;
}

/** The variables that an Assign field sets, by name. */
export function resolveAssign(assign: Readonly<Record<string, Json>>, scope: Scope): Record<string, Json> {
  return resolveFields(assign, scope);
}

/**
 * The value of a field that holds a path or the call of an intrinsic function, and that AWS names when the path leads
 * nowhere: `value.$` in a template, `ErrorPath`, `CausePath`.
 *
 * @throws {EvaluationError} `States.Runtime`,
 * `The JSONPath '$.x' specified for the field 'value.$' could not be found in the input '{}'`
 */
export function resolveField(field: string, expression: string, scope: Scope): Json {
  if (isIntrinsicCall(expression)) return evaluateIntrinsic(expression, scope);
  const result = tryPath(expression, scope);
  if (result.found) return result.value;
  throw new EvaluationError(
    'States.Runtime',
    `The JSONPath '${expression}' specified for the field '${field}' could not be found in the input '${quotedDocument(expression, scope)}'`,
  );
}

function resolveFields(template: JsonObject, scope: Scope): Record<string, Json> {
  const fields: Record<string, Json> = {};
  const expressions = new Map<string, string>();
  for (const [name, value] of membersOf(template)) {
    if (name.endsWith(EXPRESSION_SUFFIX) && typeof value === 'string') {
      expressions.set(name.slice(0, -EXPRESSION_SUFFIX.length), value);
    } else {
      setMember(fields, name, resolveTemplate(value, scope));
    }
  }
  for (const name of javaHashOrder([...expressions.keys()])) {
    const field = name + EXPRESSION_SUFFIX;
    setMember(fields, name, resolveField(field, expressions.get(name) ?? '', scope));
  }
  return fields;
}
