import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Bindings } from './bindings';
import type { Mismatch, UnorderedRegion } from './comparator';
import type { RecordedHistoryEvent } from './recordings';
import type { Difference } from './values';

type Outcome = Omit<Mismatch, 'index'> & { readonly index?: number };
type Compare = (recorded: RecordedHistoryEvent, emitted: HistoryEvent, bindings: Bindings) => Difference | undefined;

/** The recorder drops what closes a branch: one of these before the container's exit, nested ones with their exits. */
const CLOSING = new Set(['ParallelStateSucceeded', 'ParallelStateFailed']);

/**
 * Compares the inside of a Parallel that the recorder sorted, as a multiset: every recorded event has an emitted one of
 * its own; what is left over are the closing events that the recorder dropped.
 */
export function compareRegion(
  region: UnorderedRegion,
  emitted: readonly HistoryEvent[],
  bindings: Bindings,
  compare: Compare,
): Outcome | undefined {
  const disordered = emitted.find((event, index) => !isInSequence(event, emitted[0]?.id, index));
  if (disordered !== undefined) return outOfSequence(disordered);
  const left = [...emitted];
  for (const [index, recorded] of region.events.entries()) {
    const position = left.findIndex((event) => {
      if (event.type !== recorded.type) return false;
      const attempt = bindings.copy();
      if (compare(recorded, event, attempt) !== undefined) return false;
      bindings.adopt(attempt);
      return true;
    });
    if (position < 0) return unmatched(index, recorded, left, compare, bindings);
    left.splice(position, 1);
  }
  return leftOver(left, region.events.length);
}

function isInSequence(event: HistoryEvent, first: number | undefined, index: number): boolean {
  return event.id === (first ?? 0) + index && (event.previousEventId ?? 0) < event.id;
}

function outOfSequence(emitted: HistoryEvent): Outcome {
  const difference = {
    path: '/id',
    recorded: undefined,
    emitted: emitted.id,
    why: 'ids in the branches are not in sequence',
  };
  return { recorded: undefined, emitted, difference };
}

function unmatched(
  index: number,
  recorded: RecordedHistoryEvent,
  left: readonly HistoryEvent[],
  compare: Compare,
  bindings: Bindings,
): Outcome {
  const nearest = left.find((event) => event.type === recorded.type);
  const difference = nearest && compare(recorded, nearest, bindings.copy());
  return {
    index,
    recorded,
    emitted: nearest,
    difference: difference ?? {
      path: '',
      recorded: recorded.type,
      emitted: undefined,
      why: 'no such event in the branches',
    },
  };
}

/** Exactly one closing event, and for every nested container that was dropped as well its closing event and its exit. */
function leftOver(left: readonly HistoryEvent[], index: number): Outcome | undefined {
  const closing = left.filter((event) => CLOSING.has(event.type ?? '') && !hasDetails(event));
  const exits = left.filter((event) => event.type === 'ParallelStateExited');
  const other = left.find((event) => !closing.includes(event) && !exits.includes(event));
  // A retried Parallel is started again without a closing event.
  const retried = left.length === 0;
  if (other === undefined && (retried || closing.length === exits.length + 1)) return undefined;
  const found = other ?? closing[0] ?? exits[0];
  const why = `not recorded in the branches: ${left.map((event) => event.type).join(', ')}`;
  return {
    index,
    recorded: undefined,
    emitted: found,
    difference: { path: '', recorded: undefined, emitted: found?.type, why },
  };
}

function hasDetails(event: HistoryEvent): boolean {
  return Object.keys(event).some((member) => member.endsWith('EventDetails'));
}
