import { Payload, type Json } from '../../model/json';
import { completeContainer, startIteration } from '../engine/containers';
import { scopeOf } from '../engine/context';
import { effectiveInput } from '../data/dataFlow';
import { itemInput, mapItems } from '../data/mapItems';
import { maxConcurrency } from '../data/numbers';
import { isDistributed } from '../definition/definition';
import { appendStem } from '../engine/emit';
import type { ContainerItem } from '../engine/run';
import type { Step } from '../engine/step';
import { executeDistributedMap } from './distributedMap';

/** Starts as many iterations as may run at once; on a retry they start over. */
export function executeMap(step: Step): void {
  const { frame } = step;
  if (isDistributed(frame.state)) return executeDistributedMap(step);
  if (frame.container?.remaining === 0) return completeContainer(step, frame.container);
  const found = itemsOf(step);
  /** @recorded [map.selector-after-start] MapStateStarted comes before the ItemSelector is evaluated, also where it fails. {recorded-captures} */
  const startedId = appendStem(step, 'MapStateStarted', { length: found.values.length });
  const { items, concurrency } = iterationsOf(step, found);
  frame.container = { items, startedId, concurrency, children: [], remaining: items.length, completedStem: 0 };
  if (items.length === 0) return completeContainer(step, frame.container);
  for (let started = 0; started < concurrency; started += 1) startIteration(step, startedId);
}

/** The items of an inline Map, and how many of its iterations run at once. */
export function planIterations(step: Step): Iterations {
  return iterationsOf(step, itemsOf(step));
}

interface Iterations {
  readonly items: readonly ContainerItem[];
  readonly concurrency: number;
}

interface FoundItems {
  readonly values: readonly Json[];
  /** Effective input of the state. */
  readonly selected: Json;
  readonly asked: number;
}

function itemsOf(step: Step): FoundItems {
  const { state, language } = step.frame;
  const scope = scopeOf(step);
  const asked = maxConcurrency(state, language, scope);
  const selected = effectiveInput(state, language, scope);
  return { asked, selected, values: mapItems(state, language, { ...scope, input: selected }) };
}

function iterationsOf(step: Step, { values, selected, asked }: FoundItems): Iterations {
  const { env, thread, frame } = step;
  const items: ContainerItem[] = values.map((value, index) => {
    const withItem = scopeOf({ ...step, thread: { ...thread, mapItem: { index, value } } }, { input: selected });
    return { value, input: Payload.ofValue(itemInput(frame.state, frame.language, withItem, value)) };
  });
  /** Whatever is asked for: see `limit.inlineMapConcurrency`. */
  const concurrency = asked === 0 ? env.limits.inlineMapConcurrency : Math.min(asked, env.limits.inlineMapConcurrency);
  return { items, concurrency };
}
