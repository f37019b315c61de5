import { currentRound, type Round, type TracedEvent } from '../trace';
import { canFailWith, hangsOn, nameOf, ruleFamily } from './historyRule';
import { checkContainerFailure, checkContainerStart, endOfContainer } from './parallel';
import { textFrom } from '../../model/capturedMember';

function isDistributed(event: TracedEvent): boolean {
  return (event.visit?.mapRunStarts.length ?? 0) > 0;
}

function checkIterationStarted(event: TracedEvent): string | undefined {
  const round = event.thread?.round;
  if (event.thread?.started !== event || round === undefined) {
    return `no open Map leads to it from ${nameOf(event.previous)}`;
  }
  const predecessor = event.previous?.thread;
  const end = predecessor?.madeRoomFor === event ? predecessor.outcome : undefined;
  const madeRoom = end?.type === 'MapIterationSucceeded' && end.position < event.position;
  if (madeRoom && end.previous === event.previous) return undefined;
  // The first ones start with the Map; after a redrive places may be free again.
  const first = event.before === undefined || event.attempt > round.started.attempt;
  return hangsOn(event, first ? round.started : event.before?.previous);
}

function checkIterationName(event: TracedEvent): string | undefined {
  const { thread } = event;
  if (thread?.kind !== 'iteration') return 'no iteration of this name and index was started';
  if (event.type !== 'MapIterationStarted' && event.before?.attempt === event.attempt) {
    return `it has ended with ${nameOf(event.before)}`;
  }
  const { name, index } = event.details;
  if (name !== thread.container?.name)
    return `its name is "${textFrom(name)}", due: that of its Map, "${thread.container?.name}"`;
  return index === thread.index ? undefined : `its index is ${textFrom(index)}, due: ${thread.index}`;
}

function checkIndex(event: TracedEvent): string | undefined {
  const { thread } = event;
  const round = thread?.round;
  if (thread === undefined || round === undefined) return undefined;
  const length = lengthOf(round);
  if (length !== undefined && thread.index >= length)
    return `its index is ${thread.index}, the Map has ${length} items`;
  return thread.index === thread.rank ? undefined : `its index is ${thread.index}, due: ${thread.rank}`;
}

function lengthOf(round: Round): number | undefined {
  const { length } = round.started.details;
  return typeof length === 'number' ? length : undefined;
}

function checkIterationSucceeded(event: TracedEvent): string | undefined {
  return hangsOn(event, event.thread?.visits.at(-1)?.exited);
}

function checkIterationFailed(event: TracedEvent): string | undefined {
  const { previous, thread } = event;
  if (previous?.thread === thread && canFailWith(previous!)) return undefined;
  return `previousEventId is ${event.previousEventId} (${nameOf(previous)}), due: what failed in this iteration`;
}

function checkSucceeded(event: TracedEvent): string | undefined {
  const round = event.visit && currentRound(event.visit, event);
  if (round === undefined) return `no started Map leads to it from ${nameOf(event.previous)}`;
  if (event.before?.type === event.type) return 'the Map has succeeded before';
  if (isDistributed(event)) {
    return event.before?.type === 'MapRunSucceeded' ? hangsOn(event, event.before) : 'its Map Run has not succeeded';
  }
  const length = lengthOf(round);
  if (length !== round.successes) return `${round.successes} of ${length} iterations have succeeded`;
  return hangsOn(event, length === 0 ? round.started : round.lastSucceeded);
}

function checkFailed(event: TracedEvent): string | undefined {
  return event.before?.type === 'MapRunFailed' ? hangsOn(event, event.before) : checkContainerFailure(event);
}

function checkExited(event: TracedEvent): string | undefined {
  const { before, visit } = event;
  if (visit === undefined) return undefined;
  if (before?.type !== 'MapStateSucceeded' || !isDistributed(event)) return hangsOn(event, endOfContainer(event));
  const [started] = visit.mapRunStarts;
  const redriven = visit.mapRunStarts.at(-1) !== started;
  // Until 2024-06 the exit hung on MapRunSucceeded; since 2024-11 on what started the Map Run last.
  return redriven ? hangsOn(event, visit.mapRunStarts.at(-1)) : hangsOn(event, started, before.previous);
}

const ITERATION_EVENTS = ['Started', 'Succeeded', 'Failed', 'Aborted'].map((end) => `MapIteration${end}`);

/** Inline Map states, and what they share with Distributed Map. */
export const mapRules = ruleFamily('maps', [
  {
    id: 'started',
    says: 'A Map starts from its entry; a retry starts it again from the event with which an iteration failed.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['MapStateStarted'],
    check: checkContainerStart,
  },
  {
    id: 'iterationStarted',
    says: 'MapIterationStarted hangs on MapStateStarted, or on the last state of the iteration that made room for it.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['MapIterationStarted'],
    check: checkIterationStarted,
  },
  {
    id: 'iterationOrder',
    says: 'Iterations start in the order of their index, below the length of the Map, each once; a redrive does not start one again.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['MapIterationStarted'],
    check: checkIndex,
  },
  {
    id: 'iterationName',
    says: 'Events of an iteration carry the name of the Map state and the index with which the iteration started; in each attempt it ends once.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ITERATION_EVENTS,
    check: checkIterationName,
  },
  {
    id: 'iterationSucceeded',
    says: 'MapIterationSucceeded hangs on the exit of the last state of its iteration.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['MapIterationSucceeded'],
    check: checkIterationSucceeded,
  },
  {
    id: 'iterationFailed',
    says: 'MapIterationFailed hangs on the event with which its iteration failed.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['MapIterationFailed'],
    check: checkIterationFailed,
  },
  {
    id: 'succeeded',
    says: 'MapStateSucceeded hangs on the last MapIterationSucceeded (no items: MapStateStarted; Distributed Map: MapRunSucceeded), after all iterations.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['MapStateSucceeded'],
    check: checkSucceeded,
  },
  {
    id: 'failed',
    says: 'MapStateFailed hangs on the event with which an iteration failed, or on MapRunFailed, or on the failed evaluation of the items.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['MapStateFailed'],
    check: checkFailed,
  },
  {
    id: 'exited',
    says: 'MapStateExited hangs on the same event as MapStateSucceeded (Distributed Map: the newest MapRunStarted or MapRunRedriven), or on the MapStateFailed that was caught.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['MapStateExited'],
    check: checkExited,
  },
]);
