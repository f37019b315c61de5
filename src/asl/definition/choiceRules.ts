import { isJsonArray, isJsonObject, numberOf, type Json, type JsonObject } from '../../model/json';
import { assignment } from './assignments';
import {
  condition,
  expressions,
  flag,
  inside,
  nonEmptyArray,
  path,
  text,
  timestamp,
  type FieldCheck,
  type FieldContext,
} from './fieldChecks';
import { definitionText } from '../../rules/definitionMessages';
import { checkShape, type Shape } from './shapes';

const aNumber: FieldCheck = (value, field) => {
  if (numberOf(value) === undefined) field.log.schema(definitionText('wrongType', { type: 'Number' }), field.location);
};

const comparisons = ['Equals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/** `StringEquals`, `StringEqualsPath`, … with the check of the value to compare with. */
function comparing(type: string, kinds: readonly string[], check: FieldCheck): [string, FieldCheck][] {
  return kinds.flatMap((kind): [string, FieldCheck][] => [
    [`${type}${kind}`, check],
    [`${type}${kind}Path`, path],
  ]);
}

const dataTests: Readonly<Record<string, FieldCheck>> = Object.fromEntries([
  ...comparing('String', comparisons, text),
  ['StringMatches', text],
  ...comparing('Numeric', comparisons, aNumber),
  ...comparing('Boolean', ['Equals'], flag),
  ...comparing('Timestamp', comparisons, timestamp),
  ...['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'].map((name) => [name, flag] as const),
]);

const operators = [...Object.keys(dataTests), 'And', 'Or', 'Not'];

const only = { JSONPath: ['Variable', ...operators], JSONata: ['Condition', 'Output'] } as const;

/**
 * @assumed [definition.choice-operators] A rule without an operator is told the kinds of operators. Because: they are too many to be named
 *   in the message.
 */
const OPERATOR = ['Variable with a comparison', 'And', 'Or', 'Not'];

function ruleShape(rule: JsonObject, topLevel: boolean, field: FieldContext): Shape {
  const boolean = ['And', 'Or', 'Not'].some((name) => Object.hasOwn(rule, name));
  const needed = field.language === 'JSONata' ? ['Condition'] : boolean ? [] : ['Variable'];
  return {
    only,
    required: topLevel ? [...needed, 'Next'] : needed,
    fields: {
      Variable: path,
      ...dataTests,
      And: nestedRules,
      Or: nestedRules,
      Not: (value, at) => checkRule(value, false, at),
      Condition: condition,
      Output: expressions,
      Assign: assignment,
      Next: text,
    },
  };
}

const nestedRules: FieldCheck = (value, field) => {
  nonEmptyArray(value, field);
  if (isJsonArray(value)) value.forEach((rule, index) => checkRule(rule, false, inside(field, `[${index}]`)));
};

function checkRule(rule: Json, topLevel: boolean, field: FieldContext): void {
  if (!isJsonObject(rule)) return field.log.schema(definitionText('wrongType', { type: 'Object' }), field.location);
  checkShape(rule, ruleShape(rule, topLevel, field), field);
  if (field.language === 'JSONPath' && operators.filter((name) => Object.hasOwn(rule, name)).length !== 1) {
    field.log.schema(definitionText('exactlyOneOf', { names: OPERATOR }), field.location);
  }
  if (!topLevel && Object.hasOwn(rule, 'Next'))
    field.log.schema(definitionText('fieldNotAllowedHere', { name: 'Next' }), field.location);
}

/** The rules of a Choice state: JSONPath comparisons, or JSONata conditions. */
export const choiceRules: FieldCheck = (value, field) => {
  nonEmptyArray(value, field);
  if (isJsonArray(value)) value.forEach((rule, index) => checkRule(rule, true, inside(field, `[${index}]`)));
};
