import { errorOf, type TracedThread, type TracedEvent } from '../trace';
import { hangsOn, hangsOnType, nameOf, type RuleContext, ruleFamily } from './historyRule';
import { ENTERED_TYPES, EXITED_TYPES } from './memberTable';
import { textFrom } from '../../model/capturedMember';

function checkEntered(event: TracedEvent, { trace }: RuleContext): string | undefined {
  if (event === trace.root.visits[0]?.entered) return undefined;
  if (event.previous !== undefined && LEADS_INTO_A_STATE.test(event.previous.type)) return undefined;
  return hangsOnType(event, ['*StateExited', 'MapIterationStarted', 'ParallelStateStarted']);
}

const LEADS_INTO_A_STATE = /StateExited$|^MapIterationStarted$|^ParallelStateStarted$/;

/** Each entry hangs on the exit before it, the first one of a branch or iteration on what started that. */
function checkSuccession(event: TracedEvent): string | undefined {
  const { visit } = event;
  if (visit === undefined) return undefined;
  const { rank, thread } = visit;
  const due = rank === 0 ? startOf(thread) : thread.visits[rank - 1]!.exited;
  return event.previous === due ? undefined : hangsOn(event, due);
}

function startOf(thread: TracedThread): TracedEvent | undefined {
  return thread.started ?? thread.round?.started;
}

function checkExit(event: TracedEvent): string | undefined {
  const name = textFrom(event.details['name']);
  if (event.visit === undefined) return `no open state "${name}" of this type leads to ${nameOf(event.previous)}`;
  return event.visit.exited === event ? undefined : `the state "${name}" exits a second time`;
}

const AFTER_TASK = /^(Task|LambdaFunction|Activity)(Succeeded|\w*Failed|TimedOut)$|^EvaluationFailed$/;

function checkExitLink(event: TracedEvent): string | undefined {
  const { visit } = event;
  if (visit === undefined) return undefined;
  if (visit.type !== 'Task') return hangsOn(event, visit.entered, caughtEvaluation(event));
  /**
   * @assumed [checker.input-of-a-task] A Catch takes what JSONPath could make no input of, before anything was scheduled. Because: the
   *   error is one that catchers may name.
   */
  if (event.previous === visit.entered) return hangsOn(event, event.before);
  if (event.previous === undefined || !AFTER_TASK.test(event.previous.type)) {
    return `previousEventId is ${event.previousEventId} (${nameOf(event.previous)}), due: the end of its task`;
  }
  return hangsOn(event, event.before);
}

function caughtEvaluation(event: TracedEvent): TracedEvent | undefined {
  return event.before?.type === 'EvaluationFailed' ? event.before : undefined;
}

function checkClosedVisit(event: TracedEvent): string | undefined {
  const exited = event.visit?.exited;
  if (exited === undefined || event.position <= exited.position) return undefined;
  return `the state "${event.visit!.name}" has exited with ${nameOf(exited)}`;
}

function checkEndedThread(event: TracedEvent): string | undefined {
  const { thread } = event;
  if (thread?.container === undefined || event.type.startsWith('MapIteration')) return undefined;
  const { container, outcome, round } = thread;
  if (outcome?.type === 'MapIterationSucceeded' && outcome.position < event.position) {
    return `its iteration has succeeded with ${nameOf(outcome)}`;
  }
  const next = container.rounds[container.rounds.indexOf(round!) + 1]?.started;
  const over = [container.exited, next].find((end) => end !== undefined && end.position < event.position);
  return over && `its branch or iteration was over with ${nameOf(over)}`;
}

const ENTERED_AT = /^An error occurred while executing the state '(.*?)' \(entered at the event id #(\d+)\)\. /s;

function checkEnteredAt(event: TracedEvent, { trace }: RuleContext): string | undefined {
  const named = ENTERED_AT.exec(errorOf(event).cause ?? '');
  if (named === null) return undefined;
  const entered = trace.byId.get(Number(named[2]));
  if (entered?.type.endsWith('StateEntered') === true && entered.details['name'] === named[1]) return undefined;
  return `its cause names state '${named[1]}' entered at #${named[2]}, which is ${nameOf(entered)}`;
}

const PLAIN_EXITED = EXITED_TYPES.filter((type) => !/^(Map|Parallel)/.test(type));

/** How states follow each other. */
export const stateRules = ruleFamily('states', [
  {
    id: 'entered',
    says: 'A state is entered from the exit of another, or as the first of an execution, a branch or an iteration.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ENTERED_TYPES,
    check: checkEntered,
  },
  {
    id: 'succession',
    says: 'In the execution, a branch or an iteration one state follows the other; after a redrive no state is entered again.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ENTERED_TYPES,
    check: checkSuccession,
  },
  {
    id: 'exited',
    says: 'A state that exits was entered, is open and exits once.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: EXITED_TYPES,
    check: checkExit,
  },
  {
    id: 'exitLink',
    says: 'Pass, Choice, Succeed and Wait exit from their own entry; a Task from the success or the caught error of its task.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: PLAIN_EXITED,
    check: checkExitLink,
  },
  {
    id: 'closed',
    says: 'Nothing happens in a state that has exited, after a redrive either.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    check: checkClosedVisit,
  },
  {
    id: 'ended',
    says: 'Nothing happens in an iteration that has succeeded, nor in a branch or iteration whose state has exited or was retried; after a redrive neither.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    check: checkEndedThread,
  },
  {
    id: 'enteredAt',
    says: 'The event id in a cause is that of the *StateEntered of the state that the cause names.',
    evidence: 'recorded',
    source: 'recorded-histories',
    check: checkEnteredAt,
  },
]);
