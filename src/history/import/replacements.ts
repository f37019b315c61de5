import type { FakerLike } from '../../factories/fakerPayloads';
import { createIdSource } from '../../model/idSource';
import { seedOf } from '../../factories/payloads';

/** What stands in for the values of an incident. The same value is always replaced by the same one. */
export interface Replacements {
  /** A name in an ARN, by the kind of resource: `function-1`. */
  name(kind: string, value: string): string;
  /** A text of a payload. `member` is the name that it has there. */
  text(value: string, member: string): string;
  number(value: number): number;
  /** A sentence in a cause. */
  sentence(value: string): string;
}

/** Draws from faker, after a seed of its own for each value. */
export type Draw = <Value>(topic: string, drawn: (faker: FakerLike) => Value) => Value;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const INSTANT = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/;

export function replacementsWith(draw: Draw | undefined, randomSeed: number): Replacements {
  const counted = new Map<string, Map<string, string>>();
  const count = (kind: string, value: string): string => {
    const known = counted.get(kind) ?? new Map<string, string>();
    counted.set(kind, known);
    const replaced = known.get(value) ?? `${kind}-${known.size + 1}`;
    known.set(value, replaced);
    return replaced;
  };
  const chance = (value: string) => createIdSource(seedOf(`${randomSeed} ${value}`));
  return {
    name: count,
    text(value, member) {
      if (value === '' || INSTANT.test(value)) return value;
      if (UUID.test(value)) return chance(value).uuid();
      if (/^\d+$/.test(value)) return digitsLike(value, chance(value).random());
      if (draw === undefined) return /@/.test(value) ? `${count('person', value)}@example.com` : count('text', value);
      return draw(value, (faker) => drawnText(value, member, faker));
    },
    number: (value) => numberLike(value, chance(String(value)).random()),
    sentence: (value) => (draw === undefined ? count('cause', value) : draw(value, (faker) => faker.hacker.phrase())),
  };
}

function drawnText(value: string, member: string, faker: FakerLike): string {
  if (value.includes('@')) return faker.internet.email();
  if (/name$/i.test(member)) return faker.person.fullName();
  return faker.lorem.words(value.trim().split(/\s+/).length);
}

function digitsLike(value: string, random: number): string {
  return String(Math.floor(random * 9 * 10 ** (value.length - 1)) + 10 ** (value.length - 1)).slice(0, value.length);
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
