import type { Bindings } from './bindings';
import { sameJsonText, withoutBlanks } from './lexical';

/** Where two values differ first, and how. */
export interface Difference {
  /** Members and indexes from the root, `/` between them; `(JSON)` where a string was read as JSON. */
  readonly path: string;
  readonly recorded: unknown;
  readonly emitted: unknown;
  readonly why: string;
}

/** How the strings of a kind of recording are to be read. */
export interface Reading {
  readonly bindings: Bindings;
  /** Whether the emitted string is what the recorded one says or stands for. */
  matchesText(recorded: string, emitted: string, bindings: Bindings): boolean;
  /** Whether a recorded string may stand for a value that is not a string. */
  standsFor?(recorded: string, emitted: unknown): boolean;
  /** JSON texts must be equal to the byte: blanks, order of members and spelling of numbers count. */
  readonly toTheByte?: boolean;
  /** Whether the recorder has removed the blanks of a JSON text. */
  lostBlanks?(recorded: string): boolean;
  /** Whether a member that only the emitted object has is to be passed over; keyed on the age of the recording. */
  ignoresExtra?(member: string, object: Readonly<Record<string, unknown>>): boolean;
}

/** Stands where the recording does not know the value: nothing is compared. */
export const NOT_READ = Symbol('not read');

const ABSENT = Symbol('absent');

/** The first difference of two values; strings that hold JSON are compared as JSON, at every depth. */
export function differenceOf(recorded: unknown, emitted: unknown, reading: Reading, path = ''): Difference | undefined {
  if (recorded === NOT_READ) return undefined;
  if (typeof recorded === 'string') return differenceOfText(recorded, emitted, reading, path);
  if (Array.isArray(recorded)) return differenceOfArrays(recorded, emitted, reading, path);
  if (isObject(recorded)) return differenceOfObjects(recorded, emitted, reading, path);
  return Object.is(recorded, emitted) || recorded === emitted
    ? undefined
    : { path, recorded, emitted, why: 'values differ' };
}

function differenceOfText(recorded: string, emitted: unknown, reading: Reading, path: string): Difference | undefined {
  if (typeof emitted !== 'string') {
    return reading.standsFor?.(recorded, emitted) ? undefined : { path, recorded, emitted, why: 'not a string' };
  }
  if (recorded === emitted) return undefined;
  const left = jsonContainer(recorded);
  const right = jsonContainer(emitted);
  const json = left !== undefined && right !== undefined;
  if (json && reading.toTheByte !== true) return differenceOf(left, right, reading, `${path}(JSON)`);
  const matches = (one: string, other: string) => reading.matchesText(one, other, reading.bindings);
  if (isJsonString(recorded) && isJsonString(emitted)) {
    return differenceOfText(JSON.parse(recorded) as string, JSON.parse(emitted), reading, `${path}(JSON)`);
  }
  const spelled = reading.lostBlanks?.(recorded) ? withoutBlanks(emitted) : emitted;
  const same = json ? sameJsonText(recorded, spelled, matches) : matches(recorded, emitted);
  return same ? undefined : { path, recorded, emitted, why: 'texts differ' };
}

function differenceOfArrays(
  recorded: readonly unknown[],
  emitted: unknown,
  reading: Reading,
  path: string,
): Difference | undefined {
  if (!Array.isArray(emitted)) return { path, recorded, emitted, why: 'not an array' };
  for (let index = 0; index < Math.min(recorded.length, emitted.length); index += 1) {
    const difference = differenceOf(recorded[index], emitted[index], reading, `${path}/${index}`);
    if (difference !== undefined) return difference;
  }
  if (recorded.length === emitted.length) return undefined;
  return { path, recorded, emitted, why: `length ${recorded.length} recorded, ${emitted.length} emitted` };
}

function differenceOfObjects(
  recorded: Readonly<Record<string, unknown>>,
  emitted: unknown,
  reading: Reading,
  path: string,
): Difference | undefined {
  if (!isObject(emitted)) return { path, recorded, emitted, why: 'not an object' };
  for (const member of Object.keys(recorded)) {
    if (recorded[member] === NOT_READ) continue;
    const value = memberOf(emitted, member);
    if (value === ABSENT) {
      return { path: `${path}/${member}`, recorded: recorded[member], emitted: undefined, why: 'member missing' };
    }
    const difference = differenceOf(recorded[member], value, reading, `${path}/${member}`);
    if (difference !== undefined) return difference;
  }
  for (const member of Object.keys(emitted)) {
    if (memberOf(recorded, member) !== ABSENT || memberOf(emitted, member) === ABSENT) continue;
    if (reading.ignoresExtra?.(member, emitted)) continue;
    return { path: `${path}/${member}`, recorded: undefined, emitted: emitted[member], why: 'member not recorded' };
  }
  return undefined;
}

/** `undefined` is no value on the wire: a member that holds it is absent. */
function memberOf(object: Readonly<Record<string, unknown>>, member: string): unknown {
  if (!Object.hasOwn(object, member)) return ABSENT;
  return object[member] === undefined ? ABSENT : object[member];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object or array that a text holds as JSON; undefined for every other text. */
export function jsonContainer(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

function isJsonString(text: string): boolean {
  return /^"(?:[^"\\\n]|\\.)*"$/.test(text);
}
