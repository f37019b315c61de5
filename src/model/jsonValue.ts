/**
 * A number whose spelling JavaScript would change: `0.0`, `1e3`, `-0`, integers beyond 2^53. AWS hands numbers through
 * as they were written. It counts as the number in arithmetic and in comparisons with `<` and `>`.
 */
export class JsonNumber {
  constructor(readonly lexeme: string) {}

  valueOf(): number {
    return Number(this.lexeme);
  }

  toString(): string {
    return this.lexeme;
  }

  toJSON(): number {
    return this.valueOf();
  }
}

/**
 * A JSON object. JavaScript puts members whose names are array indexes (`"7"`) first, in numeric order; the order in which
 * they were set is told by {@link namesOf} and {@link membersOf}.
 */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** A JSON value. Never changed once it was made: whoever needs another value makes another value. */
export type Json = null | boolean | number | string | JsonNumber | readonly Json[] | JsonObject;

/** Documents nested deeper are refused, so that everything that walks through a value may do so by recursion. */
export const DEEPEST_NESTING = 1000;

export function isJsonNumber(value: unknown): value is JsonNumber {
  return value instanceof JsonNumber;
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

/** The number that a JSON value is; `undefined` for everything that is none. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return value instanceof JsonNumber ? value.valueOf() : undefined;
}

/** The order in which members were set, of objects where JavaScript has another. */
const ordersOfMembers = new WeakMap<object, string[]>();
const ARRAY_INDEX = /^(?:0|[1-9]\d{0,9})$/;

function noteOrder(object: Record<string, Json>, name: string): void {
  const order = ordersOfMembers.get(object);
  if (order === undefined) {
    if (ARRAY_INDEX.test(name)) ordersOfMembers.set(object, [...Object.keys(object), name]);
  } else if (!Object.hasOwn(object, name)) order.push(name);
}

/** The names of the members, in the order in which they were set. Callers get copies, which they may change: what they set comes last. */
export function namesOf(object: JsonObject): readonly string[] {
  const names = Object.keys(object);
  const order = ordersOfMembers.get(object);
  if (order === undefined) return names;
  return [...new Set([...order, ...names])].filter((name) => Object.hasOwn(object, name));
}

/** The members, in the order in which they were set. */
export function membersOf(object: JsonObject): (readonly [string, Json])[] {
  return namesOf(object).map((name) => [name, object[name]!] as const);
}

/** Sets a member, `__proto__` included, which a plain assignment would take for the prototype. */
export function setMember(object: Record<string, Json>, name: string, value: Json): void {
  noteOrder(object, name);
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[name] = value;
  }
}

/** The own member of that name: never what objects inherit, such as `constructor`. */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function mapMembers(object: JsonObject, change: (value: Json, name: string) => Json): JsonObject {
  const copy: Record<string, Json> = {};
  for (const [name, value] of membersOf(object)) setMember(copy, name, change(value, name));
  return copy;
}

/** A value with each of its items or members changed; the very same value where none is, and where it has none. */
export function mapParts(value: Json, change: (part: Json, place: number | string) => Json): Json {
  if (isJsonArray(value)) {
    const items = value.map((item, index) => change(item, index));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  let isChanged = false;
  const members = mapMembers(value, (member, name) => {
    const changed = change(member, name);
    isChanged ||= changed !== member;
    return changed;
  });
  return isChanged ? members : value;
}
