import { createHash } from 'node:crypto';
import {
  JsonSyntaxError,
  deepEqualJson,
  isJsonNumber,
  memberOf,
  parseJson,
  namesOf,
  setMember,
  stringifyJson,
  type Json,
} from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import { IntrinsicArgumentError, type IntrinsicArguments } from './intrinsicArguments';
import { unescapeText } from './intrinsicSyntax';
import { javaHashOrder, javaText } from './javaMaps';
import type { Chance } from './scope';

type IntrinsicFunction = (given: IntrinsicArguments, chance: Chance) => Json;

/**
 * The intrinsic functions of the JSONPath query language.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map<string, IntrinsicFunction>([
  ['States.Array', (given) => given.values],
  ['States.ArrayPartition', arrayPartition],
  ['States.ArrayContains', (given) => given.array(0).some((item) => deepEqualJson(item, given.value(1)))],
  ['States.ArrayRange', arrayRange],
  ['States.ArrayGetItem', arrayGetItem],
  ['States.ArrayLength', (given) => given.array(0).length],
  ['States.ArrayUnique', arrayUnique],
  // assumed: one line, though the guide speaks of MIME, which breaks lines after 76 characters.
  ['States.Base64Encode', (given) => Buffer.from(given.limitedText(0), 'utf8').toString('base64')],
  ['States.Base64Decode', base64Decode],
  ['States.Hash', hash],
  ['States.JsonMerge', jsonMerge],
  ['States.StringToJson', stringToJson],
  ['States.JsonToString', (given) => stringifyJson(given.value(0))],
  ['States.MathRandom', mathRandom],
  ['States.MathAdd', mathAdd],
  ['States.StringSplit', stringSplit],
  ['States.UUID', (_given, chance) => chance.uuid()],
  ['States.Format', format],
]);

const HASHES = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);
const LONGEST_RANGE = fieldLimit('intrinsicRange');

function arrayPartition(given: IntrinsicArguments): Json {
  const items = given.array(0);
  const size = given.integer(1);
  if (size < 1) throw given.refused(1, 'a positive integer');
  const parts: Json[] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

function arrayRange(given: IntrinsicArguments): Json {
  const [first, last, step] = [given.integer(0), given.integer(1), given.integer(2)];
  if (step === 0) throw given.refused(2, 'a number other than 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > LONGEST_RANGE) throw given.refused(2, `a step that gives at most ${LONGEST_RANGE} items`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function arrayGetItem(given: IntrinsicArguments): Json {
  const items = given.array(0);
  const item = items[given.integer(1)];
  if (item === undefined) throw given.refused(1, `an index of the array, which has ${items.length} items`);
  return item;
}

/** assumed: the first of equal items stays at its place. */
function arrayUnique(given: IntrinsicArguments): Json {
  const items = given.array(0);
  return items.filter((item, index) => items.findIndex((other) => deepEqualJson(other, item)) === index);
}

function base64Decode(given: IntrinsicArguments): Json {
  const text = given.limitedText(0).replace(/\r?\n/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    throw given.refused(0, 'a string in Base64');
  }
  return Buffer.from(text, 'base64').toString('utf8');
}

/** assumed: the hash of what is no string is that of its JSON text. */
function hash(given: IntrinsicArguments): Json {
  const data = typeof given.value(0) === 'string' ? given.limitedText(0) : stringifyJson(given.value(0));
  const algorithm = HASHES.get(given.text(1));
  if (algorithm === undefined) throw given.refused(1, `one of ${[...HASHES.keys()].join(', ')}`);
  return createHash(algorithm).update(data, 'utf8').digest('hex');
}

/** Shallow: the second object wins. Recorded: in the order of a HashMap. */
function jsonMerge(given: IntrinsicArguments): Json {
  const [first, second] = [given.object(0), given.object(1)];
  if (given.value(2) !== false) throw given.refused(2, 'false: deep merging is not supported');
  const merged: Record<string, Json> = {};
  for (const name of javaHashOrder([...namesOf(first), ...namesOf(second)])) {
    setMember(merged, name, memberOf(second, name) ?? memberOf(first, name) ?? null);
  }
  return merged;
}

/** Recorded: blanks alone give `null`, and `-0` gives 0. */
function stringToJson(given: IntrinsicArguments): Json {
  const text = given.text(0);
  if (text.trim() === '') return null;
  try {
    const value = parseJson(text);
    return isJsonNumber(value) && value.lexeme === '-0' ? 0 : value;
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new IntrinsicArgumentError(error.message);
    throw error;
  }
}

/**
 * Documented: from the start, inclusive, to the end, exclusive; the same seed gives the same number.
 * assumed: which number a seed gives.
 */
function mathRandom(given: IntrinsicArguments, chance: Chance): Json {
  const [start, end] = [given.integer(0), given.integer(1)];
  if (end <= start) throw given.refused(1, `greater than the start, ${start}`);
  const drawn = given.values.length > 2 ? fractionOf(given.integer(2)) : chance.random();
  return start + Math.floor(drawn * (end - start));
}

/** A fraction in [0, 1) that only the seed decides. */
function fractionOf(seed: number): number {
  const digest = createHash('sha256').update(String(seed)).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

function mathAdd(given: IntrinsicArguments): Json {
  return given.integer(0) + given.integer(1);
}

/** Recorded: every character of the second argument separates, and empty parts are left out. */
function stringSplit(given: IntrinsicArguments): Json {
  const separators = new Set(given.text(1));
  const parts: string[] = [''];
  for (const character of given.text(0)) {
    if (separators.has(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.filter((part) => part !== '');
}

/** assumed: in a template that comes out of a path a backslash has no meaning. */
function format(given: IntrinsicArguments): Json {
  const template = given.rawTemplate ?? given.text(0).replaceAll('\\', '\\\\');
  const pieces = template.match(/\{\}|(?:\\[^]|(?!\{\})[^\\])+/g) ?? [];
  const places = pieces.filter((piece) => piece === '{}').length;
  if (places !== given.values.length - 1) {
    throw new IntrinsicArgumentError(
      `Invalid arguments in States.Format: ${places} occurrences of {} but ${given.values.length - 1} values`,
    );
  }
  let used = 0;
  return pieces.map((piece) => (piece === '{}' ? javaText(given.value(++used)) : unescapeText(piece))).join('');
}
