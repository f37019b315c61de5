import { numberOf, stringifyJson, type Json } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import type { QueryLanguage, StateDefinition } from '../definition/definition';
import { evaluateTyped, isJsonataExpression, queryError, unexpectedTypeError } from './jsonata';
import { tryPath } from './paths';
import { EvaluationError, type Scope } from './scope';
import { timeOf } from './timestamps';

/**
 * When a Wait state is over, in epoch milliseconds. An instant that has passed is over at once.
 *
 * @param enteredAt epoch milliseconds at which the state was entered.
 * @throws {EvaluationError} States.Runtime (JSONPath) or States.QueryEvaluationError (JSONata) with the recorded texts.
 */
export function waitUntil(state: StateDefinition, language: QueryLanguage, scope: Scope, enteredAt: number): number {
  const until = instant(state, language, scope, enteredAt);
  if (until - enteredAt > fieldLimit('waitMilliseconds')) {
    const text = 'Wait state delay is too long.';
    /**
     * @recorded [wait.too-long] A Wait longer than a year is States.Runtime with this text. {recorded-histories}
     * @assumed [wait.too-long-jsonata] In JSONata it has the same text. Because: AWS documents only the error, States.QueryEvaluationError, for
     *   values out of range.
     */
    const field = state.Timestamp === undefined ? 'Seconds' : 'Timestamp';
    throw language === 'JSONata' ? queryError(text, field) : new EvaluationError('States.Runtime', text);
  }
  return Math.max(until, enteredAt);
}

function instant(state: StateDefinition, language: QueryLanguage, scope: Scope, enteredAt: number): number {
  if (state.SecondsPath !== undefined) return enteredAt + secondsAt(state.SecondsPath, scope) * 1000;
  if (state.TimestampPath !== undefined) return timestampAt(state.TimestampPath, scope);
  if (state.Timestamp !== undefined) return timestamp(state.Timestamp, language, scope);
  return enteredAt + seconds(state.Seconds ?? 0, language, scope) * 1000;
}

function secondsAt(path: string, scope: Scope): number {
  const found = tryPath(path, scope);
  if (!found.found) {
    throw new EvaluationError('States.Runtime', `The SecondsPath parameter does not reference an input value: ${path}`);
  }
  /** @assumed [wait.digits] Digits in a string count as seconds. Because: AWS speaks of parsing; 1.5 is recorded not to count. */
  const text = textOf(found.value);
  if (!/^[+-]?\d+$/.test(text)) {
    throw new EvaluationError(
      'States.Runtime',
      `The SecondsPath parameter cannot be parsed as a long value: ${path} == ${text}`,
    );
  }
  if (Number(text) < 0) {
    /** @recorded [wait.negative-text] A SecondsPath that leads to a negative value fails with this text. {recorded-histories} */
    throw new EvaluationError(
      'States.Runtime',
      `The SecondsPath parameter references a negative value: ${path} == ${text}`,
    );
  }
  return Number(text);
}

function timestampAt(path: string, scope: Scope): number {
  const found = tryPath(path, scope);
  if (!found.found) {
    /**
     * @assumed [wait.timestamp-text] A TimestampPath that leads to nothing usable fails like a SecondsPath. Because: that one was recorded.
     */
    throw new EvaluationError(
      'States.Runtime',
      `The TimestampPath parameter does not reference an input value: ${path}`,
    );
  }
  const text = textOf(found.value);
  const until = typeof found.value === 'string' ? timeOf(text) : undefined;
  if (until !== undefined) return milliseconds(until);
  throw new EvaluationError(
    'States.Runtime',
    'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ' +
      `${path} == ${text}`,
  );
}

function timestamp(field: string, language: QueryLanguage, scope: Scope): number {
  const text = language === 'JSONata' ? String(evaluateTyped(field, 'Timestamp', 'string', scope)) : field;
  const until = timeOf(text);
  if (until !== undefined) return milliseconds(until);
  throw queryError(
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
  );
}

function seconds(field: number | string, language: QueryLanguage, scope: Scope): number {
  if (language !== 'JSONata' || !isJsonataExpression(field)) return numberOf(field) ?? Number(field);
  const value = evaluateTyped(field, 'Seconds', 'number', scope);
  const number = numberOf(value) ?? 0;
  /**
   * @documented [wait.jsonata-seconds] Seconds is a non-negative integer. {state-wait}
   * @assumed [wait.jsonata-texts] Other values fail with one of these two texts. Because: the texts are not documented.
   */
  if (!Number.isInteger(number)) throw unexpectedTypeError(field, 'Seconds', 'integer', value);
  if (number < 0) throw queryError('Seconds cannot be negative.', 'Seconds');
  return number;
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : stringifyJson(value));

const milliseconds = (nanoseconds: bigint): number => Number(nanoseconds / 1_000_000n);
