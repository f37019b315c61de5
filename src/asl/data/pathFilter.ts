import { deepEqualJson, isJsonArray, isJsonObject, numberOf, stringifyJson, type Json } from '../../model/json';
import { charge } from './pathMeter';
import type { CompiledPath, FilterOperand, FilterTest } from './pathTypes';

/** What a filter looks at. */
export interface FilterPlace {
  /** `@` */
  readonly current: Json;
  /** `$` */
  readonly root: Json;
  /** Follows a path; `undefined` where it leads nowhere. */
  readonly follow: (path: CompiledPath, from: Json) => Json | undefined;
}

type Side = Json | RegExp | undefined;
type Comparison = (left: Side, right: Side) => boolean;

/** Whether the place meets the condition. */
export function passesFilter(test: FilterTest, place: FilterPlace): boolean {
  switch (test.kind) {
    case 'or':
      return test.tests.some((part) => passesFilter(part, place));
    case 'and':
      return test.tests.every((part) => passesFilter(part, place));
    case 'not':
      return !passesFilter(test.test, place);
    case 'exists':
      return sideOf(test.operand, place) !== undefined;
    case 'compare': {
      const compare = COMPARISONS.get(test.operator);
      return compare !== undefined && compare(sideOf(test.left, place), sideOf(test.right, place));
    }
  }
}

function sideOf(operand: FilterOperand, place: FilterPlace): Side {
  if (operand.kind === 'literal') return operand.value;
  if (operand.kind === 'pattern') return operand.pattern;
  return place.follow(operand.path, operand.fromRoot ? place.root : place.current);
}

const isJson = (side: Side): side is Json => side !== undefined && !(side instanceof RegExp);

/**
 * `1` and `"1"` are equal: the number is compared with what the string says, as Jayway's nodes do.
 *
 * @reported [path.both-missing] Two members that are both missing are not equal in a filter. {measured-jsonpath}
 */
const equal: Comparison = (left, right) => {
  if (!isJson(left) || !isJson(right)) return false;
  const number = numberOf(left);
  if (number !== undefined && typeof right === 'string') return right.trim() !== '' && number === Number(right);
  if (typeof left === 'string' && numberOf(right) !== undefined) return left === stringifyJson(right);
  return deepEqualJson(left, right);
};

/** Only numbers and numbers, strings and strings, can be put in order. */
const ordered =
  (accept: (order: number) => boolean): Comparison =>
  (left, right) => {
    const [a, b] = [numberOf(left), numberOf(right)];
    if (a !== undefined && b !== undefined) return accept(a - b);
    if (typeof left !== 'string' || typeof right !== 'string') return false;
    return accept(left < right ? -1 : left > right ? 1 : 0);
  };

const matches: Comparison = (left, right) => {
  if (left instanceof RegExp) return matches(right, left);
  if (!(right instanceof RegExp)) return false;
  if (isJson(left) && isJsonArray(left)) return left.some((item) => matches(item, right));
  return typeof left === 'string' && right.test(left);
};

/** Values that are compared in the time that it takes to look at one place. */
const COMPARED_PER_PLACE = 4;

const isIn: Comparison = (left, right) => {
  if (!isJson(right) || !isJsonArray(right) || !isJson(left)) return false;
  charge(right.length / COMPARED_PER_PLACE);
  return right.some((item) => equal(item, left));
};

/** Relates two arrays; everything else is never related. */
const arrays =
  (relate: (left: readonly Json[], right: readonly Json[]) => boolean): Comparison =>
  (left, right) =>
    isJson(left) && isJson(right) && isJsonArray(left) && isJsonArray(right) && relate(left, right);

const contains: Comparison = (left, right) => {
  if (typeof left === 'string') return typeof right === 'string' && left.includes(right);
  return isIn(right, left);
};

const sizeOf = (side: Side): number | undefined => {
  if (typeof side === 'string') return side.length;
  if (!isJson(side)) return undefined;
  if (isJsonArray(side)) return side.length;
  return isJsonObject(side) ? Object.keys(side).length : undefined;
};

const typeOf = (side: Side): string => {
  if (side === null) return 'null';
  if (!isJson(side)) return 'undefined';
  if (numberOf(side) !== undefined) return 'number';
  if (isJsonArray(side)) return 'array';
  return isJsonObject(side) ? 'object' : typeof side;
};

const COMPARISONS = new Map<string, Comparison>([
  ['==', equal],
  ['!=', (left, right) => !equal(left, right)],
  ['===', (left, right) => typeOf(left) === typeOf(right) && equal(left, right)],
  ['!==', (left, right) => typeOf(left) !== typeOf(right) || !equal(left, right)],
  ['<', ordered((order) => order < 0)],
  ['<=', ordered((order) => order <= 0)],
  ['>', ordered((order) => order > 0)],
  ['>=', ordered((order) => order >= 0)],
  ['=~', matches],
  ['in', isIn],
  ['nin', (left, right) => !isIn(left, right)],
  ['subsetof', arrays((left, right) => left.every((item) => isIn(item, right)))],
  ['anyof', arrays((left, right) => left.some((item) => isIn(item, right)))],
  ['noneof', arrays((left, right) => !left.some((item) => isIn(item, right)))],
  ['all', arrays((left, right) => right.every((item) => isIn(item, left)))],
  ['contains', contains],
  ['size', (left, right) => sizeOf(left) !== undefined && sizeOf(left) === numberOf(right)],
  ['empty', (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right],
  ['type', (left, right) => typeOf(left) === right],
]);
