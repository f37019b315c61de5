import { JsonSyntaxError, parseJson, toPlainJson, type Json } from '../../model/json';
import { refuseLongRange, refuseLongString } from './jsonataGuard';
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

/** An error with the code that `$error` gives. */
function dynamicError(message: string): Error {
  return Object.assign(new Error(message), { code: 'D3137' });
}

// AWS rounds towards zero (reported: `$range(-1.7, 2, 1)` begins at -1); its documentation says "down".
const whole = (value: number): number => Math.trunc(value) + 0;

function partition(array: unknown[] | undefined, size: number | undefined): unknown[][] | undefined {
  if (array === undefined) return undefined;
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

function hash(text: string | undefined, algorithm: string | undefined): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  const name = Object.hasOwn(HASHES, algorithm) ? HASHES[algorithm] : undefined;
  // assumed: the text; that another name, 'md5' included, is D3137 is reported.
  if (name === undefined) throw dynamicError(`Hashing algorithm is not supported: ${algorithm}`);
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return createHash(name).update(text, 'utf8').digest('hex');
}

/** `java.util.Random(seed).nextDouble()`: reported to be what AWS answers, `$random(42)` to the last bit. */
function seededRandom(seed: number): number {
  const mask = (1n << 48n) - 1n;
  let state = (BigInt.asUintN(64, BigInt(whole(seed))) ^ 0x5deece66dn) & mask;
  const next = (bits: bigint): bigint => {
    state = (state * 0x5deece66dn + 0xbn) & mask;
    return state >> (48n - bits);
  };
  return Number((next(26n) << 27n) + next(27n)) / 2 ** 53;
}

function parse(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return toPlainJson(parseJson(text));
  } catch (error) {
    // assumed: the text; code and beginning are reported.
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

type Added = Record<string, readonly [JsonataFunction, string]>;

// Functions are `function` expressions with the parameters that JSONata shall see: the library counts them for
// higher-order functions and reads their names for partial application.

/** AWS's additional functions. */
const ADDITIONAL_FUNCTIONS: Added = {
  partition: [partition, '<an?:a>'],
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

/** Functions of JSONata that would read the clock, throw dice, take all memory or lag behind 2.0.6. */
function replacedFunctions(): Added {
  const { implementation: number } = functionValue('number');
  const { implementation: pad } = functionValue('pad');
  const { implementation: fromMillis } = functionValue('fromMillis');
  const { implementation: toMillis } = functionValue('toMillis');
  return {
    shuffle: [shuffle, '<a:a>'],
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
    number: [
      function (this: JsonataFocus, value?: unknown) {
        const spelled = typeof value === 'string' && /^0([xX][0-9A-Fa-f]+|[oO][0-7]+|[bB][01]+)$/.test(value);
        return spelled ? Number(value) : number.call(this, value);
      },
      '<(nsb)-:n>',
    ],
    pad: [
      function (this: JsonataFocus, text?: string, width?: number, filling?: string) {
        refuseLongString(Math.abs(width ?? 0));
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
