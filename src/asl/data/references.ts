import { isJsonArray, isJsonObject, mapMembers, memberOf, setMember, stringifyJson, type Json } from '../../model/json';
import { compilePath } from './pathSyntax';
import { EvaluationError } from './scope';

/**
 * Puts a result into the input, as ResultPath says: nothing or `$` replaces the input, `null` discards the result,
 * a reference path writes there. New members stand at the end, missing parents are made.
 *
 * @returns a new value; what was handed in stays as it is.
 * @throws {EvaluationError} `States.ResultPathMatchFailure` where the input has no such place.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html
 * @example
 * writeReference('$.charge', { id: 1 }, { paid: true }); // { id: 1, charge: { paid: true } }
 */
export function writeReference(path: string | null | undefined, target: Json, value: Json): Json {
  if (path === null) return target;
  const keys = keysOf(path ?? '$');
  const written = keys === undefined ? undefined : write(keys, target, value);
  if (written !== undefined) return written;
  /**
   * @documented [result-path.failure] A ResultPath that cannot be applied fails with States.ResultPathMatchFailure. {error-handling}
   * @assumed [result-path.failure-text] It fails with this text. Because: the text is not documented.
   */
  throw new EvaluationError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${path ?? '$'} to input ${stringifyJson(target)}`,
  );
}

function keysOf(path: string): (string | number)[] | undefined {
  const keys: (string | number)[] = [];
  for (const step of compilePath(path.trimEnd()).steps) {
    const key = step.kind === 'names' ? step.names[0] : step.kind === 'indexes' ? step.indexes[0] : undefined;
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

/** `undefined`: the target has no such place. */
function write(keys: readonly (string | number)[], target: Json | undefined, value: Json): Json | undefined {
  const [key, ...further] = keys;
  if (key === undefined) return value;
  if (typeof key === 'number') return writeItem(key, further, target, value);
  if (target !== undefined && !isJsonObject(target)) return undefined;
  const written = write(further, target && memberOf(target, key), value);
  if (written === undefined) return undefined;
  const copy: Record<string, Json> = mapMembers(target ?? {}, (member) => member);
  setMember(copy, key, written);
  return copy;
}

/**
 * @assumed [result-path.index] An index in a ResultPath writes over an item that is there; arrays do not grow and are not made. Because:
 *   the language says nothing of it.
 */
function writeItem(
  index: number,
  further: readonly (string | number)[],
  target: Json | undefined,
  value: Json,
): Json | undefined {
  if (!isJsonArray(target) || index < 0 || index >= target.length) return undefined;
  const written = write(further, target[index], value);
  return written === undefined ? undefined : target.with(index, written);
}
