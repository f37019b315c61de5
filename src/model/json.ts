import { JsonSyntaxError, isNestedTooDeep, mayLoseNumbers, mayLoseOrder, parseLosslessly } from './jsonParser';
import {
  DEEPEST_NESTING,
  JsonNumber,
  isJsonArray,
  isJsonObject,
  mapMembers,
  membersOf,
  numberOf,
  setMember,
  type Json,
  type JsonObject,
} from './jsonValue';
import { kindOf } from './arguments';
import { TestkitError } from './testkitError';

export { JsonSyntaxError } from './jsonParser';
export {
  JsonNumber,
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  mapMembers,
  mapParts,
  memberOf,
  membersOf,
  namesOf,
  numberOf,
  setMember,
} from './jsonValue';
export type { Json, JsonObject } from './jsonValue';

/**
 * The value of a JSON text. Numbers keep their spelling: those that JavaScript would write differently become a
 * {@link JsonNumber}. Members keep their order.
 *
 * @throws {JsonSyntaxError} with the message of AWS's JSON reader.
 * @example
 * parseJson('{"price": 0.0, "count": 1}'); // { price: new JsonNumber('0.0'), count: 1 }
 */
export function parseJson(text: string): Json {
  if (mayLoseNumbers(text) || mayLoseOrder(text) || isNestedTooDeep(text)) return parseLosslessly(text);
  try {
    return JSON.parse(text) as Json;
  } catch {
    return parseLosslessly(text);
  }
}

/** The compact JSON text of a value: no blanks, members in their own order, numbers as they were spelled. */
export function stringifyJson(value: Json): string {
  if (value instanceof JsonNumber) return value.lexeme;
  if (isJsonArray(value)) return `[${value.map(stringifyJson).join(',')}]`;
  if (isJsonObject(value)) {
    const members = membersOf(value).map(([name, member]) => `${JSON.stringify(name)}:${stringifyJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** A fresh, plain copy for callers: every {@link JsonNumber} becomes a number. */
export function toPlainJson(value: Json): Json {
  if (value instanceof JsonNumber) return value.valueOf();
  if (isJsonArray(value)) return value.map(toPlainJson);
  return isJsonObject(value) ? mapMembers(value, toPlainJson) : value;
}

/**
 * A fresh JSON value of anything that a caller handed in, by the rules of `JSON.stringify`: dates become strings,
 * members that are `undefined` or functions are left out, and `undefined` itself becomes `null`.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for a BigInt or a value that holds itself.
 */
export function toJson(value: unknown): Json {
  return convert(value, '', 0) ?? null;
}

function convert(given: unknown, name: string, depth: number): Json | undefined {
  if (given instanceof JsonNumber) return given;
  const value = withoutWrapper(hasToJson(given) ? given.toJSON(name) : given);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'bigint') throw unwritable('a BigInt');
  if (typeof value !== 'object') return undefined;
  if (depth >= DEEPEST_NESTING) throw unwritable(`more than ${DEEPEST_NESTING} levels, or a value that holds itself`);
  if (Array.isArray(value)) return value.map((item, index) => convert(item, String(index), depth + 1) ?? null);
  const members: Record<string, Json> = {};
  for (const [key, member] of membersOf(value as JsonObject)) {
    const converted = convert(member, key, depth + 1);
    if (converted !== undefined) setMember(members, key, converted);
  }
  return members;
}

const WRAPPERS = new Set(['Number', 'String', 'Boolean', 'BigInt']);

/** What JSON.stringify() writes of `new Number(5)` and its like: the value in it. */
export function withoutWrapper(value: unknown): unknown {
  return typeof value === 'object' && value !== null && WRAPPERS.has(kindOf(value)) ? value.valueOf() : value;
}

export function hasToJson(value: unknown): value is { toJSON(name: string): unknown } {
  return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';
}

function unwritable(found: string): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'A value cannot be written as JSON.',
    found: `Found: ${found}.`,
    hint: 'Hand in what JSON can hold: objects, arrays, strings, numbers, booleans and null.',
  });
}

/** Equal as JSON: the order of members does not matter, numbers are compared by value. */
export function deepEqualJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a instanceof JsonNumber || b instanceof JsonNumber) return equalNumbers(a, b);
  if (isJsonArray(a)) {
    return isJsonArray(b) && a.length === b.length && a.every((item, index) => deepEqualJson(item, b[index] ?? null));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && deepEqualJson(a[name] ?? null, b[name] ?? null))
  );
}

function equalNumbers(a: Json, b: Json): boolean {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === undefined || left !== right) return false;
  // Beyond 2^53 different integers share one JavaScript number: there the spelling decides.
  return Number.isSafeInteger(left) || !Number.isInteger(left) || String(a) === String(b);
}

/**
 * A JSON document on its way between states, as text, as value or as both. AWS hands documents through as they were
 * written, so the text is kept, blanks and spelling of numbers included, until something reads into it.
 */
export class Payload {
  private constructor(
    private knownText: string | undefined,
    private knownValue: Json | undefined,
  ) {}

  /** The text is not checked here: reading `value` throws the JsonSyntaxError. */
  static ofText(text: string): Payload {
    return new Payload(text, undefined);
  }

  /** A text that need not be JSON, as tools leave it that mask data: one that is none counts as a string. */
  static ofMasked(text: string): Payload {
    try {
      return new Payload(text, parseJson(text));
    } catch (error) {
      if (error instanceof JsonSyntaxError) return new Payload(text, text);
      throw error;
    }
  }

  static ofValue(value: Json): Payload {
    return new Payload(undefined, value);
  }

  get text(): string {
    this.knownText ??= stringifyJson(this.knownValue ?? null);
    return this.knownText;
  }

  get value(): Json {
    if (this.knownValue === undefined) this.knownValue = parseJson(this.text);
    return this.knownValue;
  }
}
