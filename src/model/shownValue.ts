import { globalState } from './globalState';

/** What the kit shows of an execution or of calls, and a snapshot prints in its own way. */
export interface ShownValue {
  readonly kind: 'history' | 'event' | 'execution' | 'calls' | 'call';
  /** Whether its times are the same in each run, because nobody but the test moves the clock. */
  readonly isExact: boolean;
}

/** Kept globally: a module reset makes a copy of us, and the serializer of the set-up goes on. */
const SHOWN = Symbol.for('redrive-testkit.shownValues');
const shownValues = (): WeakMap<object, ShownValue> => globalState(SHOWN, () => new WeakMap());

/** Marks a value as ours. The value itself has no part in it: runners print and copy all that there is in one. */
export function markShown<Value extends object>(value: Value, kind: ShownValue['kind'], isExact: boolean): Value {
  shownValues().set(value, { kind, isExact });
  return value;
}

/** Marks a history and each of its events, so that one of them, or a part, is known too. */
export function markHistory<Event extends object>(events: Event[], isExact: boolean): Event[] {
  const values = shownValues();
  const event = { kind: 'event', isExact } as const;
  for (const each of events) values.set(each, event);
  return markShown(events, 'history', isExact);
}

export function shownValueOf(value: unknown): ShownValue | undefined {
  return typeof value === 'object' && value !== null ? shownValues().get(value) : undefined;
}
