import { didYouMean } from './didYouMean';
import { TestkitError } from './testkitError';

const MOST_SHOWN = 60;
const MOST_NAMES = 6;

/** A value that was handed in, as errors show it: short, and whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  const names = Object.keys(value);
  if (names.length > 0) return `an object with ${names.slice(0, MOST_NAMES).join(', ')}`;
  const kind = kindOf(value);
  return kind === 'Object' ? 'an empty object' : `an object of type ${kind}`;
}

function quoted(text: string): string {
  return text.length <= MOST_SHOWN ? `'${text}'` : `'${text.slice(0, MOST_SHOWN)}…' (${text.length} characters)`;
}

/** `Map` of a Map, of whatever realm it is. */
export function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** The refusal of something that was handed in. */
export function invalid(what: string, given: unknown, hint: string): TestkitError {
  return new TestkitError({ code: 'ARGUMENT_INVALID', what, found: `It got ${shown(given)}.`, hint });
}

/** An object with members: no list and no function. */
export function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same as a caller writes it. A Map, a Set or a promise has no members, whatever is in it. */
export function isWritten(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isMembers(value)) return false;
  return Object.keys(value).length > 0 || WRITTEN.has(kindOf(value));
}

const WRITTEN = new Set(['Object', 'Module']);

export function isWholeFrom(least: number, value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

/** Half of what a Date reaches from 1970, so that now and then can both be told. */
const LONGEST_DURATION = 4.32e15;

export function checkDuration(option: string, value: unknown): void {
  if (value === undefined || (typeof value === 'number' && value >= 0 && value <= LONGEST_DURATION)) return;
  const what = `The option ${option} is a duration in milliseconds that is not negative, as far as dates reach.`;
  throw invalid(what, value, `Write for example { ${option}: minutes(3) }.`);
}

/**
 * Refuses what is no object of options, and options that do not exist.
 *
 * @param call What takes them, as it is written: `succeeds()`.
 * @param example How options are written there.
 */
export function checkOptions(call: string, options: unknown, known: readonly string[], example: string): void {
  const hint = `Write for example ${example}. ${known.length === 1 ? 'The option is' : 'The options are'}: ${known.join(', ')}.`;
  if (!isWritten(options)) throw invalid(`The options of ${call} are an object.`, options, hint);
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new TestkitError({
    code: 'OPTION_UNKNOWN',
    what: `${call} does not know the option ${unknown.map((name) => `'${name}'`).join(', ')}.`,
    hint: (unknown.length === 1 ? didYouMean(unknown[0], known) : undefined) ?? hint,
  });
}
