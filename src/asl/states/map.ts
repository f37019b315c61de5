import { Payload, type Json } from '../../model/json';
import { completeContainer, startIteration } from '../engine/containers';
import { scopeOf } from '../engine/context';
import { effectiveInput } from '../data/dataFlow';
import { itemInput, mapItems } from '../data/mapItems';
import { maxConcurrencyOf } from '../data/numbers';
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
  const { values, selected, concurrency } = valuesOf(step);
  const startedId = appendStem(step, 'MapStateStarted', { length: values.length });
  const items = itemsOf(step, values, selected);
  frame.container = { items, startedId, concurrency, children: [], remaining: items.length, completedStem: 0 };
  if (items.length === 0) return completeContainer(step, frame.container);
  for (let started = 0; started < concurrency; started += 1) startIteration(step, startedId);
}

/** The items of an inline Map, and how many of its iterations run at once. */
export function planIterations(step: Step): { items: readonly ContainerItem[]; concurrency: number } {
  const { values, selected, concurrency } = valuesOf(step);
  return { items: itemsOf(step, values, selected), concurrency };
}

/** @recorded [map.started-before-selector] An inline Map says that it has started before its ItemSelector is evaluated. {recorded-captures} */
function itemsOf(step: Step, values: readonly Json[], selected: Json): ContainerItem[] {
  const { thread, frame } = step;
  return values.map((value, index) => {
    const withItem = scopeOf({ ...step, thread: { ...thread, mapItem: { index, value } } }, { input: selected });
    return { value, input: Payload.ofValue(itemInput(frame.state, frame.language, withItem, value)) };
  });
}

function valuesOf(step: Step): { values: readonly Json[]; selected: Json; concurrency: number } {
  const { env, frame } = step;
  const scope = scopeOf(step);
  const asked = maxConcurrencyOf(frame.state, frame.language, scope);
  const selected = effectiveInput(frame.state, frame.language, scope);
  const values = mapItems(frame.state, frame.language, { ...scope, input: selected });
  /** Whatever is asked for: see `limit.inlineMapConcurrency`. */
  const concurrency = asked === 0 ? env.limits.inlineMapConcurrency : Math.min(asked, env.limits.inlineMapConcurrency);
  return { values, selected, concurrency };
}
