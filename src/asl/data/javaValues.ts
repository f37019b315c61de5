import {
  JsonNumber,
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  mapParts,
  membersOf,
  stringifyJson,
  type Json,
} from '../../model/json';
import { javaDouble } from '../../model/javaDouble';

/** `Object.hashCode` of what Jackson makes of a JSON value: Integer, Long, Double, String, Boolean, List, Map, null. */
export function javaHashCode(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'string') return stringHash(value);
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  if (isJsonArray(value))
    return value.reduce<number>((hash, item) => (Math.imul(31, hash) + javaHashCode(item)) | 0, 1);
  if (isJsonObject(value)) {
    return membersOf(value).reduce((hash, [name, member]) => (hash + (stringHash(name) ^ javaHashCode(member))) | 0, 0);
  }
  return numberHash(stringifyJson(value));
}

/** `Boolean.hashCode`. */
const TRUE = 1231;
/** `Boolean.hashCode`, too. */
const FALSE = 1237;

function stringHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
  return hash;
}

function numberHash(lexeme: string): number {
  const bits = new DataView(new ArrayBuffer(8));
  if (/^-?\d+$/.test(lexeme)) {
    const whole = BigInt(lexeme);
    if (BigInt.asIntN(32, whole) === whole) return Number(whole);
    bits.setBigInt64(0, BigInt.asIntN(64, whole));
  } else {
    bits.setFloat64(0, Number(lexeme));
  }
  return bits.getInt32(0) ^ bits.getInt32(4);
}

/** What `equals` tells apart: `1` and `1.0` are an Integer and a Double. The order of members is none of it. */
export function javaIdentity(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(javaIdentity).join(',')}]`;
  if (isJsonObject(value)) {
    const members = membersOf(value).map(([name, member]) => `${JSON.stringify(name)}:${javaIdentity(member)}`);
    return `{${members.toSorted().join(',')}}`;
  }
  return isJsonNumber(value) && /[.eE]/.test(value.lexeme) ? `${value.valueOf()}d` : stringifyJson(value);
}

/** A value as Java's `toString` writes it: `{Arg1=1, Arg2=[]}`, strings without quotes. */
export function javaText(value: Json): string {
  if (typeof value === 'string') return value;
  if (isJsonArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (!isJsonObject(value)) return stringifyJson(value);
  return `{${membersOf(value)
    .map(([name, member]) => `${name}=${javaText(member)}`)
    .join(', ')}}`;
}

/**
 * A value with its numbers spelled as Java spells them: what has a fraction or an exponent is a Double, what has none an Integer. The very
 * same value where all are spelled so already; a number that no Double holds stays as it is.
 */
export function javaSpelled(value: Json): Json {
  return typeof value === 'number' || isJsonNumber(value) ? spelledNumber(value) : mapParts(value, javaSpelled);
}

function spelledNumber(number: number | JsonNumber): Json {
  const lexeme = stringifyJson(number);
  if (/^-?\d+$/.test(lexeme)) return lexeme === '-0' ? 0 : number;
  const double = Number(lexeme);
  const spelled = Number.isFinite(double) ? javaDouble(double) : lexeme;
  return spelled === lexeme ? number : new JsonNumber(spelled);
}

/** `java.util.Random`: 48 bits of state, the seed scrambled. */
export class JavaRandom {
  private static readonly MASK = (1n << 48n) - 1n;
  private state: bigint;

  constructor(seed: bigint) {
    this.state = (BigInt.asUintN(64, seed) ^ 0x5deece66dn) & JavaRandom.MASK;
  }

  private next(bits: bigint): bigint {
    this.state = (this.state * 0x5deece66dn + 0xbn) & JavaRandom.MASK;
    return BigInt.asIntN(32, this.state >> (48n - bits));
  }

  /** At least 0, less than the bound, which is positive and has 31 bits. */
  nextInt(bound: number): number {
    const limit = BigInt(bound);
    let bits = this.next(31n);
    if ((limit & -limit) === limit) return Number((limit * bits) >> 31n);
    // Numbers of the last, incomplete stretch would come too often.
    for (; BigInt.asIntN(32, bits - (bits % limit) + limit - 1n) < 0n; bits = this.next(31n));
    return Number(bits % limit);
  }

  /** At least 0, less than 1. */
  nextDouble(): number {
    const high = BigInt.asUintN(26, this.next(26n));
    const low = BigInt.asUintN(27, this.next(27n));
    return Number((high << 27n) + low) / 2 ** 53;
  }
}
