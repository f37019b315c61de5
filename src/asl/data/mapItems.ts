import {
  isJsonArray,
  isJsonObject,
  membersOf,
  namesOf,
  stringifyJson,
  type Json,
  type JsonObject,
} from '../../model/json';
import { isDistributed, type QueryLanguage, type StateDefinition } from '../definition/definition';
import { evaluateJsonataTemplate, isJsonataExpression, jsonTypeOf, queryError, unexpectedTypeError } from './jsonata';
import { evaluateIntrinsic, isIntrinsicCall } from './intrinsics';
import { resolvePath } from './paths';
import { EvaluationError, type Scope } from './scope';
import { resolveTemplate } from './templates';

/**
 * The items of a Map state without an ItemReader. `scope.input` is the effective input in JSONPath, the raw input in
 * JSONata.
 *
 * @throws {EvaluationError} where the field fails or gives no array. JSONata: States.QueryEvaluationError, with location
 * `Items` when that field is at fault and without a location when the input is.
 */
export function mapItems(state: StateDefinition, language: QueryLanguage, scope: Scope): readonly Json[] {
  const found = iterable(state, language, scope);
  return isJsonArray(found) ? found : pairsOf(found);
}

/** The items of a Distributed Map without an ItemReader, with their keys if they are the pairs of an object. */
export function keyedItems(
  state: StateDefinition,
  language: QueryLanguage,
  scope: Scope,
): { readonly items: readonly Json[]; readonly keys?: readonly string[] } {
  const found = iterable(state, language, scope);
  return isJsonArray(found) ? { items: found } : { items: pairsOf(found), keys: namesOf(found) };
}

type Iterable = readonly Json[] | JsonObject;

function iterable(state: StateDefinition, language: QueryLanguage, scope: Scope): Iterable {
  if (language === 'JSONPath') return itemsAtPath(state, scope);
  return state.Items === undefined ? itemsOfInput(state, scope.input) : itemsOfField(state, state.Items, scope);
}

/**
 * The input of one iteration: ItemSelector, or Parameters of the legacy spelling, else the item itself.
 *
 * @param scope its context holds `Map.Item` of this iteration; its input is that of the Map state.
 */
export function itemInput(state: StateDefinition, language: QueryLanguage, scope: Scope, item: Json): Json {
  if (language === 'JSONata') {
    return state.ItemSelector === undefined ? item : evaluateJsonataTemplate(state.ItemSelector, 'ItemSelector', scope);
  }
  const selector = state.ItemSelector ?? state.Parameters;
  return selector === undefined ? item : resolveTemplate(selector, scope);
}

function itemsAtPath(state: StateDefinition, scope: Scope): Iterable {
  const path = state.ItemsPath ?? '$';
  /**
   * @assumed [map.items-path-function] ItemsPath takes an intrinsic function, too. Because: AWS's texts put functions beside paths, though
   *   the guide asks for a reference path.
   */
  const value = isIntrinsicCall(path) ? evaluateIntrinsic(path, scope) : resolvePath(path, scope);
  const items = arrayOrObject(state, value);
  if (items !== undefined) return items;
  /**
   * @assumed [map.items-path-text] An ItemsPath that leads to no array fails with this text. Because: AWS documents that it must lead to an
   *   array, and not the text.
   */
  throw new EvaluationError('States.Runtime', `Reference path "${path}" must point to array.`);
}

function itemsOfInput(state: StateDefinition, input: Json): Iterable {
  const items = arrayOrObject(state, input);
  if (items !== undefined) return items;
  throw queryError(`Map state input must be an array but was: ${stringifyJson(input)}`);
}

function itemsOfField(state: StateDefinition, field: Json, scope: Scope): Iterable {
  const value = evaluateJsonataTemplate(field, 'Items', scope);
  const items = arrayOrObject(state, value);
  if (items !== undefined) return items;
  if (isJsonataExpression(field)) throw unexpectedTypeError(field, 'Items', 'array', value);
  /**
   * @assumed [map.items-text] Items that come to no array fail with this text. Because: AWS refuses such a literal when the definition is
   *   made.
   */
  throw queryError(`Map state items must be an array but were '${jsonTypeOf(value)}'.`, 'Items');
}

/**
 * @assumed [map.object-items] Only a Distributed Map takes an object for its items, one child for each pair. Because: the guide speaks of
 *   objects without a mode, and an inline Map is reported to answer "Expected 'array', but was 'object'". {transforming-data}
 */
function arrayOrObject(state: StateDefinition, value: Json): Iterable | undefined {
  if (isJsonArray(value)) return value;
  return isDistributed(state) && isJsonObject(value) ? value : undefined;
}

/** @assumed [map.pair] Without an ItemSelector the input of a pair is `{Key, Value}`. Because: no page shows one. {transforming-data} */
const pairsOf = (value: JsonObject): Json[] => membersOf(value).map(([Key, Value]) => ({ Key, Value }));
