import { currentRound, openVisitOf, saysFailed, type Round, type StateVisit, type TracedEvent } from '../trace';
import { linksAfterSuccess } from '../placement';
import { failsIn, hangsOn, nameOf, ruleFamily } from './historyRule';

/**
 * Parallel and Map start from their entry, and again from the event with which a branch or iteration failed.
 *
 * @assumed [checker.container-retry] From an error of their own, or of their Map Run, Parallel and Map are retried in the same way.
 *   Because: only retries after a failed branch or iteration were recorded.
 */
export function checkContainerStart(event: TracedEvent): string | undefined {
  const { before, previous, visit } = event;
  if (visit === undefined) return `no open Parallel or Map leads to it from ${nameOf(previous)}`;
  const rank = visit.rounds.findIndex((each) => each.started === event);
  const last = visit.rounds[rank - 1];
  if (last !== undefined && (failsIn(previous, last) || isEmptyStart(previous, last) || failsInOutput(event)))
    return undefined;
  if (rank === 0 || (before?.attempt ?? 0) < event.attempt) return hangsOn(event, visit.entered);
  if (/^(MapRunFailed|EvaluationFailed)$/.test(before?.type ?? '')) return hangsOn(event, before);
  return `previousEventId is ${event.previousEventId} (${nameOf(previous)}), due: the failure that it retries`;
}

/** Parallel and Map fail from the event with which a branch or iteration failed, skipping MapIterationFailed. */
export function checkContainerFailure(event: TracedEvent): string | undefined {
  const { previous, visit } = event;
  if (visit === undefined) return `no open Parallel or Map leads to it from ${nameOf(previous)}`;
  const ownFailure = /^(EvaluationFailed|MapRunFailed)$/.test(previous?.type ?? '') && previous?.visit === visit;
  if (ownFailure || failsInCatcher(event) || failsInInput(event) || failsInOutput(event)) return undefined;
  if (failsIn(previous, currentRound(visit, event))) return undefined;
  return `previousEventId is ${event.previousEventId} (${nameOf(previous)}), due: what failed in one of its branches or iterations`;
}

/**
 * @assumed [checker.catcher-of-a-container] What a catcher cannot make in JSONPath has no event: the container says once more that it failed.
 *   Because: so it does where JSONata has an event for it.
 */
function failsInCatcher({ attempt, before, previous }: TracedEvent): boolean {
  return before !== undefined && saysFailed(before) && before.attempt === attempt && before.previous === previous;
}

/**
 * @assumed [checker.input-of-a-container] What JSONPath can make no input of has no event and links to the entry, of an item to
 *   MapStateStarted. Because: the same was recorded for other states, and of the end of an execution.
 */
function failsInInput(event: TracedEvent): boolean {
  const { attempt, before, previous, visit } = event;
  if (before === undefined || visit === undefined) return false;
  if (previous !== visit.entered && !isEmptyStart(previous, currentRound(visit, event))) return false;
  return before === previous || before.attempt < attempt;
}

/** Whether an event has started a Map of which no iteration was started. */
export function isEmptyStart(event: TracedEvent | undefined, round: Round | undefined): boolean {
  return event !== undefined && event === round?.started && round.threads.length === 0;
}

/**
 * @assumed [checker.failed-output] An output that JSONPath cannot compute has no event, and what comes of it links to what the success
 *   links to. Because: JSONata alone has an event for it.
 */
export function failsInOutput(event: TracedEvent): boolean {
  const round = event.visit && currentRound(event.visit, event);
  return event.previous !== undefined && linksAfterSuccess(round, event).includes(event.previous);
}

/** The end that came last among the branches: what the success of the Parallel hangs on. */
function lastBranchEnd(visit: StateVisit, event: TracedEvent): TracedEvent | undefined {
  const ends = currentRound(visit, event)?.threads.map((thread) => thread.visits.at(-1)?.exited) ?? [];
  return ends.reduce(
    (last, end) => (last === undefined || (end !== undefined && end.id > last.id) ? end : last),
    undefined,
  );
}

function checkSucceeded(event: TracedEvent): string | undefined {
  const { visit } = event;
  if (visit === undefined) return `no open Parallel leads to it from ${nameOf(event.previous)}`;
  if (event.before?.type === event.type) return 'the Parallel has succeeded before';
  const unfinished = currentRound(visit, event)
    ?.threads.map(openVisitOf)
    .find((open) => open !== undefined);
  if (unfinished !== undefined) return `the state "${unfinished.name}" of a branch is still open`;
  return hangsOn(event, lastBranchEnd(visit, event));
}

function checkExited(event: TracedEvent): string | undefined {
  return event.visit === undefined ? undefined : hangsOn(event, endOfContainer(event));
}

/**
 * What the exit of a Parallel or inline Map links to.
 *
 * @assumed [checker.container-exit] From an error in its own fields a container exits as it does from a failed branch; a redrive that only
 *   evaluates its output again does not say again that it has succeeded. Because: neither was recorded.
 */
export function endOfContainer({ attempt, before, visit }: TracedEvent): TracedEvent | undefined {
  if (before === undefined) return undefined;
  if (before.type.endsWith('StateSucceeded') || before.attempt < attempt) return visit?.succeeded?.previous;
  return /StateFailed$|^EvaluationFailed$/.test(before.type) ? before : undefined;
}

/** Parallel states. */
export const parallelRules = ruleFamily('parallel', [
  {
    id: 'started',
    says: 'A Parallel starts from its entry; a retry starts it again from the event with which a branch failed.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['ParallelStateStarted'],
    check: checkContainerStart,
  },
  {
    id: 'failed',
    says: 'ParallelStateFailed hangs on the event with which a branch failed.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['ParallelStateFailed'],
    check: checkContainerFailure,
  },
  {
    id: 'succeeded',
    says: 'ParallelStateSucceeded hangs on the last event of the branch that ended last; every branch has ended.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['ParallelStateSucceeded'],
    check: checkSucceeded,
  },
  {
    id: 'exited',
    says: 'ParallelStateExited hangs on the same event as ParallelStateSucceeded, or on the ParallelStateFailed that was caught.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['ParallelStateExited'],
    check: checkExited,
  },
]);
