import type { Json } from '../../model/json';
import type { ChoiceRule, QueryLanguage, StateDefinition } from '../definition/definition';
import { operatorOf } from './choiceOperators';
import { evaluateTyped, isJsonataExpression, unexpectedTypeError } from './jsonata';
import { tryPath } from './paths';
import { EvaluationError, type Scope } from './scope';

/** Where a Choice state goes. */
export interface ChosenRule {
  readonly next: string;
  /** The rule that matched: its Assign and Output count instead of the state's. Absent for `Default`. */
  readonly rule?: ChoiceRule;
  /** The rule's place, for field names such as `Choices[1]/Output`. */
  readonly index?: number;
}

/**
 * The first rule that holds, else `Default`, else undefined: then no choice matched. In JSONPath, `scope.input` is
 * the effective input, after InputPath.
 *
 * @throws {EvaluationError} States.Runtime where a path of a rule leads nowhere; States.QueryEvaluationError where a
 * Condition fails or is no boolean. Rules after the first that holds are not evaluated.
 */
export function chooseRule(state: StateDefinition, language: QueryLanguage, scope: Scope): ChosenRule | undefined {
  for (const [index, rule] of (state.Choices ?? []).entries()) {
    const holds = language === 'JSONata' ? conditionHolds(rule, index, scope) : ruleHolds(rule, scope);
    if (holds && rule.Next !== undefined) return { next: rule.Next, rule, index };
  }
  return state.Default === undefined ? undefined : { next: state.Default };
}

function conditionHolds(rule: ChoiceRule, index: number, scope: Scope): boolean {
  const condition = rule.Condition ?? null;
  const field = `Choices[${index}]/Condition`;
  const value = evaluateTyped(condition, field, 'boolean', scope);
  if (typeof value === 'boolean') return value;
  throw unexpectedTypeError(isJsonataExpression(condition) ? condition : String(condition), field, 'boolean', value);
}

function ruleHolds(rule: ChoiceRule, scope: Scope): boolean {
  if (rule.And !== undefined) return rule.And.every((part) => ruleHolds(part, scope));
  if (rule.Or !== undefined) return rule.Or.some((part) => ruleHolds(part, scope));
  if (rule.Not !== undefined) return !ruleHolds(rule.Not, scope);
  const variable = rule.Variable ?? '$';
  const found = tryPath(variable, scope);
  if ('IsPresent' in rule) return found.found === rule['IsPresent'];
  const operator = operatorOf(rule);
  if (operator === undefined) return false;
  if (!found.found) throw invalidConditionPath(variable);
  const operand = rule[operator.name] as Json;
  return operator.compare(found.value, operator.operandIsPath ? operandAt(String(operand), scope) : operand);
}

function operandAt(path: string, scope: Scope): Json {
  const operand = tryPath(path, scope);
  if (!operand.found) throw invalidConditionPath(path);
  return operand.value;
}

/**
 * @documented [choice.missing-path] The execution fails when the path of a choice rule is missing. {state-choice}
 * @assumed [choice.missing-path-text] It fails with States.Runtime and this text. Because: users of the service quote it in public
 *   questions and tests.
 */
function invalidConditionPath(path: string): EvaluationError {
  return new EvaluationError(
    'States.Runtime',
    `Invalid path '${path}': The choice state's condition path references an invalid value.`,
  );
}
