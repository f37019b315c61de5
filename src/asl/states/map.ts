import { Payload } from '../../model/json';
import { completeContainer } from '../engine/containers';
import { openFrame, scopeOf } from '../engine/context';
import { effectiveInput } from '../data/dataFlow';
import { itemInput, mapItems } from '../data/mapItems';
import { maxConcurrency } from '../data/numbers';
import { isDistributed } from '../definition/definition';
import { appendStem } from '../engine/emit';
import type { Environment } from '../engine/environment';
import { startIteration } from '../engine/iterations';
import type { ContainerItem, Run, Thread } from '../engine/run';
import { executeDistributedMap } from './distributedMap';

/** Starts as many iterations as may run at once; on a retry they start over. */
export function executeMap(run: Run, env: Environment, thread: Thread): void {
  const frame = openFrame(thread);
  if (isDistributed(frame.state)) return executeDistributedMap(run, env, thread);
  if (frame.container?.remaining === 0) return completeContainer(run, env, thread, frame.container);
  const { items, concurrency } = planIterations(run, env, thread);
  const startedId = appendStem(run, env, thread, 'MapStateStarted', { length: items.length });
  frame.container = { items, startedId, concurrency, children: [], remaining: items.length, completedStem: 0 };
  if (items.length === 0) return completeContainer(run, env, thread, frame.container);
  for (let started = 0; started < concurrency; started += 1) startIteration(run, env, thread, startedId);
}

/** The items of an inline Map, and how many of its iterations run at once. */
export function planIterations(
  run: Run,
  env: Environment,
  thread: Thread,
): { items: readonly ContainerItem[]; concurrency: number } {
  const frame = openFrame(thread);
  const scope = scopeOf(run, env, thread);
  const asked = maxConcurrency(frame.state, frame.language, scope);
  const selected = effectiveInput(frame.state, frame.language, scope);
  const values = mapItems(frame.state, frame.language, { ...scope, input: selected });
  const items: ContainerItem[] = values.map((value, index) => {
    const withItem = { ...scopeOf(run, env, { ...thread, mapItem: { index, value } }), input: selected };
    return { value, input: Payload.ofValue(itemInput(frame.state, frame.language, withItem, value)) };
  });
  // Documented: an inline Map runs up to 40 iterations at once, whatever is asked for.
  const concurrency = asked === 0 ? env.limits.inlineMapConcurrency : Math.min(asked, env.limits.inlineMapConcurrency);
  return { items, concurrency };
}
