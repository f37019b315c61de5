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
  if (typeof value !== 'object' || value === null || isShared(value)) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return copyArray(value, done);
  if (value instanceof Map) return copyMap(value, done);
  if (value instanceof Set) return copySet(value, done);
  if (isDate(value)) return new Date(value.getTime());
  const fresh: Record<string, Json> = {};
  done.set(value, fresh);
  for (const [name, member] of membersOf(value as JsonObject)) setMember(fresh, name, copy(member, done) as Json);
  return fresh;
}

/** Of whatever realm. The copy is of this one. */
function isDate(value: object): value is Date {
  return kindOf(value) === 'Date';
}

function isShared(value: object): boolean {
  return value instanceof Payload || value instanceof JsonNumber || Object.isFrozen(value);
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
