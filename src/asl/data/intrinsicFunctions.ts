import { createHash } from 'node:crypto';
import { JsonSyntaxError, memberOf, namesOf, parseJson, setMember, stringifyJson, type Json } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import { decodeMimeBase64 } from './base64';
import { IntrinsicArgumentError, type IntrinsicArguments } from './intrinsicArguments';
import { formatTemplate } from './intrinsicFormat';
import { javaDistinct, javaMergeOrder } from './javaMaps';
import { JavaRandom, javaSpelled, javaText } from './javaValues';
import type { Chance } from './scope';

interface IntrinsicFunction {
  /** How many arguments it takes: at least, at most. */
  readonly arity: readonly [number, number];
  readonly evaluate: (given: IntrinsicArguments, chance: Chance) => Json;
}

const taking = (least: number, most: number, evaluate: IntrinsicFunction['evaluate']): IntrinsicFunction => ({
  arity: [least, most],
  evaluate,
});

/**
 * The intrinsic functions of the JSONPath query language.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map([
  ['States.Array', taking(0, Infinity, (given) => given.values)],
  ['States.ArrayPartition', taking(2, 2, arrayPartition)],
  ['States.ArrayContains', taking(2, 2, arrayContains)],
  ['States.ArrayRange', taking(3, 3, arrayRange)],
  ['States.ArrayGetItem', taking(2, 2, arrayGetItem)],
  ['States.ArrayLength', taking(1, 1, (given) => given.array(0).length)],
  ['States.ArrayUnique', taking(1, 1, (given) => javaDistinct(given.array(0)))],
  /** @assumed [intrinsic.base64-line] Base64 is one line. Because: the guide speaks of MIME, which breaks lines, and none was seen. */
  ['States.Base64Encode', taking(1, 1, (given) => Buffer.from(given.limitedText(0), 'utf8').toString('base64'))],
  ['States.Base64Decode', taking(1, 1, base64Decode)],
  ['States.Hash', taking(2, 2, hash)],
  ['States.JsonMerge', taking(3, 3, jsonMerge)],
  ['States.StringToJson', taking(1, 1, stringToJson)],
  ['States.JsonToString', taking(0, Infinity, jsonToString)],
  ['States.MathRandom', taking(2, 3, mathRandom)],
  ['States.MathAdd', taking(2, 2, (given) => given.inRange(given.rounded(0) + given.rounded(1)))],
  ['States.StringSplit', taking(2, 2, stringSplit)],
  /** @recorded [intrinsic.uuid-arguments] States.UUID takes any arguments, and does not look at them. {recorded-answers} */
  ['States.UUID', taking(0, Infinity, (_given, chance) => chance.uuid())],
  ['States.Format', taking(1, Infinity, formatTemplate)],
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
  const size = given.truncated(1);
  if (size < 1) throw given.refused();
  const parts: Json[] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

/**
 * @reported [intrinsic.contains-texts] States.ArrayContains compares what Java writes of two values: `true` is found as `"true"`, and an
 *   object with its members in another order is not. {reported-answers}
 */
function arrayContains(given: IntrinsicArguments): Json {
  const wanted = javaText(given.value(1));
  return given.array(0).some((item) => javaText(item) === wanted);
}

function arrayRange(given: IntrinsicArguments): Json {
  const [first, last, step] = [given.truncated(0), given.truncated(1), given.truncated(2)];
  if (step === 0) throw given.refused();
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > LONGEST_RANGE) throw given.refused();
  return Array.from({ length }, (_, index) => first + index * step);
}

/** @reported [intrinsic.item-of-nothing] States.ArrayGetItem of an empty array is null, whatever the index. {reported-answers} */
function arrayGetItem(given: IntrinsicArguments): Json {
  const items = given.array(0);
  const index = given.truncated(1);
  if (items.length === 0) return null;
  const item = items[index];
  if (item === undefined) throw given.refused();
  return item;
}

function base64Decode(given: IntrinsicArguments): Json {
  const bytes = decodeMimeBase64(given.limitedText(0));
  if (bytes === undefined) throw given.refused();
  return bytes.toString('utf8');
}

/** @assumed [intrinsic.hash-of-json] The hash of what is no string is that of its JSON text. Because: the guide lets data be any JSON. */
function hash(given: IntrinsicArguments): Json {
  const data = typeof given.value(0) === 'string' ? given.limitedText(0) : stringifyJson(given.value(0));
  const algorithm = HASHES.get(given.text(1));
  if (algorithm === undefined) throw given.refused();
  return createHash(algorithm).update(data, 'utf8').digest('hex');
}

/**
 * Shallow: the second object wins.
 *
 * @recorded [intrinsic.merge-null] A null of the second object wins in States.JsonMerge, too. {recorded-answers}
 * @reported [intrinsic.merge-flag] A third argument of States.JsonMerge that is no boolean means a shallow merge. {reported-answers}
 */
function jsonMerge(given: IntrinsicArguments): Json {
  const [first, second] = [given.object(0), given.object(1)];
  if (given.value(2) === true) throw given.refused();
  const merged: Record<string, Json> = {};
  for (const name of javaMergeOrder(namesOf(first), namesOf(second))) {
    const winner = memberOf(second, name);
    setMember(merged, name, winner === undefined ? (memberOf(first, name) ?? null) : winner);
  }
  return merged;
}

/**
 * @recorded [intrinsic.blank-json] States.StringToJson makes null of blanks, and 0 of -0. {recorded-histories}
 * @assumed [intrinsic.parsed-numbers] It spells all numbers as Java does: 1.50 is 1.5. Because: 0 of -0 is what Java reads, and the numbers of
 *   a Pass Result were recorded like this.
 */
function stringToJson(given: IntrinsicArguments): Json {
  const text = given.text(0);
  if (text.trim() === '') return null;
  try {
    return javaSpelled(parseJson(text));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new IntrinsicArgumentError(
      `Cannot convert String to Json in States.StringToJson, caused by: ${error.withPlaces()}`,
    );
  }
}

/** @recorded [intrinsic.json-to-string-arity] States.JsonToString of several values has a text of its own. {recorded-answers} */
function jsonToString(given: IntrinsicArguments): Json {
  if (given.values.length !== 1) throw given.refused(': only a single argument is allowed.');
  return stringifyJson(given.value(0));
}

/**
 * @documented [intrinsic.random-bounds] A random number is at least the start and less than the end. {intrinsic-functions}
 * @recorded [intrinsic.seeded-random] States.MathRandom with a seed is `start + new java.util.Random(seed).nextInt(end - start)`.
 *   {recorded-answers}
 */
function mathRandom(given: IntrinsicArguments, chance: Chance): Json {
  const [start, end] = [given.truncated(0), given.truncated(1)];
  if (end <= start) throw given.refused();
  const bound = given.inRange(end - start);
  if (given.values.length > 2) return start + new JavaRandom(BigInt(given.truncated(2))).nextInt(bound);
  return start + Math.floor(chance.random() * bound);
}

/** @recorded [intrinsic.split-separators] Every character of the second argument of States.StringSplit separates, and empty parts are left out. {recorded-histories} */
function stringSplit(given: IntrinsicArguments): Json {
  const separators = new Set(given.text(1));
  const parts: string[] = [''];
  for (const character of given.text(0)) {
    if (separators.has(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.filter((part) => part !== '');
}
