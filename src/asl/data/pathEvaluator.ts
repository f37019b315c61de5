import { isJsonArray, isJsonObject, memberOf, membersOf, setMember, stringifyJson, type Json } from '../../model/json';
import { passesFilter } from './pathFilter';
import { PATH_FUNCTIONS } from './pathFunctions';
import { charge, withinPathLimits } from './pathMeter';
import type { CompiledPath, PathStep } from './pathTypes';

/** Where a path led to: a value, or nowhere with Jayway's account of it, which a Choice that asks for presence never reads. */
export type PathResult =
  { readonly found: true; readonly value: Json } | { readonly found: false; readonly message: () => string };

/** Follows a path through a document. */
export function evaluatePath(path: CompiledPath, root: Json): PathResult {
  if (path.definite) return followDefinite(path.steps, root, root);
  return withinPathLimits(() => followIndefinite(path, root));
}

function followIndefinite({ steps }: CompiledPath, root: Json): PathResult {
  const last = steps.at(-1);
  // Behind a deep scan a function takes all that was found together; else it takes each value by itself.
  if (last?.kind === 'function' && steps.some(({ kind }) => kind === 'descend')) {
    const found = collectAll(steps.slice(0, -1), [root], root);
    return { found: true, value: PATH_FUNCTIONS.get(last.name)?.(found) ?? null };
  }
  /**
   * @recorded [path.indefinite] Nowhere to go is an empty array for an indefinite path, even where a definite parent is missing.
   *   {recorded-histories}
   */
  return { found: true, value: collectAll(steps, [root], root) };
}

function followDefinite(steps: readonly PathStep[], start: Json, root: Json): PathResult {
  let current = start;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index]!;
    const here = current;
    if (isUnfit(step, here)) return { found: false, message: () => unfit(step, here, textOf(steps.slice(0, index))) };
    const value = takeStep(step, here, root)[0];
    if (value === undefined) return { found: false, message: () => missing(steps, index) };
    current = value;
  }
  return { found: true, value: current };
}

const textOf = (steps: readonly PathStep[]): string => `$${steps.map(fragmentOf).join('')}`;

/**
 * An index that is out of range is missed like a member at the end of the path.
 *
 * @recorded [path.missing] A path that leads nowhere is refused with one of these two texts. {recorded-histories}
 */
function missing(steps: readonly PathStep[], index: number): string {
  if (steps[index]?.kind === 'names' && index < steps.length - 1) {
    return `Missing property in path ${textOf(steps.slice(0, index + 1))}`;
  }
  return `No results for path: ${textOf(steps)}`;
}

const isUnfit = (step: PathStep, value: Json): boolean =>
  (step.kind === 'names' && !isJsonObject(value)) || (step.kind === 'indexes' && !isJsonArray(value));

/**
 * @assumed [path.unfit] A path through a value of another kind is refused with Jayway's own texts, and the class names that its Jackson
 *   provider has. Because: the texts of missing paths are Jayway's.
 */
function unfit(step: PathStep, value: Json, path: string): string {
  if (step.kind === 'names') {
    return `Expected to find an object with property ${fragmentOf(step)} in path ${path} but found '${javaClassOf(value)}'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.`;
  }
  if (value === null) return `The path ${path} is null`;
  return `Filter: ${fragmentOf(step)} can only be applied to arrays. Current context is: ${stringifyJson(value)}`;
}

function javaClassOf(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  if (isJsonArray(value)) return 'java.util.ArrayList';
  return /^-?\d+$/.test(stringifyJson(value)) ? 'java.lang.Integer' : 'java.lang.Double';
}

function fragmentOf(step: PathStep): string {
  if (step.kind === 'names') return `[${step.names.map((name) => `'${name}'`).join(',')}]`;
  if (step.kind === 'indexes') return `[${step.indexes.join(',')}]`;
  return step.kind === 'function' ? `.${step.name}()` : '';
}

function collectAll(steps: readonly PathStep[], starts: readonly Json[], root: Json): Json[] {
  let here = [...starts];
  for (const [index, step] of steps.entries()) {
    charge(here.length);
    if (step.kind === 'names' && step.names.length > 1 && index < steps.length - 1) {
      here = here.flatMap((place) => step.names.flatMap((name) => takeMember(place, name)));
    } else if (step.kind === 'filter' && steps[index - 1]?.kind === 'descend') {
      // The deep scan visits the items of arrays by themselves.
      here = here.flatMap((place) => (isJsonArray(place) ? [] : takeStep(step, place, root)));
    } else {
      here = here.flatMap((place) => takeStep(step, place, root));
    }
  }
  return here;
}

/** The values that a step leads to from a value. */
function takeStep(step: PathStep, value: Json, root: Json): Json[] {
  switch (step.kind) {
    case 'names':
      return takeNames(step.names, value);
    case 'indexes':
      return isJsonArray(value) ? step.indexes.flatMap((index) => atIndex(value, index)) : [];
    case 'slice':
      return isJsonArray(value) ? sliceOf(value, step.from, step.to) : [];
    case 'wildcard':
      return childrenOf(value);
    case 'descend':
      return descend(value);
    case 'function':
      return [PATH_FUNCTIONS.get(step.name)?.(value) ?? null];
    case 'filter':
      return filtered(step, isJsonArray(value) ? value : [value], root);
  }
}

/**
 * @reported [path.slices] A slice with both ends goes from the one index to the other, each of which counts from the end where it is
 *   negative. {measured-jsonpath}
 */
function sliceOf(array: readonly Json[], from: number | undefined, to: number | undefined): Json[] {
  if (from === undefined || to === undefined) return array.slice(from, to);
  const end = Math.min(to, array.length);
  const items: Json[] = [];
  // Indexes below the first item are none, wherever the slice begins.
  for (let index = Math.max(from, -array.length); index < end; index += 1) items.push(...atIndex(array, index));
  return items;
}

function takeNames(names: readonly string[], value: Json): Json[] {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return takeMember(value, only);
  if (!isJsonObject(value)) return [];
  const taken: Record<string, Json> = {};
  for (const name of names) for (const member of takeMember(value, name)) setMember(taken, name, member);
  return [taken];
}

function takeMember(value: Json, name: string): Json[] {
  const member = isJsonObject(value) ? memberOf(value, name) : undefined;
  return member === undefined ? [] : [member];
}

function atIndex(array: readonly Json[], index: number): Json[] {
  const item = array.at(index);
  return item === undefined ? [] : [item];
}

function childrenOf(value: Json): Json[] {
  if (isJsonArray(value)) return [...value];
  return isJsonObject(value) ? membersOf(value).map(([, member]) => member) : [];
}

/** The value and all that lies below it, parents first; only what can be looked into. */
function descend(value: Json, found: Json[] = []): Json[] {
  if (!isJsonArray(value) && !isJsonObject(value)) return found;
  charge(1);
  found.push(value);
  for (const child of childrenOf(value)) descend(child, found);
  return found;
}

function filtered(step: PathStep & { kind: 'filter' }, items: readonly Json[], root: Json): Json[] {
  charge(items.length);
  return items.filter((item) => passes(step, item, root));
}

/** AWS's filters look at objects only: a scalar `@` is never matched (developer guide, on paths). */
function passes(step: PathStep & { kind: 'filter' }, item: Json, root: Json): boolean {
  if (!isJsonObject(item)) return false;
  const valueAt = (path: CompiledPath, from: Json): Json | undefined => {
    const result = path.definite ? followDefinite(path.steps, from, root) : undefined;
    if (result === undefined) return collectAll(path.steps, [from], root);
    return result.found ? result.value : undefined;
  };
  return passesFilter(step.test, { current: item, root, follow: valueAt });
}
