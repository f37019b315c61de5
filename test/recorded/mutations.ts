import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { isObject, jsonContainer } from './values';

/** One way to spoil a history. */
export interface Mutation {
  readonly name: string;
  /** Structural: ids, links, types, events and members; value: what is inside the members. */
  readonly kind: 'structural' | 'value';
  /** Position of the event that is spoilt. */
  readonly index: number;
  readonly events: readonly HistoryEvent[];
}

type Members = Record<string, unknown>;

/** Every single mutation of a history: the comparator must notice them, or `equal` means nothing. */
export function* mutationsOf(events: readonly HistoryEvent[]): Generator<Mutation> {
  for (const index of events.keys()) {
    yield* structural(events, index);
    yield* inside(events, index);
  }
}

function* structural(events: readonly HistoryEvent[], index: number): Generator<Mutation> {
  const event = events[index] as HistoryEvent;
  const mutation = (name: string, mutated: readonly HistoryEvent[]): Mutation => ({
    name,
    kind: 'structural',
    index,
    events: mutated,
  });
  const replaced = (change: Partial<HistoryEvent>) => events.with(index, { ...event, ...change });
  yield mutation('previousEventId + 1', replaced({ previousEventId: (event.previousEventId ?? 0) + 1 }));
  yield mutation('id + 1', replaced({ id: (event.id ?? 0) + 1 }));
  yield mutation('other type', replaced({ type: event.type === 'TaskStarted' ? 'TaskFailed' : 'TaskStarted' }));
  yield mutation('event dropped', events.toSpliced(index, 1));
  yield mutation('event doubled', events.toSpliced(index, 0, event));
  const next = events[index + 1];
  if (next !== undefined) yield mutation('swapped with the next', events.with(index, next).with(index + 1, event));
  const member = detailsMember(event);
  if (member === undefined) {
    yield mutation('details added', replaced({ taskStartedEventDetails: {} } as Partial<HistoryEvent>));
    return;
  }
  const details = (event as unknown as Members)[member] as Members;
  yield mutation(
    'details dropped',
    events.with(index, without(event as unknown as Members, member) as unknown as HistoryEvent),
  );
  yield mutation('member added', replaced({ [member]: { ...details, added: 'x' } }));
  for (const name of Object.keys(details)) {
    yield mutation(`member ${name} dropped`, replaced({ [member]: without(details, name) }));
    yield mutation(`member ${name} null`, replaced({ [member]: { ...details, [name]: null } }));
  }
}

function* inside(events: readonly HistoryEvent[], index: number): Generator<Mutation> {
  const event = events[index] as HistoryEvent;
  const member = detailsMember(event);
  if (member === undefined) return;
  const details = (event as unknown as Members)[member] as Members;
  for (const [name, value] of Object.entries(details)) {
    for (const [what, spoilt] of spoiltValues(value)) {
      const mutated = { ...event, [member]: { ...details, [name]: spoilt } };
      yield { name: `${name}: ${what}`, kind: 'value', index, events: events.with(index, mutated) };
    }
  }
}

/** Spoilt forms of a value; texts that hold JSON are spoilt inside. */
function* spoiltValues(value: unknown): Generator<[string, unknown]> {
  if (typeof value === 'string') {
    const json = jsonContainer(value);
    if (json === undefined)
      yield* [
        ['text changed', `${value}x`],
        ['text emptied', value === '' ? ' ' : ''],
      ] as [string, string][];
    else for (const [what, spoilt] of spoiltValues(json)) yield [what, JSON.stringify(spoilt)];
  } else if (typeof value === 'number') {
    yield* [
      ['number + 1', value + 1],
      ['number as text', String(value)],
    ] as [string, unknown][];
  } else if (typeof value === 'boolean') {
    yield ['flag turned', !value];
  } else if (value === null) {
    yield ['null as empty text', ''];
  } else if (Array.isArray(value)) {
    yield* spoiltArrays(value);
  } else if (isObject(value)) {
    yield* spoiltObjects(value);
  }
}

function* spoiltArrays(array: readonly unknown[]): Generator<[string, unknown]> {
  yield ['element added', [...array, 'x']];
  if (array.length > 0) yield ['element dropped', array.slice(1)];
  const reversed = [...array].reverse();
  if (JSON.stringify(reversed) !== JSON.stringify(array)) yield ['order reversed', reversed];
  for (const [position, element] of array.entries()) {
    for (const [what, spoilt] of spoiltValues(element)) yield [what, array.with(position, spoilt)];
  }
}

function* spoiltObjects(object: Readonly<Record<string, unknown>>): Generator<[string, unknown]> {
  yield ['key added', { ...object, added: 'x' }];
  for (const [name, element] of Object.entries(object)) {
    yield [`key ${name} dropped`, without(object, name)];
    yield [`key ${name} renamed`, { ...without(object, name), [`${name}x`]: element }];
    for (const [what, spoilt] of spoiltValues(element)) yield [`${name}/${what}`, { ...object, [name]: spoilt }];
  }
}

function without(members: Readonly<Members>, name: string): Members {
  return Object.fromEntries(Object.entries(members).filter(([member]) => member !== name));
}

function detailsMember(event: HistoryEvent): string | undefined {
  return Object.keys(event).find((name) => name.endsWith('EventDetails'));
}

/** What the comparator made of the mutations of one history. */
export interface MutationCount {
  total: number;
  noticed: number;
  /** Mutations that passed as equal. */
  readonly missed: Mutation[];
}

/** Runs a comparison over all mutations of a history. */
export function countNoticed(
  events: readonly HistoryEvent[],
  isEqual: (mutated: readonly HistoryEvent[]) => boolean,
): MutationCount {
  const count: MutationCount = { total: 0, noticed: 0, missed: [] };
  for (const mutation of mutationsOf(events)) {
    count.total += 1;
    if (isEqual(mutation.events)) count.missed.push(mutation);
    else count.noticed += 1;
  }
  return count;
}
