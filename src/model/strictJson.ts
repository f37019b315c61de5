import { isMembers, kindOf, shown } from './arguments';
import { hasToJson, toJson, withoutWrapper, type Json } from './json';
import { DEEPEST_NESTING, isJsonNumber } from './jsonValue';
import { TestkitError } from './testkitError';

/**
 * The JSON value of what a test handed in, if it is all there: dates become strings and members that are `undefined` are
 * left out, but nothing else is lost or becomes `null`.
 *
 * @param whose What it is, as errors name it: `The output of succeeds()`.
 * @throws {TestkitError} `ARGUMENT_INVALID`, with the place in the value.
 */
export function strictJson(value: unknown, whose: string): Json {
  const loss = value === undefined ? { path: [], found: 'undefined' } : lossIn(value, [], []);
  if (loss === undefined) return toJson(value);
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${whose} cannot be written as JSON.`,
    found: `${loss.path.length === 0 ? 'It is' : `At ${placeOf(loss.path)} it has`} ${loss.found}.`,
    hint: 'Hand in what JSON can hold: objects, lists, strings, finite numbers, booleans and null.',
  });
}

type Path = readonly (string | number)[];

interface Loss {
  readonly path: Path;
  readonly found: string;
}

/** The first thing in a value that JSON cannot hold. */
function lossIn(value: unknown, path: Path, around: readonly object[]): Loss | undefined {
  const given = withoutWrapper(value);
  const loss = (found: string): Loss => ({ path, found });
  if (typeof given === 'number') return Number.isFinite(given) ? undefined : loss(String(given));
  if (typeof given === 'string' || typeof given === 'boolean' || given === null) return undefined;
  if (typeof given !== 'object') return loss(shown(given));
  if (isJsonNumber(given)) return undefined;
  if (around.includes(given)) return loss('itself again');
  if (around.length >= DEEPEST_NESTING) return loss(`more than ${DEEPEST_NESTING} levels`);
  if (kindOf(given) === 'Date' && Number.isNaN(Number(given))) return loss('an invalid date');
  const inside = [...around, given];
  if (hasToJson(given)) return lossIn(given.toJSON(''), path, inside);
  if (Array.isArray(given)) return firstLoss(Array.from(given as unknown[]).entries(), path, inside);
  if (LOSSY.has(kindOf(given)) || !isMembers(given)) return loss(`an object of type ${kindOf(given)}`);
  const members = Object.entries(given).filter(([, member]) => member !== undefined);
  return firstLoss(members, path, inside);
}

/** What JSON.stringify makes an empty object of. */
const LOSSY = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'RegExp', 'Error']);

function firstLoss(
  entries: Iterable<readonly [string | number, unknown]>,
  path: Path,
  around: readonly object[],
): Loss | undefined {
  for (const [name, value] of entries) {
    const loss = lossIn(value, [...path, name], around);
    if (loss !== undefined) return loss;
  }
  return undefined;
}

function placeOf(path: Path): string {
  return path
    .map((name) => (typeof name === 'number' ? `[${name}]` : `.${name}`))
    .join('')
    .replace(/^\./, '');
}
