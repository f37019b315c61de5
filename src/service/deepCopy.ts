import { kindOf } from '../model/arguments';
import { JsonNumber, Payload, membersOf, setMember, type Json, type JsonObject } from '../model/json';

/**
 * A copy of the state of a fake that shares nothing changeable with it. What never changes (payloads, frozen definitions and outcomes, functions) is
 * shared. Not structuredClone: its result is of another realm in Jest, and it refuses functions.
 */
export function deepCopy<Value>(value: Value): Value {
  return copy(value, new Map()) as Value;
}

function copy(value: unknown, done: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Payload || value instanceof JsonNumber) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  if (Object.getPrototypeOf(value) === Object.prototype) return copyPlain(value as Record<string, unknown>, done);
  if (Array.isArray(value)) return copyArray(value, done);
  if (value instanceof Map) return copyMap(value, done);
  if (value instanceof Set) return copySet(value, done);
  if (isDate(value)) return new Date(value.getTime());
  return copyMembers(value as JsonObject, done);
}

/** JavaScript puts names that are array indexes first: where the first is one, the order may be another. */
const INDEX_FIRST = /^\d/;

/** Most of what is copied: a plain object. */
function copyPlain(value: Record<string, unknown>, done: Map<object, unknown>): unknown {
  const fresh = { ...value };
  let isFirst = true;
  done.set(value, fresh);
  for (const name in fresh) {
    if (isFirst && INDEX_FIRST.test(name)) return copyMembers(value as JsonObject, done);
    isFirst = false;
    const member = fresh[name];
    if (typeof member === 'object' && member !== null) fresh[name] = copy(member, done);
  }
  return fresh;
}

function copyMembers(value: JsonObject, done: Map<object, unknown>): unknown {
  const fresh: Record<string, Json> = {};
  done.set(value, fresh);
  for (const [name, member] of membersOf(value)) setMember(fresh, name, copy(member, done) as Json);
  return fresh;
}

/** Of whatever realm. The copy is of this one. */
function isDate(value: object): value is Date {
  return kindOf(value) === 'Date';
}

function copyArray(value: readonly unknown[], done: Map<object, unknown>): unknown[] {
  const fresh: unknown[] = [];
  done.set(value, fresh);
  for (const item of value) fresh.push(copy(item, done));
  return fresh;
}

function copyMap(value: ReadonlyMap<unknown, unknown>, done: Map<object, unknown>): Map<unknown, unknown> {
  const fresh = new Map<unknown, unknown>();
  done.set(value, fresh);
  for (const [key, member] of value) fresh.set(copy(key, done), copy(member, done));
  return fresh;
}

function copySet(value: ReadonlySet<unknown>, done: Map<object, unknown>): Set<unknown> {
  const fresh = new Set<unknown>();
  done.set(value, fresh);
  for (const member of value) fresh.add(copy(member, done));
  return fresh;
}
