import { defaultLimits } from '../../rules/limits';
import { isClosing, type TracedEvent } from '../trace';
import { nameOf, type RuleContext, ruleFamily } from './historyRule';
import { isEventType } from './memberTable';

function checkId({ id, position }: TracedEvent): string | undefined {
  return id === position + 1 ? undefined : `its id is ${id}, due: ${position + 1}`;
}

function checkStart({ type, position }: TracedEvent): string | undefined {
  if ((type === 'ExecutionStarted') === (position === 0)) return undefined;
  return position === 0 ? `the history begins with ${type}` : 'the execution starts a second time';
}

function checkReference(event: TracedEvent): string | undefined {
  if ((event.source.previousEventId ?? undefined) === undefined) return 'previousEventId is missing';
  if (event.previousEventId === 0 || event.previous !== undefined) return undefined;
  return `previousEventId ${event.previousEventId} names no earlier event`;
}

/** ExecutionStarted, the closing events that hang on nothing, and whatever happens before or as a state is entered. */
function checkZero(event: TracedEvent, { trace }: RuleContext): string | undefined {
  const due = isRoot(event, trace.root.visits[0]?.entered);
  if (event.previousEventId === 0)
    return due === 'never' ? 'previousEventId is 0, due: the event before it' : undefined;
  return due === 'always' ? `previousEventId is ${event.previousEventId}, due: 0` : undefined;
}

function isRoot(event: TracedEvent, first: TracedEvent | undefined): 'always' | 'perhaps' | 'never' {
  if (event === first || HANGS_ON_NOTHING.has(event.type)) return 'always';
  return event.type === 'EvaluationFailed' && event.visit?.entered === first ? 'perhaps' : 'never';
}

const HANGS_ON_NOTHING: ReadonlySet<string> = new Set(['ExecutionStarted', 'ExecutionAborted', 'ExecutionTimedOut']);

const LEAVES = /^(ExecutionStarted|MapIteration(Failed|Aborted)|(Map|Parallel)StateSucceeded|\w+StateAborted)$/;

/** ExecutionFailed alone may hang on anything: it hangs on the event before it, whatever that is. */
function checkLeaf(event: TracedEvent): string | undefined {
  const type = event.previous?.type ?? '';
  if (event.type === 'ExecutionFailed') return undefined;
  const afterIteration = type === 'MapIterationSucceeded' && !AFTER_ITERATIONS.test(event.type);
  return LEAVES.test(type) || afterIteration ? `it hangs on ${nameOf(event.previous)}, which is a leaf` : undefined;
}

/**
 * @assumed [checker.output-of-a-map] What comes of an output of a Map that cannot be computed links to its last iteration. Because: its
 *   success does, too.
 */
const AFTER_ITERATIONS = /^MapState(Succeeded|Exited|Failed|Started)$|^EvaluationFailed$/;

function checkClosing(event: TracedEvent, { trace, allowIncomplete }: RuleContext): string | undefined {
  const next = trace.events[event.position + 1];
  const closing = isClosing(event.type);
  if (next === undefined) return closing || allowIncomplete ? undefined : 'the history ends before the execution does';
  return closing && next.type !== 'ExecutionRedriven'
    ? `it closes the execution, yet ${nameOf(next)} follows`
    : undefined;
}

function checkTime(event: TracedEvent, { trace }: RuleContext): string | undefined {
  const before = trace.events[event.position - 1];
  if (event.at === undefined || before?.at === undefined || event.at >= before.at) return undefined;
  return `it is ${before.at - event.at} ms earlier than ${nameOf(before)}`;
}

/** Ids, references and the frame of a history. */
export const numberingRules = ruleFamily('numbering', [
  {
    id: 'ids',
    says: 'Ids run from 1 without a gap, in the order of the events.',
    evidence: 'recorded',
    source: 'recorded-histories',
    check: checkId,
  },
  {
    id: 'types',
    says: 'The type of an event is one that the API knows.',
    evidence: 'documented',
    source: 'api-model',
    check: ({ type }) => (isEventType(type) ? undefined : `there is no event type "${type}"`),
  },
  {
    id: 'start',
    says: 'The first event, and only the first, is ExecutionStarted.',
    evidence: 'recorded',
    source: 'recorded-histories',
    check: checkStart,
  },
  {
    id: 'references',
    says: 'previousEventId is always present and is 0 or the id of an earlier event.',
    evidence: 'recorded',
    source: 'recorded-histories',
    check: checkReference,
  },
  {
    id: 'zero',
    says: 'ExecutionStarted, the first state, ExecutionAborted and ExecutionTimedOut hang on nothing (0); all else hangs on an event.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    check: checkZero,
  },
  {
    id: 'leaves',
    says: 'Nothing hangs on ExecutionStarted, on a failed or aborted iteration, on *StateSucceeded of a container or on *StateAborted.',
    evidence: 'recorded',
    source: 'recorded-histories',
    check: checkLeaf,
  },
  {
    id: 'closing',
    says: 'A closing event is the last one, or ExecutionRedriven follows; the history of a closed execution ends with one.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    check: checkClosing,
  },
  {
    id: 'closingLink',
    says: 'ExecutionSucceeded and ExecutionFailed hang on the event right before them.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['ExecutionSucceeded', 'ExecutionFailed'],
    check: (event) =>
      event.previousEventId === event.id - 1
        ? undefined
        : `previousEventId is ${event.previousEventId}, due: ${event.id - 1}`,
  },
  {
    id: 'time',
    says: 'No event is earlier than the one before it.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    check: checkTime,
  },
  {
    id: 'size',
    says: 'A history holds at most 25,000 events.',
    evidence: 'documented',
    source: 'service-quotas',
    check: ({ position }) =>
      position === defaultLimits.historyEvents ? 'it is one event more than a history can hold' : undefined,
  },
]);
