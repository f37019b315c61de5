import { redrivePlan, type RedrivePlan } from '../history/redrivePlan';
import type { HistoryEventLike } from '../history/historyEvents';
import { checkMatcherOptions, checkState } from './arguments';
import { attemptsOf } from './attempts';
import { callText, contrast, explain, type Matcher } from './matcher';
import { historyOf, historyTable } from './received';

export interface ResumeAtOptions {
  /** Which redrive, from 1; `'next'`: the one that could come. Default: the last one that happened. */
  readonly redrive?: number | 'next';
}

/**
 * The redrive of this history went on with this state: with the innermost unsuccessful one, or a Parallel or Map around
 * it. Does not pass if there was no such redrive.
 */
export const toResumeAt: Matcher<[state: string, options?: ResumeAtOptions]> = (
  context,
  received,
  state,
  options = {},
) => {
  const events = historyOf(received, 'toResumeAt');
  checkState('toResumeAt', state);
  checkMatcherOptions('toResumeAt', options, { redrive: "a whole number, from 1, or 'next'" });
  const found = planOf(events, options.redrive);
  const pass = found.plan?.reruns.some((rerun) => rerun.state === state) === true;
  const message = () =>
    explain(
      callText(context, 'history', 'toResumeAt', state, options.redrive === undefined ? undefined : options),
      contrast(
        context,
        `${found.which} resumes at ${JSON.stringify(state)}`,
        receivedText(found),
        `${found.which} does not resume at ${JSON.stringify(state)}`,
      ),
      historyTable(events),
    );
  return { pass, message };
};

interface FoundPlan {
  readonly which: string;
  /** Absent: there was no such redrive. */
  readonly plan?: RedrivePlan;
  readonly redrives: number;
}

function planOf(events: readonly HistoryEventLike[], redrive: number | 'next' | undefined): FoundPlan {
  const attempts = attemptsOf(events);
  const redrives = attempts.length - 1;
  if (redrive === 'next') return { which: 'the next redrive', plan: redrivePlan(events), redrives };
  const number = redrive ?? redrives;
  const before = number >= 1 && number <= redrives ? attempts[number - 1] : undefined;
  const which = redrive === undefined ? 'the redrive' : `redrive ${redrive}`;
  return before === undefined ? { which, redrives } : { which, plan: redrivePlan(before), redrives };
}

function receivedText({ plan, redrives }: FoundPlan): string {
  if (plan === undefined)
    return redrives === 0 ? 'no redrive in this history' : `only ${redrives} redrives in this history`;
  if (!plan.redrivable) return `no redrive is possible: ${plan.reason}`;
  const places = plan.resumesAt.map(({ state, action }) => `${JSON.stringify(state)} (${action})`);
  return places.length === 0 ? plan.notes.join(' ') : `resumes at ${places.join(', ')}`;
}
