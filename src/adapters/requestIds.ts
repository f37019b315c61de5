import type { FakeService } from './adapter';

/**
 * Kept on the global object, because a copy of this module that a test runner loads later may serve the same fake:
 * a counter that began again would mint a client token that the fake remembers, and a new redrive would be a replay.
 */
const COUNTERS = Symbol.for('redrive-testkit.requestCounters');

type CounterHolder = { [COUNTERS]?: WeakMap<FakeService, { count: number }> };

/**
 * A request id or client token: a UUID in form, counted per fake, so that a run is reproducible.
 *
 * @example
 * nextRequestId(sfn); // '00000001-0000-4000-8000-000000000001'
 */
export function nextRequestId(service: FakeService): string {
  const holder = globalThis as CounterHolder;
  const counters = (holder[COUNTERS] ??= new WeakMap());
  let counter = counters.get(service);
  if (counter === undefined) counters.set(service, (counter = { count: 0 }));
  counter.count += 1;
  const hex = counter.count.toString(16);
  return `${hex.padStart(8, '0')}-0000-4000-8000-${hex.padStart(12, '0')}`;
}
