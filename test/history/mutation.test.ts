import { checkHistory } from '../../src/history/checkHistory';
import { detailsOf, type HistoryEventLike } from '../../src/history/historyEvents';
import { DETAILS_MEMBERS } from '../../src/history/rules/memberTable';
import { detailsMemberOf } from '../../src/model/historyEvent';
import { completeHistories, describeRecorded, recordingsArePresent, redrivenHistories } from './recordings';
import {
  FAILED_CONCURRENT_MAP,
  REDRIVEN_MAP,
  REDRIVEN_MAP_RUN,
  REDRIVEN_PARALLEL,
  REDRIVEN_TASK,
  written,
} from './written';

/** Each event is hung on each other: the cost grows with the cube of the length. */
const LONGEST = 22;

type Mutation = (events: readonly HistoryEventLike[], at: number) => (readonly [string, HistoryEventLike[]])[];

function replaced(events: readonly HistoryEventLike[], at: number, event: HistoryEventLike): HistoryEventLike[] {
  return events.map((each, position) => (position === at ? event : each));
}

/** One event hangs on another than it did. */
const relink: Mutation = (events, at) => {
  const event = events[at]!;
  return events.slice(0, at).flatMap((_other, position) => {
    const previousEventId = position;
    if (previousEventId === event.previousEventId) return [];
    const what = `${event.type}: ${typeOf(events, event.previousEventId!)} -> ${typeOf(events, previousEventId)}`;
    return [[what, replaced(events, at, { ...event, previousEventId })] as const];
  });
};

function typeOf(events: readonly HistoryEventLike[], id: number): string {
  return events[id - 1]?.type ?? 'nothing';
}

const renumber: Mutation = (events, at) => [
  [`${events[at]!.type}`, replaced(events, at, { ...events[at], id: events[at]!.id! + 1 })],
];

const drop: Mutation = (events, at) => [[`${events[at]!.type}`, events.filter((_event, position) => position !== at)]];

/** One event is there twice, and all ids after it move up. */
const repeat: Mutation = (events, at) => {
  const { id: repeated = 0, type } = events[at]!;
  const up = (id = 0) => (id > repeated ? id + 1 : id);
  const moved = events.map((event) => ({ ...event, id: up(event.id), previousEventId: up(event.previousEventId) }));
  return [[`${type}`, moved.toSpliced(at + 1, 0, { ...moved[at]!, id: repeated + 1 })]];
};

/** A member that AWS always sends is left out. */
const dropMember: Mutation = (events, at) => {
  const event = events[at]!;
  return (DETAILS_MEMBERS[event.type ?? '']?.required ?? []).map((name) => {
    const details = { ...detailsOf(event), [name]: undefined };
    return [`${event.type}.${name}`, replaced(events, at, { ...event, [detailsMemberOf(event.type ?? '')]: details })];
  });
};

/** A history without its beginning is refused as a part. */
function isTakenForValid(events: readonly HistoryEventLike[]): boolean {
  const isPart = events[0]?.id !== 1 && events[0]?.type !== 'ExecutionStarted';
  if (!isPart) return checkHistory(events, { maxProblems: 1 }).valid;
  expect(() => checkHistory(events)).toThrow(/earlier events are missing/);
  return false;
}

function survivors(histories: readonly (readonly HistoryEventLike[])[], mutation: Mutation): Set<string> {
  const unnoticed = new Set<string>();
  for (const events of histories) {
    for (let at = 0; at < events.length; at += 1) {
      for (const [what, mutated] of mutation(events, at)) {
        if (isTakenForValid(mutated)) unnoticed.add(what);
      }
    }
  }
  return unnoticed;
}

/** Both forms were recorded, before and after 2024-11; without the definition a redrive may find free places. */
const LEGAL_RELINKS = new Set([
  'MapStateExited: MapRunSucceeded -> MapRunStarted',
  'MapStateExited: MapRunStarted -> MapRunSucceeded',
  'MapIterationStarted: TaskStateExited -> MapStateStarted',
]);
/** A Fail state that is entered twice is found by the definition only. */
const LEGAL_REPETITIONS = new Set(['FailStateEntered']);

const mutations: [string, Mutation, ReadonlySet<string>][] = [
  ['that hangs on another', relink, LEGAL_RELINKS],
  ['with another id', renumber, new Set()],
  ['that is missing', drop, new Set()],
  ['that is there twice', repeat, LEGAL_REPETITIONS],
  ['without a member that AWS always sends', dropMember, new Set()],
];

const own = [REDRIVEN_TASK, REDRIVEN_MAP, REDRIVEN_PARALLEL, REDRIVEN_MAP_RUN, FAILED_CONCURRENT_MAP].map(written);

describe('in a valid history', () => {
  test.each(mutations)('an event %s is noticed', (_what, mutation, legal) => {
    expect([...survivors(own, mutation)].filter((what) => !legal.has(what))).toEqual([]);
  });
});

describeRecorded(recordingsArePresent, 'in a history recorded on AWS', () => {
  const histories = distinct([...completeHistories(), ...redrivenHistories()].map(({ events }) => events));

  test.each(mutations)('an event %s is noticed', (_what, mutation, legal) => {
    expect(histories.length).toBeGreaterThan(50);
    expect([...survivors(histories, mutation)].filter((what) => !legal.has(what))).toEqual([]);
  });
});

/** One history of each structure: what differs in names and documents only breaks in the same way. */
function distinct(histories: readonly HistoryEventLike[][]): HistoryEventLike[][] {
  const short = histories.filter(({ length }) => length <= LONGEST);
  const shapes = new Map(short.map((events) => [shapeOf(events), events]));
  return [...shapes.values()];
}

function shapeOf(events: readonly HistoryEventLike[]): string {
  return events.map(({ type, previousEventId }) => `${type}<${previousEventId}`).join(' ');
}
