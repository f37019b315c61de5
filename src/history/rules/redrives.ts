import { defaultLimits } from '../../rules/limits';
import { errorOf, openVisitOf, type TracedEvent } from '../trace';
import { nameOf, type RuleContext, ruleFamily } from './historyRule';
import { textFrom } from '../../model/capturedMember';

const UNSUCCESSFUL = /^Execution(Failed|TimedOut|Aborted)$/;

function checkRedriven(event: TracedEvent, { trace }: RuleContext): string | undefined {
  const closing = trace.events[event.position - 1];
  if (closing !== undefined && event.previous === closing && UNSUCCESSFUL.test(closing.type)) return undefined;
  return `previousEventId is ${event.previousEventId} (${nameOf(event.previous)}), due: the unsuccessful closing event right before it`;
}

function checkCount({ attempt, details }: TracedEvent): string | undefined {
  return details['redriveCount'] === attempt
    ? undefined
    : `its redriveCount is ${textFrom(details['redriveCount'])}, due: ${attempt}`;
}

/** What of an earlier attempt the events of a redrive may hang on. */
const RESUMABLE =
  /State(Entered|Exited|Started)$|^MapIteration(Started|Succeeded)$|^Execution(Failed|TimedOut|Aborted)$/;

function checkResumption(event: TracedEvent): string | undefined {
  const { previous } = event;
  if (previous === undefined || previous.attempt === event.attempt) return undefined;
  const redriven = event.type === 'ExecutionRedriven';
  if (redriven === UNSUCCESSFUL.test(previous.type) && RESUMABLE.test(previous.type)) return undefined;
  return `it hangs on ${nameOf(previous)} of an earlier attempt`;
}

function checkFailState(event: TracedEvent, { trace }: RuleContext): string | undefined {
  const { previous } = event;
  const open = openVisitOf(trace.root);
  if (previous?.type !== 'ExecutionRedriven' || open?.type !== 'Fail') return undefined;
  const closing = previous.previous;
  if (closing?.type !== 'ExecutionFailed') return undefined;
  const [own, due] = [errorOf(event), errorOf(closing)];
  const alike = (['error', 'cause'] as const).every((name) => (own[name] === undefined) === (due[name] === undefined));
  return alike || own.error === 'States.Runtime'
    ? undefined
    : `its error and cause are ${JSON.stringify(own)}, those of ${nameOf(closing)} were ${JSON.stringify(due)}`;
}

/** What is written when an execution is redriven. */
export const redriveRules = ruleFamily('redrives', [
  {
    id: 'link',
    says: 'ExecutionRedriven hangs on the ExecutionFailed, ExecutionTimedOut or ExecutionAborted right before it.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['ExecutionRedriven'],
    check: checkRedriven,
  },
  {
    id: 'count',
    says: 'redriveCount counts the redrives from 1.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['ExecutionRedriven'],
    check: checkCount,
  },
  {
    id: 'size',
    says: 'An execution is redriven only while its history holds fewer than 24,999 events.',
    evidence: 'documented',
    source: 'redrive-eligibility',
    types: ['ExecutionRedriven'],
    check: ({ position }) =>
      position >= defaultLimits.redrivableEvents ? `${position} events came before it` : undefined,
  },
  {
    id: 'resumption',
    says: 'Resumed work hangs on the original entry into its state or on what last succeeded, never on a failure.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    check: checkResumption,
  },
  {
    id: 'failState',
    says: 'An execution that ended in a Fail state is redriven into its error and cause, without entering the state again; the state may compute other ones.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    types: ['ExecutionFailed'],
    check: checkFailState,
  },
]);
