import { isJsonNumber, mapParts, setMember, type Json } from '../../model/json';

/** A function in a result: JSON has no such thing. */
export const UNSUPPORTED = Symbol('unsupported result type');

const plainVersions = new WeakMap<object, Json>();

/** The value with plain numbers, for the library. The very same value where all numbers are plain already. */
export function plainJson(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  const known = plainVersions.get(value);
  if (known !== undefined) return known;
  const plain = withPlainNumbers(value);
  plainVersions.set(value, plain);
  return plain;
}

function withPlainNumbers(value: Json): Json {
  return isJsonNumber(value) ? value.valueOf() : mapParts(value, withPlainNumbers);
}

/**
 * The JSON value of what an expression came to: members that are undefined are left out, undefined elements are
 * null, as JSON.stringify does. What is JSON already is returned as the very same value. Known limit: in an object that
 * an expression makes, members whose names are array indexes come first, as JavaScript puts them.
 */
export function jsonOfResult(result: unknown): Json | undefined | typeof UNSUPPORTED {
  if (result === undefined || result === null || typeof result === 'string' || typeof result === 'boolean')
    return result;
  if (typeof result === 'number') return jsonOfNumber(result);
  if (isFunctionValue(result)) return UNSUPPORTED;
  return Array.isArray(result) ? jsonOfArray(result) : jsonOfObject(result);
}

/** @reported [jsonata.infinite-numbers] A number that JSON has no literal for becomes a text: `1/0` is "Infinity", `0/0` is "NaN". {reported-jsonata} */
function jsonOfNumber(value: number): Json {
  return Number.isFinite(value) ? value + 0 : String(value);
}

function jsonOfArray(result: readonly unknown[]): Json | typeof UNSUPPORTED {
  // Marks of the library, which are no part of the value.
  let changed = 'sequence' in result || 'keepSingleton' in result || 'cons' in result;
  const items: Json[] = [];
  for (const element of result) {
    const item = jsonOfResult(element) ?? null;
    if (item === UNSUPPORTED) return UNSUPPORTED;
    changed ||= item !== element;
    items.push(item);
  }
  return changed ? items : (result as readonly Json[]);
}

function jsonOfObject(result: object): Json | typeof UNSUPPORTED {
  const members: Record<string, Json> = {};
  let changed = Object.getOwnPropertyDescriptor(result, 'context')?.get !== undefined;
  for (const [name, value] of Object.entries(result)) {
    const member = jsonOfResult(value);
    if (member === UNSUPPORTED) return UNSUPPORTED;
    changed ||= member !== value || member === undefined;
    if (member !== undefined) setMember(members, name, member);
  }
  return changed ? members : (result as Json);
}

function isFunctionValue(value: unknown): boolean {
  if (typeof value === 'function') return true;
  const marked = value as {
    _jsonata_function?: unknown;
    _jsonata_lambda?: unknown;
    implementation?: unknown;
    environment?: unknown;
  };
  return (
    (marked._jsonata_function === true && typeof marked.implementation === 'function') ||
    (marked._jsonata_lambda === true && typeof marked.environment === 'object')
  );
}
