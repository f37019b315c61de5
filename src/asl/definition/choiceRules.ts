import { isJsonArray, isJsonObject, numberOf, type Json, type JsonObject } from '../../model/json';
import { javaHashOrder } from '../data/javaMaps';
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

const comparing = (type: string, kinds: readonly string[], check: FieldCheck): [string, FieldCheck][] =>
  kinds.map((kind) => [`${type}${kind}`, check]);

const withLiterals = [
  ...comparing('String', comparisons, text),
  ...comparing('Numeric', comparisons, aNumber),
  ...comparing('Boolean', ['Equals'], flag),
  ...comparing('Timestamp', comparisons, timestamp),
];

/** In the order in which the service has them: it shows where several are named. */
const dataTests: Readonly<Record<string, FieldCheck>> = Object.fromEntries([
  ...withLiterals,
  ...withLiterals.map(([name]) => [`${name}Path`, path] as const),
  ['StringMatches', text],
  ...['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'].map((name) => [name, flag] as const),
]);

const operators = [...Object.keys(dataTests), 'And', 'Or', 'Not'];

const only = { JSONPath: ['Variable', ...operators], JSONata: ['Condition', 'Output'] } as const;

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
  if (field.language === 'JSONPath') checkOperators(rule, field);
  if (!topLevel && Object.hasOwn(rule, 'Next'))
    field.log.schema(definitionText('fieldNotAllowedHere', { name: 'Next' }), field.location);
}

/** @assumed [definition.no-operator] A rule without an operator is told the comparisons. Because: a rule with two of them is. */
function checkOperators(rule: JsonObject, field: FieldContext): void {
  const present = operators.filter((name) => Object.hasOwn(rule, name)).length;
  if (present === 1) return;
  const names = javaHashOrder(Object.keys(dataTests));
  field.log.schema(definitionText(present === 0 ? 'exactlyOneOf' : 'onlyOneOf', { names }), field.location);
}

/** The rules of a Choice state: JSONPath comparisons, or JSONata conditions. */
export const choiceRules: FieldCheck = (value, field) => {
  nonEmptyArray(value, field);
  if (isJsonArray(value)) value.forEach((rule, index) => checkRule(rule, true, inside(field, `[${index}]`)));
};
