import type { Json } from '../../model/json';
import { javaHashCode, javaIdentity } from './javaValues';

/** The table of a new `java.util.HashMap`, and the share of it that may be full. */
const FIRST_CAPACITY = 16;
const LOAD = 0.75;

/** The capacity of a map that one key after the other is put into. */
function grown(capacity: number, size: number): number {
  let current = capacity;
  while (size > current * LOAD) current *= 2;
  return current;
}

/** `HashMap(Map)` and `HashSet(Collection)`: room for so many from the beginning. */
function roomFor(size: number): number {
  let capacity = 1;
  while (capacity < Math.trunc(size / LOAD + 1)) capacity *= 2;
  return capacity;
}

/** The high half of a hash folded into the low one, as HashMap does; within a bucket the order of insertion holds. */
function inBuckets<Key>(keys: readonly Key[], hashOf: (key: Key) => number, capacity: number): Key[] {
  const bucketOf = (key: Key): number => {
    const hash = hashOf(key);
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  return keys
    .map((key) => ({ key, bucket: bucketOf(key) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ key }) => key);
}

/**
 * Keys in the order in which a `java.util.HashMap` goes through them.
 *
 * @recorded [template.java-order] Fields with expressions come out in the order of a Java HashMap. {recorded-histories}
 * @example
 * javaHashOrder(['StateMachineArn', 'Input', 'Name']); // ['Input', 'StateMachineArn', 'Name']
 */
export function javaHashOrder(keys: readonly string[]): string[] {
  const distinct = [...new Set(keys)];
  return inBuckets(distinct, javaHashCode, grown(FIRST_CAPACITY, distinct.length));
}

/**
 * The keys of `new HashMap(first)` after `putAll(second)`.
 *
 * @recorded [intrinsic.merge-order] States.JsonMerge has the order of a HashMap that was made with room for the first object.
 *   {recorded-captures}
 */
export function javaMergeOrder(first: readonly string[], second: readonly string[]): string[] {
  const all = [...new Set([...first, ...second])];
  const room = first.length === 0 ? FIRST_CAPACITY : roomFor(first.length);
  // putAll makes room for all that comes, as if none of it was there.
  const expected = second.length > room * LOAD ? room * 2 : room;
  return inBuckets(all, javaHashCode, grown(expected, all.length));
}

/**
 * Items in the order of a `java.util.HashSet` that was made of them, each once.
 *
 * @reported [intrinsic.unique-order] States.ArrayUnique hands out the order of a Java HashSet: false stands before true. {reported-answers}
 */
export function javaDistinct(items: readonly Json[]): Json[] {
  const first = new Map<string, Json>();
  for (const item of items) {
    const identity = javaIdentity(item);
    if (!first.has(identity)) first.set(identity, item);
  }
  return inBuckets([...first.values()], javaHashCode, Math.max(FIRST_CAPACITY, roomFor(items.length)));
}
