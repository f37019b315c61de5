import { currentRound, errorOf, failedWithin, saysFailed, type StateVisit, type TracedEvent } from '../trace';
import { isBelow } from '../tree';
import { canFailWith, hangsOn, nameOf, ruleFamily } from './historyRule';
import { failsInOutput, isEmptyStart } from './parallel';
import { textFrom } from '../../model/capturedMember';

function checkAbort(event: TracedEvent): string | undefined {
  const { previous } = event;
  if (previous?.thread?.container !== undefined && canFailWith(previous)) return undefined;
  return `previousEventId is ${event.previousEventId} (${nameOf(previous)}), due: what failed in a branch or iteration`;
}

/** Whether a container fails or is retried because of one of its branches or iterations. */
function hasFailedBelow(event: TracedEvent): boolean {
  const { previous, visit } = event;
  return visit !== undefined && isBelow(previous?.thread, visit) && !failsInOutput(event);
}

/** What was told, in this attempt, of the branches or iterations of a container when it failed. */
function toldBefore({ attempt, previous }: TracedEvent): TracedEvent[] {
  return previous?.told?.filter((each) => each.attempt === attempt) ?? [];
}

function checkIterationTold(event: TracedEvent): string | undefined {
  if (!hasFailedBelow(event)) return undefined;
  const told = toldBefore(event).some(({ type }) => type === 'MapIterationFailed');
  return told ? undefined : 'no MapIterationFailed came before it';
}

/** The container answers with the very failure that its branches and iterations were told of. */
function checkOneFailure(event: TracedEvent): string | undefined {
  const answers = event.previous?.thread?.round?.answers ?? [];
  const answer = answers.find(({ attempt, position }) => attempt === event.attempt && position > event.position);
  if (answer === undefined || answer.previous === event.previous) return undefined;
  return `it hangs on ${nameOf(event.previous)}, its container failed with ${nameOf(answer.previous)}`;
}

/** Recorded for tasks that fail and for Fail states; of other errors only that there are not more. */
const TELLS_ALL = /^(Task|LambdaFunction|Activity)\w*(Failed|TimedOut)$|^FailStateEntered$/;

function checkOpenTasks(event: TracedEvent): string | undefined {
  if (!hasFailedBelow(event)) return undefined;
  const told = toldBefore(event);
  const aborted = told.filter(({ type }) => type === 'TaskStateAborted').length;
  const open = openTasks(event.visit!, told[0] ?? event);
  const right = TELLS_ALL.test(event.previous!.type) ? aborted === open : aborted <= open;
  return right ? undefined : `${aborted} TaskStateAborted came before it, while ${open} Task states were open`;
}

/**
 * How many Task states below a container were open at an event. A container inside that has failed already, and waits for
 * its retry or has failed its own branch, has told of its Tasks itself.
 */
function openTasks(container: StateVisit, at: TracedEvent): number {
  const { position } = at;
  const round = currentRound(container, at);
  let count = 0;
  for (const thread of round?.threads ?? []) {
    const visit = thread.visits.findLast(({ entered }) => entered.position < position);
    if (visit === undefined || (visit.exited !== undefined && visit.exited.position < position)) continue;
    if (visit.type === 'Task') count += 1;
    else if (!hasToldItself(visit, at)) count += openTasks(visit, at);
  }
  return count;
}

function hasToldItself(visit: StateVisit, at: TracedEvent): boolean {
  const told = currentRound(visit, at)?.told ?? [];
  return told.some(({ attempt, position }) => attempt === at.attempt && position < at.position);
}

const WITH_CONTAINER_FAILURE = ['ParallelStateFailed', 'MapStateFailed', 'ParallelStateStarted', 'MapStateStarted'];

function checkEvaluation(event: TracedEvent): string | undefined {
  const { before, previous, visit } = event;
  const name = textFrom(event.details['state']);
  if (visit === undefined) return `no state "${name}" was entered from ${nameOf(previous)}`;
  const { error } = event.details;
  if (error !== 'States.QueryEvaluationError' && error !== DATA_LIMIT) return `its error is ${textFrom(error)}`;
  if (error === DATA_LIMIT && previous === visit.entered) return undefined;
  if (before !== visit.entered) return isResultOf(visit, event) ? undefined : hangsOn(event, before);
  // Recorded in November 2024 on what came before the state; of Waits in December 2024, and of all states measured since, on the entry.
  if (visit.type === 'Wait' || previous === visit.entered) return hangsOn(event, visit.entered);
  return event.previousEventId === visit.entered.previousEventId ? undefined : hangsOn(event, visit.entered.previous);
}

/**
 * @assumed [checker.fields-after-work] What is evaluated once the work of a state is done links to its result; in another attempt it links
 *   as it did in the first. Because: failing fields were recorded before the work only.
 * @reported [checker.catcher-fields] What a catcher evaluates once a Parallel or Map has said that it failed links to what it failed with.
 *   {measured-branch-failures}
 */
function isResultOf(visit: StateVisit, event: TracedEvent): boolean {
  const { attempt, before, previous, previousEventId } = event;
  if (previous === before || (previous !== undefined && isBelow(previous.thread, visit))) return true;
  if (failsInOutput(event) || (before !== undefined && saysFailed(before) && previous === before.previous)) return true;
  if (before === undefined || before.attempt >= attempt) return false;
  if (isEmptyStart(previous, currentRound(visit, event))) return true;
  return previousEventId === (visit.type === 'Wait' ? visit.entered.id : visit.entered.previousEventId);
}

const CARRIES_ERROR = /^(Task|LambdaFunction|Activity)\w*(Failed|TimedOut)$|^(EvaluationFailed|MapRunFailed)$/;
const RUNTIME = 'States.Runtime';
const DATA_LIMIT = 'States.DataLimitExceeded';
/** Errors of what has no event of its own: a machine is deleted, a history is full, an output is too large. */
const WITHOUT_EVENT: ReadonlySet<string> = new Set([RUNTIME, DATA_LIMIT]);

function checkError(event: TracedEvent): string | undefined {
  const origin = failedWithin(event.previous);
  if (origin === undefined || !CARRIES_ERROR.test(origin.type)) return undefined;
  const [own, due] = [errorOf(event), errorOf(origin)];
  if (own.error === due.error && own.cause === due.cause) return undefined;
  if (own.error !== due.error && WITHOUT_EVENT.has(own.error ?? '')) return undefined;
  if (tellsOfOwnField(own.cause, origin.visit)) return undefined;
  return `its error and cause are ${JSON.stringify(own)}, those of ${nameOf(origin)} are ${JSON.stringify(due)}`;
}

/**
 * @assumed [checker.catch-that-fails] A state that had failed, and whose Catch then cannot be evaluated, fails with the error of the Catch,
 *   which has no event in JSONPath. Because: JSONata alone has an event for its fields.
 */
function tellsOfOwnField(cause: string | undefined, visit: StateVisit | undefined): boolean {
  for (let each = visit; each !== undefined; each = each.thread.container) {
    const { name, entered } = each;
    if (
      cause?.startsWith(
        `An error occurred while executing the state '${name}' (entered at the event id #${entered.id}).`,
      )
    ) {
      return true;
    }
  }
  return false;
}

/** What an execution fails with: an error, or a state that could not do its work or hand on its result. */
const FAILS = /(Failed|TimedOut|StateEntered|Succeeded|MapStateStarted|MapRunRedriven|ExecutionRedriven)$/;

function checkOrigin(event: TracedEvent): string | undefined {
  const { previous } = event;
  const { error } = errorOf(event);
  /**
   * @assumed [checker.runtime-inside] What no Catch takes ends the execution from within a branch or iteration too. Because: it does so
   *   outside of them.
   */
  if (previous === undefined || error === RUNTIME || error === DATA_LIMIT) return undefined;
  if (!FAILS.test(previous.type)) return `nothing fails with ${nameOf(previous)}`;
  if (previous.thread?.container !== undefined)
    return `${nameOf(previous)} fails its branch or iteration, not the execution`;
  const failsMap = previous.visit?.type === 'Map' && /^(EvaluationFailed|MapRunFailed)$/.test(previous.type);
  if (failsMap && previous.visit?.failed?.attempt !== event.attempt)
    return `no MapStateFailed came after ${nameOf(previous)}`;
  const begins = previous.type.endsWith('StateEntered') && previous.type !== 'FailStateEntered';
  return begins && error?.startsWith('States.') !== true
    ? `its error is ${error ?? 'absent'}, due: one of States.*`
    : undefined;
}

/** What is written when something fails. */
export const failureRules = ruleFamily('failures', [
  {
    id: 'aborted',
    says: 'MapIterationAborted and *StateAborted hang on the event with which another branch or iteration failed.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['MapIterationAborted', 'TaskStateAborted'],
    check: checkAbort,
  },
  {
    id: 'abortedContainers',
    says: 'An open Wait, Parallel or Map is aborted as an open Task is.',
    evidence: 'assumed',
    source: 'recorded-histories',
    reason: 'They were never recorded; an open Task is aborted so.',
    types: ['WaitStateAborted', 'ParallelStateAborted', 'MapStateAborted'],
    check: checkAbort,
  },
  {
    id: 'block',
    says: 'All that is told of the branches or iterations of a failed container hangs on the one event that it failed with.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['MapIterationFailed', 'MapIterationAborted', 'TaskStateAborted'],
    check: checkOneFailure,
  },
  {
    id: 'iterationTold',
    says: 'A Map that fails or is retried because of an iteration has told that this iteration failed.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['MapStateFailed', 'MapStateStarted'],
    check: checkIterationTold,
  },
  {
    id: 'openTasks',
    says: 'Each open Task of a failed container is told to be aborted, that of the failed branch or iteration included.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: WITH_CONTAINER_FAILURE,
    check: checkOpenTasks,
  },
  {
    id: 'evaluation',
    says: 'EvaluationFailed hangs on what came before its state was entered, or on the entry (of a Wait or of variables that are too large always), with States.QueryEvaluationError or States.DataLimitExceeded.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['EvaluationFailed'],
    check: checkEvaluation,
  },
  {
    id: 'error',
    says: 'ExecutionFailed carries error and cause of what failed, through Parallel, Map and Map Run.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['ExecutionFailed'],
    check: checkError,
  },
  {
    id: 'origin',
    says: 'An execution fails with what failed outside of any branch or iteration, of a Map with its MapStateFailed; in a state that had not begun its work, with an error of the service.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['ExecutionFailed'],
    check: checkOrigin,
  },
]);
