import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { Bindings } from './bindings';
import { matchesRecordedText, standsForNumber } from './placeholders';
import { isInstant, matchesInstant } from './standIns';
import { recordedDay, type RecordedHistory, type RecordedHistoryEvent, type RecordingFacts } from './recordings';
import { differenceOf, isObject, type Difference, type Reading } from './values';
import { compareRegion } from './unorderedRegion';

/** Since this day `MapStateExited` of a distributed Map hangs on MapRunStarted, before on MapRunSucceeded. */
const MAP_STATE_EXITED_CHANGED = '2024-11-13';
/** Since this day the context object has `RedriveCount`. */
const REDRIVE_LAUNCHED = '2023-11-15';

/** The first event in which an emitted history is not the recorded one. */
export interface Mismatch {
  /** Position in the recorded history, from 0. */
  readonly index: number;
  readonly recorded: RecordedHistoryEvent | undefined;
  readonly emitted: HistoryEvent | undefined;
  readonly difference: Difference;
}

export type Comparison =
  { readonly equal: true; readonly bindings: Bindings } | { readonly equal: false; readonly mismatch: Mismatch };

/** What a comparison is about, beside the two events at hand. */
interface Scene {
  /** ISO day of the recording. */
  readonly day: string | undefined;
  readonly emitted: readonly HistoryEvent[];
  /** Epoch milliseconds of the emitted events: what the clock said in the course of the execution. */
  readonly instants: ReadonlySet<number | undefined>;
  readonly toTheByte: boolean;
}

/**
 * Compares what was emitted with what was recorded: same type, id, previousEventId and details of every event in the
 * recorded order; stand-ins of the recorder match one value each. Of an incomplete recording, only the events it has.
 *
 * @param emitted events as GetExecutionHistory answers them, oldest first
 * @param options `toTheByte`: JSON texts must be the same text, not only the same JSON; but for the input of
 *   ExecutionStarted, and for the blanks of texts that begin with `{`, which the recorder parsed and wrote anew
 */
export function compareHistories(
  recording: { readonly history: RecordedHistory; readonly facts?: RecordingFacts },
  emitted: readonly HistoryEvent[],
  { toTheByte = false } = {},
): Comparison {
  const { history, facts } = recording;
  const recorded = facts?.reverseOrder ? [...history.events].reverse() : history.events;
  const instants = new Set(emitted.map(({ timestamp }) => timestamp?.getTime()));
  const scene: Scene = { day: recordedDay(history), emitted, instants, toTheByte };
  const bindings = new Bindings();
  let position = 0;
  for (let index = 0; index < recorded.length;) {
    const region = unorderedRegionAt(recorded, index);
    const end = region === undefined ? position + 1 : region.end - 1;
    const outcome =
      region === undefined
        ? compareEvent(recorded[index], emitted[position], bindings, scene)
        : compareRegion(region, emitted.slice(position, end), bindings, (left, right, copy) =>
            detailsDifference(left, right, readingOf(copy, scene, left.type)),
          );
    if (outcome !== undefined) return { equal: false, mismatch: { ...outcome, index: index + (outcome.index ?? 0) } };
    index += region?.events.length ?? 1;
    position = end;
  }
  const extra = emitted[position];
  if (extra === undefined || facts?.complete === false) return { equal: true, bindings };
  return { equal: false, mismatch: { ...missing(undefined, extra), index: recorded.length } };
}

function readingOf(bindings: Bindings, { day, instants, toTheByte }: Scene, type: string): Reading {
  return {
    bindings,
    matchesText: (recorded, emitted, known) =>
      matchesRecordedText(recorded, emitted, known) || isTimeOfRun(recorded, emitted, known, instants),
    toTheByte: toTheByte && type !== 'ExecutionStarted',
    lostBlanks: (recorded) => recorded.startsWith('{'),
    standsFor: (recorded, value) => typeof value === 'number' && standsForNumber(recorded),
    ignoresExtra: (member, object) =>
      member === 'RedriveCount' &&
      day !== undefined &&
      day < REDRIVE_LAUNCHED &&
      object['RedriveCount'] === 0 &&
      'StartTime' in object,
  };
}

/** An instant that the recorder left as it was, and one that the fake's clock said in this execution: consistently. */
function isTimeOfRun(
  recorded: string,
  emitted: string,
  bindings: Bindings,
  instants: ReadonlySet<number | undefined>,
): boolean {
  if (!isInstant(recorded) || !isInstant(emitted) || !instants.has(Date.parse(emitted))) return false;
  return matchesInstant(Date.parse(recorded), Date.parse(emitted), bindings);
}

/** Events that the recorder sorted: their ids are lost, the next event with an id tells how many there were. */
export interface UnorderedRegion {
  readonly events: readonly RecordedHistoryEvent[];
  /** Id of the first ordered event after the region. */
  readonly end: number;
}

function unorderedRegionAt(recorded: readonly RecordedHistoryEvent[], from: number): UnorderedRegion | undefined {
  if (typeof recorded[from]?.id === 'number') return undefined;
  let entered = 0;
  for (let index = from; index < recorded.length; index += 1) {
    const event = recorded[index] as RecordedHistoryEvent;
    // A numbered ParallelStateStarted after the entry of a nested Parallel is still inside; any other one is a retry.
    const nested = event.type === 'ParallelStateStarted' && entered > 0;
    if (typeof event.id === 'number' && !nested) return { events: recorded.slice(from, index), end: event.id };
    if (event.type === 'ParallelStateEntered') entered += 1;
    if (nested) entered -= 1;
  }
  return { events: recorded.slice(from), end: Number.POSITIVE_INFINITY };
}

type EventOutcome = Omit<Mismatch, 'index'> & { readonly index?: number };

function compareEvent(
  recorded: RecordedHistoryEvent | undefined,
  emitted: HistoryEvent | undefined,
  bindings: Bindings,
  scene: Scene,
): EventOutcome | undefined {
  if (recorded === undefined || emitted === undefined) return missing(recorded, emitted);
  for (const member of ['type', 'id', 'previousEventId'] as const) {
    if (recorded[member] === emitted[member]) continue;
    if (member === 'previousEventId' && isFormerMapExit(recorded, emitted, scene)) continue;
    const difference = {
      path: `/${member}`,
      recorded: recorded[member],
      emitted: emitted[member],
      why: 'values differ',
    };
    return { recorded, emitted, difference };
  }
  const difference = detailsDifference(recorded, emitted, readingOf(bindings, scene, recorded.type));
  return difference && { recorded, emitted, difference };
}

function isFormerMapExit(recorded: RecordedHistoryEvent, emitted: HistoryEvent, scene: Scene): boolean {
  if (recorded.type !== 'MapStateExited' || scene.day === undefined) return false;
  if (scene.day >= MAP_STATE_EXITED_CHANGED) return false;
  const typeOf = (id: number | undefined) => scene.emitted[(id ?? 0) - 1]?.type;
  const today = typeOf(emitted.previousEventId);
  return (
    (today === 'MapRunStarted' || today === 'MapRunRedriven') && typeOf(recorded.previousEventId) === 'MapRunSucceeded'
  );
}

/** Compares the details of two events of one type; ids and timestamps are left to others. */
export function detailsDifference(
  recorded: RecordedHistoryEvent,
  emitted: HistoryEvent,
  reading: Reading,
): Difference | undefined {
  const { timestamp: _at, id: _id, previousEventId: _previous, ...recordedRest } = recorded;
  const { timestamp: _at2, id: _id2, previousEventId: _previous2, ...emittedRest } = emitted;
  return differenceOf(readable(recordedRest, emittedRest, reading.toTheByte === true), emittedRest, reading);
}

/**
 * The recorder's slips, put right against the emitted event: a member masked by its own path, and JSON text that
 * became the number it holds, or a word for it. Lexemes of one number (`0.0`, `0`) are the same number.
 */
function readable(
  recorded: Readonly<Record<string, unknown>>,
  emitted: Readonly<Record<string, unknown>>,
  toTheByte: boolean,
): Readonly<Record<string, unknown>> {
  const event: Record<string, unknown> = {};
  for (const [name, details] of Object.entries(recorded)) {
    const counterpart = emitted[name];
    event[name] = !(isObject(details) && isObject(counterpart))
      ? details
      : Object.fromEntries(
          Object.entries(details).map(([member, value]) => {
            const other = counterpart[member];
            const slip =
              value === `${name}.${member}` || (JSON_TEXTS.has(member) && isNumberSlip(value, other, toTheByte));
            return [member, slip && typeof other === 'string' ? other : value];
          }),
        );
  }
  return event;
}

/** Members of details that hold JSON text. */
const JSON_TEXTS = new Set(['input', 'output', 'parameters']);
const NUMBER = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

/** A JSON text that holds nothing but a number, which the recorder unpacked, spelled otherwise, or put a word for. */
function isNumberSlip(recorded: unknown, emitted: unknown, toTheByte: boolean): boolean {
  if (typeof emitted !== 'string' || !NUMBER.test(emitted)) return false;
  if (typeof recorded === 'string' && standsForNumber(recorded)) return true;
  if (typeof recorded === 'string' && toTheByte) return false;
  return (typeof recorded === 'number' || NUMBER.test(String(recorded))) && Number(recorded) === Number(emitted);
}

function missing(recorded: RecordedHistoryEvent | undefined, emitted: HistoryEvent | undefined): EventOutcome {
  const why = emitted === undefined ? 'event missing' : 'event not recorded';
  return { recorded, emitted, difference: { path: '', recorded: recorded?.type, emitted: emitted?.type, why } };
}
