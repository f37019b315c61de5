import type { FakerLike } from '../model/faker';
import { createIdSource } from '../model/idSource';
import { hashOf } from '../model/hash';

/** What stands in for the values of an incident. The same value is always replaced by the same one. */
export interface Replacements {
  /** A name in an ARN, by the kind of resource: `function-1`. */
  name(kind: string, value: string): string;
  /** A text of a payload. `member` is the name that it has there. */
  text(value: string, member: string): string;
  number(value: number): number;
  /** The digits of a number whose spelling has to stay. */
  digits(lexeme: string): string;
  /** A sentence in a cause. */
  sentence(value: string): string;
}

/** Draws from faker, after a seed of its own for each value. */
export type Draw = <Value>(topic: string, drawn: (faker: FakerLike) => Value) => Value;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const INSTANT = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;

export function replacementsWith(draw: Draw | undefined, randomSeed: number): Replacements {
  const counts = new Map<string, Map<string, string>>();
  const count = (kind: string, value: string): string => {
    const known = counts.get(kind) ?? new Map<string, string>();
    counts.set(kind, known);
    const replaced = known.get(value) ?? `${kind}-${known.size + 1}`;
    known.set(value, replaced);
    return replaced;
  };
  // A cause may come from a payload, or go into one.
  const sentences = new Map<string, string>();
  const once = (value: string, replaced: () => string): string => {
    const known = sentences.get(value) ?? replaced();
    sentences.set(value, known);
    return known;
  };
  const numbered = (value: string) =>
    value.includes('@') ? `${count('person', value)}@example.com` : count('text', value);
  const chance = (value: string) => createIdSource(hashOf(`${randomSeed} ${value}`));
  return {
    name: count,
    text(value, member) {
      if (value === '' || INSTANT.test(value)) return value;
      if (UUID.test(value)) return chance(value).uuid();
      if (/^\d+$/.test(value)) return digitsLike(value, chance(value).random());
      return once(value, () =>
        asLong(value, draw === undefined ? numbered(value) : draw(value, (faker) => drawnText(value, member, faker))),
      );
    },
    digits: (lexeme) => digitsOf(lexeme, chance(lexeme)),
    number: (value) => numberLike(value, chance(String(value)).random()),
    sentence: (value) =>
      once(value, () => (draw === undefined ? count('cause', value) : draw(value, (faker) => faker.hacker.phrase()))),
  };
}

/** What was too long for AWS is too long again. */
function asLong(value: string, replaced: string): string {
  return value.length < LONG ? replaced : replaced.padEnd(value.length, '.');
}

/** Texts of as many characters are there for their length. */
const LONG = 10_000;

function drawnText(value: string, member: string, faker: FakerLike): string {
  if (value.includes('@')) return faker.internet.email();
  if (/name$/i.test(member)) return faker.person.fullName();
  return faker.lorem.words(value.trim().split(/\s+/).length);
}

function digitsLike(value: string, random: number): string {
  return String(Math.floor(random * 9 * 10 ** (value.length - 1)) + 10 ** (value.length - 1)).slice(0, value.length);
}

/** Other digits, and the same signs between them; of `0.0` and `2.0` nothing is told. */
function digitsOf(lexeme: string, { random }: { random(): number }): string {
  const value = Number(lexeme);
  if (Number.isInteger(value) && Math.abs(value) < SMALL) return lexeme;
  const [mantissa = '', ...exponent] = lexeme.split(/(?=e)/i);
  const other = mantissa.replace(/[1-9]/g, () => String(1 + Math.floor(random() * 9)));
  return [other, ...exponent].join('');
}

/** As many digits, as many decimals, the same sign. Small whole numbers count things, and stay. */
function numberLike(value: number, random: number): number {
  if (Number.isInteger(value) && Math.abs(value) < SMALL) return value;
  const [whole = '', decimals = ''] = String(Math.abs(value)).split('.');
  if (whole.includes('e')) return value;
  const digits = Math.floor(random * 10 ** (whole.length + decimals.length));
  return Math.sign(value) * (digits / 10 ** decimals.length);
}

/** Numbers below are kept: counts, indexes, flags. */
const SMALL = 10;
