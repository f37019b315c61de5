import { deepEqualJson, parseJson } from '../../model/json';
import { isMembers } from '../../model/arguments';
import { textOf, type TracedEvent } from '../trace';
import { nameOf, type RuleContext, ruleFamily } from './historyRule';
import { ENTERED_TYPES } from './memberTable';

function isTruncated({ details }: TracedEvent, member: string): boolean {
  const mark = details[`${member}Details`];
  return isMembers(mark) && mark['truncated'] === true;
}

/** The message of two documents that should be one; blanks and the order of members do not count. */
function compare(
  event: TracedEvent,
  member: 'input' | 'output',
  from: TracedEvent | undefined,
  fromMember: 'input' | 'output',
): string | undefined {
  if (from === undefined || isTruncated(event, member) || isTruncated(from, fromMember)) return undefined;
  const [own, due] = [textOf(event, member), textOf(from, fromMember)];
  if (own === due || own === undefined || due === undefined || sameJson(own, due)) return undefined;
  return `its ${member} is not the ${fromMember} of ${nameOf(from)}`;
}

function sameJson(a: string, b: string): boolean {
  try {
    return deepEqualJson(parseJson(a), parseJson(b));
  } catch {
    return false;
  }
}

function checkInput(event: TracedEvent, { trace }: RuleContext): string | undefined {
  const { visit } = event;
  if (visit === undefined) return undefined;
  if (visit.rank > 0) return compare(event, 'input', visit.thread.visits[visit.rank - 1]?.exited, 'output');
  return visit.thread === trace.root ? compare(event, 'input', trace.events[0], 'input') : undefined;
}

function checkOutput(event: TracedEvent, { trace }: RuleContext): string | undefined {
  const { previous } = event;
  const exit = previous?.type === 'ExecutionRedriven' ? trace.root.visits.at(-1)?.exited : previous;
  return exit?.type.endsWith('StateExited') === true
    ? compare(event, 'output', exit, 'output')
    : `previousEventId is ${event.previousEventId} (${nameOf(event.previous)}), due: the exit of the last state`;
}

/** How documents pass from state to state. */
export const dataFlowRules = ruleFamily('dataFlow', [
  {
    id: 'input',
    says: 'The input of a state is the output of the state before it, or the input of the execution.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ENTERED_TYPES,
    check: checkInput,
  },
  {
    id: 'output',
    says: 'The output of an execution is that of its last state.',
    evidence: 'recorded',
    source: 'recorded-histories',
    types: ['ExecutionSucceeded'],
    check: checkOutput,
  },
]);
