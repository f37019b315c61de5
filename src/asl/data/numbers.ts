import { isJsonObject, numberOf, stringifyJson, type Json } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import type { QueryLanguage, StateDefinition } from '../definition/definition';
import { evaluateTyped, isJsonataExpression, queryError, unexpectedTypeError } from './jsonata';
import { resolvePath } from './paths';
import { EvaluationError, type Scope } from './scope';

interface NumberFieldRule {
  readonly name: string;
  /** As AWS names it where it stands inside of another field. */
  readonly location?: string;
  readonly fraction?: boolean;
  /** The text for a fraction that an expression gives. */
  readonly fractionText?: (value: Json) => string;
  /** The text of the refusal, or undefined. */
  readonly refuse: (value: number) => string | undefined;
}

/** Seconds until the task times out; undefined where the state sets none. */
export function timeoutSeconds(state: StateDefinition, language: QueryLanguage, scope: Scope): number | undefined {
  return numberField(seconds('TimeoutSeconds'), state, language, scope);
}

/** Seconds that may pass between two heartbeats; undefined where the state sets none. */
export function heartbeatSeconds(state: StateDefinition, language: QueryLanguage, scope: Scope): number | undefined {
  return numberField(seconds('HeartbeatSeconds'), state, language, scope);
}

/** Iterations at a time; 0, which stands for no limit of its own, where the state sets none. */
export function maxConcurrencyOf(state: StateDefinition, language: QueryLanguage, scope: Scope): number {
  const rule = { name: 'MaxConcurrency', refuse: notNegative('MaxConcurrency') };
  return numberField(rule, state, language, scope) ?? 0;
}

/** Failed items that a Map Run tolerates; undefined where the state sets none. */
export function toleratedFailureCountOf(
  state: StateDefinition,
  language: QueryLanguage,
  scope: Scope,
): number | undefined {
  const rule = { name: 'ToleratedFailureCount', refuse: notNegative('ToleratedFailureCount') };
  return numberField(rule, state, language, scope);
}

/** Share of failed items that a Map Run tolerates, 0 to 100; undefined where the state sets none. */
export function toleratedFailurePercentageOf(
  state: StateDefinition,
  language: QueryLanguage,
  scope: Scope,
): number | undefined {
  const rule: NumberFieldRule = {
    name: 'ToleratedFailurePercentage',
    fraction: true,
    refuse: (value) =>
      value < 0 || value > fieldLimit('toleratedFailurePercentage')
        ? 'ToleratedFailurePercentage must be between 0 and 100.'
        : undefined,
  };
  return numberField(rule, state, language, scope);
}

/**
 * MaxItems of the reader of a Distributed Map; undefined where its ReaderConfig sets none. What MaxItemsPath leads to may be out of range: the
 * Map Run says so when it reads.
 */
export function maxItems(state: StateDefinition, language: QueryLanguage, scope: Scope): number | undefined {
  const config = state.ItemReader?.['ReaderConfig'];
  const rule: NumberFieldRule = {
    name: 'MaxItems',
    location: 'ItemReader/ReaderConfig/MaxItems',
    refuse: (value) => (language === 'JSONata' ? maxItemsRefusal(value) : undefined),
  };
  return isJsonObject(config) ? numberField(rule, config, language, scope) : undefined;
}

/** Why MaxItems cannot be so many; nothing if it can. */
export function maxItemsRefusal(value: number): string | undefined {
  /** @recorded [map-run.max-items-negative] A negative MaxItems fails with these words. {recorded-histories} */
  if (value < 0) return 'field MaxItems must be positive';
  /** @assumed [map-run.max-items-text] So does one beyond the limit. Because: the limit is documented, its text is not. {item-reader} */
  return value > fieldLimit('maxItems') ? `field MaxItems must be at most ${fieldLimit('maxItems')}` : undefined;
}

/** Items of a batch of a Distributed Map; undefined where its ItemBatcher sets none. */
export function maxItemsPerBatch(state: StateDefinition, language: QueryLanguage, scope: Scope): number | undefined {
  return batchField('MaxItemsPerBatch', state, language, scope);
}

/** Bytes of the input of a batch of a Distributed Map; undefined where its ItemBatcher sets none. */
export function maxInputBytesPerBatch(
  state: StateDefinition,
  language: QueryLanguage,
  scope: Scope,
): number | undefined {
  return batchField('MaxInputBytesPerBatch', state, language, scope);
}

function batchField(name: string, state: StateDefinition, language: QueryLanguage, scope: Scope): number | undefined {
  if (state.ItemBatcher === undefined) return undefined;
  const rule: NumberFieldRule = {
    name,
    location: `ItemBatcher/${name}`,
    /**
     * @assumed [map.batch-text] A batch size that is not positive fails with this text. Because: that it is positive is documented, the
     *   text is not.
     */
    refuse: (value) => (value < 1 ? `${name} must be positive.` : undefined),
  };
  return numberField(rule, state.ItemBatcher, language, scope);
}

// Recorded for ToleratedFailureCount; assumed for MaxConcurrency, whose recording ends before the answer.
const notNegative = (name: string) => (value: number) => (value < 0 ? `${name} cannot be negative.` : undefined);

/** @recorded [task.seconds-texts] TimeoutSeconds out of range, or with a fraction, fails with one of these texts. {recorded-answers} */
const seconds = (name: string): NumberFieldRule => ({
  name,
  fractionText: (value) => `The ${name} field cannot be parsed as an integer: ${stringifyJson(value)}`,
  refuse: (value) =>
    value < 0 || value > fieldLimit('timeoutSeconds')
      ? `${name} must be between 0 and ${fieldLimit('timeoutSeconds')} but was: ${value}`
      : undefined,
});

function numberField(rule: NumberFieldRule, holder: object, language: QueryLanguage, scope: Scope): number | undefined {
  const fields = holder as Readonly<Record<string, unknown>>;
  const path = fields[`${rule.name}Path`];
  if (language === 'JSONPath' && typeof path === 'string') return numberAt(path, rule, scope);
  const value = fields[rule.name] as Json | undefined;
  if (value === undefined) return undefined;
  return language === 'JSONata' && isJsonataExpression(value) ? computed(value, rule, scope) : numberOf(value);
}

/** By a path: strings that spell a number count as one, as recorded. */
function numberAt(path: string, rule: NumberFieldRule, scope: Scope): number {
  const value = resolvePath(path, scope);
  const text = typeof value === 'string' ? value : stringifyJson(value);
  const spelling = rule.fraction === true ? /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/ : /^[+-]?\d+$/;
  if (!spelling.test(text)) {
    // Recorded for integers; assumed for the percentage, after the same pattern.
    const kind = rule.fraction === true ? 'float' : 'integer';
    throw new EvaluationError(
      'States.Runtime',
      `The ${rule.name}Path field refers to value "${text}" which is not a valid ${kind}: ${path}`,
    );
  }
  const refusal = rule.refuse(Number(text));
  if (refusal !== undefined) throw new EvaluationError('States.Runtime', refusal);
  return Number(text);
}

function computed(expression: string, rule: NumberFieldRule, scope: Scope): number {
  const field = rule.location ?? rule.name;
  const value = evaluateTyped(expression, field, 'number', scope);
  const number = numberOf(value) ?? 0;
  /**
   * @assumed [jsonata.range-text] A number out of range is a States.QueryEvaluationError with a text of this form. Because: AWS documents
   *   the error and records no text.
   */
  if (rule.fraction !== true && !Number.isInteger(number)) {
    if (rule.fractionText !== undefined) throw queryError(rule.fractionText(value), field);
    throw unexpectedTypeError(expression, field, 'integer', value);
  }
  const refusal = rule.refuse(number);
  if (refusal !== undefined) throw queryError(refusal, field);
  return number;
}
