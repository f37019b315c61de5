import { JsonSyntaxError, parseJson, toPlainJson, type Json } from '../../model/json';
import { fieldLimit } from '../../rules/fieldLimits';
import { JsonataLimitExceeded, refuseLongRange } from './jsonataMeter';
import { JavaRandom } from './javaValues';
import { functionValue, type JsonataFocus, type JsonataFunction, type JsonataFunctionValue } from './jsonataLibrary';
import type { Chance } from './scope';

/** The dice and the clock of the evaluation that is under way: evaluations are synchronous and never nest. */
let chance: Chance | undefined;

/** Runs an evaluation with these dice. */
export function withChance<T>(given: Chance, evaluate: () => T): T {
  chance = given;
  try {
    return evaluate();
  } finally {
    chance = undefined;
  }
}

function currentChance(): Chance {
  if (chance === undefined) throw new Error('a JSONata function was called outside of an evaluation');
  return chance;
}

/** What AWS answers with a text that names no reason. */
export class JsonataInternalError extends Error {}

/** An error with the code that `$error` gives. */
function dynamicError(message: string): Error {
  return Object.assign(new Error(message), { code: 'D3137' });
}

/** @reported [jsonata.round-to-zero] $range and $partition round towards zero: `$range(-1.7, 2, 1)` begins at -1. {reported-jsonata} */
const whole = (value: number): number => Math.trunc(value) + 0;

/** @reported [jsonata.partition-array] $partition of what is no array fails, and does not make an array of it. {reported-answers} */
function partition(array: unknown, size: number | undefined): unknown[][] | undefined {
  if (array === undefined) return undefined;
  if (!Array.isArray(array)) throw Object.assign(new Error(), { code: 'T0410', index: 1, token: 'partition' });
  const chunk = size === undefined ? array.length : whole(size);
  if (chunk < 0) throw dynamicError('Second argument must be zero or greater');
  if (chunk === 0 || array.length === 0) return undefined;
  const chunks: unknown[][] = [];
  for (let start = 0; start < array.length; start += chunk) chunks.push(array.slice(start, start + chunk));
  return chunks;
}

/** A JSONata sequence: one element stands for itself, none for nothing. */
function range(first: number | undefined, last: number | undefined, by: number | undefined): number[] | undefined {
  if (first === undefined || last === undefined || by === undefined) return undefined;
  const [start, end, step] = [whole(first), whole(last), whole(by)];
  if (step === 0 || (end - start) * step < 0) return undefined;
  const length = Math.floor((end - start) / step) + 1;
  refuseLongRange(length);
  const values = Array.from({ length }, (_, index) => start + index * step);
  return Object.defineProperty(values, 'sequence', { value: true, enumerable: false });
}

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** @recorded [jsonata.hash-algorithms] $hash knows five algorithms, in capitals; another one is D3137 with the list of them. {recorded-answers} */
function hash(text: string | undefined, algorithm: string | undefined): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  const name = Object.hasOwn(HASHES, algorithm) ? HASHES[algorithm] : undefined;
  if (name === undefined) {
    throw dynamicError(`Hash algorithm '${algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5`);
  }
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return createHash(name).update(text, 'utf8').digest('hex');
}

/**
 * `java.util.Random(seed).nextDouble()`.
 *
 * @reported [jsonata.seeded-random] $random with a seed is Java's: `$random(42)` is so to the last bit. {reported-jsonata}
 */
function seededRandom(seed: number): number {
  return new JavaRandom(BigInt(whole(seed))).nextDouble();
}

/** @reported [jsonata.parse-invalid] $parse of what is no JSON is D3137, and its text begins with `Invalid JSON`. {reported-jsonata} */
function parse(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return toPlainJson(parseJson(text));
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw dynamicError('Invalid JSON');
    throw error;
  }
}

function shuffle(array: unknown[] | undefined): unknown[] | undefined {
  if (array === undefined || array.length <= 1) return array;
  const shuffled = [...array];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(currentChance().random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

/**
 * @reported [jsonata.base64decode-invalid] $base64decode of what is no Base64 is an internal error, which has a UUID for its text. {reported-jsonata}
 * @assumed [jsonata.base64decode-taken] What browsers' `atob` takes is Base64. Because: only `!!!` is reported to be refused.
 */
function base64decode(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const packed = text.replace(/[\t\n\f\r ]/g, '');
  const padded = packed.length % 4 === 0;
  const digits = padded ? packed.replace(/={1,2}$/, '') : packed;
  if (digits.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(digits)) throw new JsonataInternalError('no Base64');
  return Buffer.from(digits, 'base64').toString('latin1');
}

/** The greatest or the least, of however many numbers: the library hands each over as an argument. */
function extreme(better: (one: number, other: number) => boolean): (numbers?: number[]) => number | undefined {
  return function (numbers?: number[]) {
    if (numbers === undefined || numbers.length === 0) return undefined;
    return numbers.reduce((best, number) => (better(number, best) ? number : best));
  };
}

/**
 * The library reads the length of what it does not find.
 *
 * @reported [jsonata.picture-without-digits] $formatNumber of a picture without a digit or separator is D3086. {reported-jsonata}
 */
function refusePictureWithoutDigits(picture: string, options: Record<string, unknown> = {}): void {
  const { 'zero-digit': zero = '0', 'pattern-separator': separator = ';', digit = '#' } = options as PictureSigns;
  const { 'decimal-separator': point = '.', 'grouping-separator': group = ',' } = options as PictureSigns;
  const digits = Array.from({ length: 10 }, (_, value) => String.fromCharCode(zero.charCodeAt(0) + value));
  const active = new Set([...digits, point, group, digit, separator]);
  const parts = separator === '' ? [...picture] : picture.split(separator);
  if (parts.some((part) => ![...part].some((sign) => active.has(sign))))
    throw Object.assign(new Error(), { code: 'D3086' });
}

type PictureSigns = Partial<
  Record<'decimal-separator' | 'digit' | 'grouping-separator' | 'pattern-separator' | 'zero-digit', string>
>;

type Added = Record<string, readonly [JsonataFunction, string]>;

// Functions are `function` expressions with the parameters that JSONata shall see: the library counts them for
// higher-order functions and reads their names for partial application.

/** AWS's additional functions. */
const ADDITIONAL_FUNCTIONS: Added = {
  partition: [partition, '<xn?:a>'],
  range: [range, '<nnn?:a>'],
  hash: [hash, '<ss?:s>'],
  parse: [parse, '<s?:x>'],
  uuid: [
    function () {
      return currentChance().uuid();
    },
    '<:s>',
  ],
  random: [
    function (seed?: number) {
      return seed === undefined ? currentChance().random() : seededRandom(seed);
    },
    '<n?:n>',
  ],
};

/** Functions of JSONata that would read the clock, throw dice, or answer otherwise than AWS. */
function replacedFunctions(): Added {
  const { implementation: pad } = functionValue('pad');
  const { implementation: fromMillis } = functionValue('fromMillis');
  const { implementation: toMillis } = functionValue('toMillis');
  const { implementation: formatNumber } = functionValue('formatNumber');
  return {
    shuffle: [shuffle, '<a:a>'],
    max: [extreme((one, other) => one > other), '<a<n>:n>'],
    min: [extreme((one, other) => one < other), '<a<n>:n>'],
    base64decode: [base64decode, '<s-:s>'],
    // The library asks for a `window` first, which a test environment may have.
    base64encode: [
      function (text?: string) {
        return text === undefined ? undefined : Buffer.from(text, 'latin1').toString('base64');
      },
      '<s-:s>',
    ],
    millis: [
      function () {
        return currentChance().now();
      },
      '<:n>',
    ],
    now: [
      function (this: JsonataFocus, picture?: string, timezone?: string) {
        return fromMillis.call(this, currentChance().now(), picture, timezone);
      },
      '<s?s?:s>',
    ],
    // A time without a date means today, which the library would read from the clock of the machine.
    toMillis: [
      function (timestamp?: string, picture?: string) {
        const today = { environment: { timestamp: new Date(currentChance().now()) } };
        return toMillis.call(today, timestamp, picture);
      },
      '<s-s?:n>',
    ],
    formatNumber: [
      function (this: JsonataFocus, value?: number, picture = '', options?: Record<string, unknown>) {
        if (value !== undefined) refusePictureWithoutDigits(picture, options);
        return formatNumber.call(this, value, picture, options);
      },
      '<n-so?:s>',
    ],
    pad: [
      function (this: JsonataFocus, text?: string, width?: number, filling?: string) {
        const added = Math.abs(width ?? 0) - (text?.length ?? 0);
        if (added > fieldLimit('jsonataPadding')) throw JsonataLimitExceeded.memory();
        return pad.call(this, text, width, filling);
      },
      '<s-ns?:s>',
    ],
  };
}

let functions: Record<string, JsonataFunctionValue | undefined> | undefined;

/**
 * What every expression knows beyond JSONata: AWS's additional functions, and those of JSONata that would read the
 * clock or throw dice by themselves. `$eval` is unknown, as on AWS: calling it is T1006.
 */
export function stepFunctionsLibrary(): Readonly<Record<string, JsonataFunctionValue | undefined>> {
  if (functions === undefined) {
    functions = { eval: undefined };
    const added = { ...ADDITIONAL_FUNCTIONS, ...replacedFunctions() };
    for (const [name, definition] of Object.entries(added)) functions[name] = functionValue(name, definition);
  }
  return functions;
}

/** Whether `$name` is a function that every expression knows. */
export function isBuiltIn(name: string): boolean {
  return Object.hasOwn(stepFunctionsLibrary(), name) || (functionValue(name) as unknown) !== undefined;
}
