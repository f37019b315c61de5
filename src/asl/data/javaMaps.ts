import { isJsonArray, isJsonObject, membersOf, stringifyJson, type Json } from '../../model/json';

/**
 * Keys in the order in which a `java.util.HashMap` goes through them.
 *
 * @recorded [template.map-order] AWS evaluates payload templates and States.JsonMerge into such maps, and their order shows in outputs.
 *   {recorded-histories}
 * @example
 * javaHashOrder(['StateMachineArn', 'Input', 'Name']); // ['Input', 'StateMachineArn', 'Name']
 */
export function javaHashOrder(keys: readonly string[]): string[] {
  const distinct = [...new Set(keys)];
  let capacity = 16;
  while (distinct.length > capacity * 0.75) capacity *= 2;
  const bucketOf = (key: string): number => spreadHash(key) & (capacity - 1);
  // Within a bucket the order of insertion holds, and the sort is stable.
  return distinct
    .map((key) => ({ key, bucket: bucketOf(key) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ key }) => key);
}

/** `String.hashCode`, its high half folded into the low one as HashMap does. */
function spreadHash(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at++) hash = (Math.imul(31, hash) + key.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 16);
}

/** A value as Java's `toString` writes it: `{Arg1=1, Arg2=[]}`, strings without quotes (recorded for States.Format). */
export function javaText(value: Json): string {
  if (typeof value === 'string') return value;
  if (isJsonArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (!isJsonObject(value)) return stringifyJson(value);
  return `{${membersOf(value)
    .map(([name, member]) => `${name}=${javaText(member)}`)
    .join(', ')}}`;
}
