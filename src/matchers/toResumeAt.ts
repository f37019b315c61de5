import { redrivePlan, type RedrivePlan } from '../history/redrivePlan';
import { remember } from '../model/provenance';
import { TestkitError } from '../model/testkitError';
import type { HistoryEventLike } from '../history/historyEvents';
import { checkMatcherOptions, checkState } from './arguments';
import { attemptsOf } from './attempts';
import { callText, contrast, explain, type Matcher } from './matcher';
import { requireKnownState } from './knownState';
import { historyToMatch, historyTable, type ReceivedHistory } from './received';

export interface ResumeAtOptions {
  /** Which redrive, from 1; `'next'`: the one that could come. Default: the last one that happened. */
  readonly redrive?: number | 'next';
}

/**
 * The redrive of this history went on with this state: with the innermost unsuccessful one, or a Parallel or Map around
 * it. A redrive that there is not is an error.
 */
export const toResumeAt: Matcher<[state: string, options?: ResumeAtOptions]> = (
  context,
  received,
  state,
  options = {},
) => {
  const history = historyToMatch(received, 'toResumeAt');
  checkState('toResumeAt', state);
  checkMatcherOptions('toResumeAt', options, { redrive: "a whole number, from 1, or 'next'" });
  requireKnownState('toResumeAt', state, history);
  const { events } = history;
  const found = planOf(history, options.redrive);
  const pass = found.plan.reruns.some((rerun) => rerun.state === state);
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
  readonly plan: RedrivePlan;
}

function planOf({ events, provenance }: ReceivedHistory, redrive: number | 'next' | undefined): FoundPlan {
  const planFor = (part: readonly HistoryEventLike[]) =>
    redrivePlan(provenance === undefined ? part : remember([...part], provenance));
  if (redrive === 'next') return { which: 'the next redrive', plan: planFor(events) };
  const attempts = attemptsOf(events);
  const redrives = attempts.length - 1;
  const before = attempts[(redrive ?? redrives) - 1];
  if (before === undefined || (redrive ?? redrives) > redrives) throw noSuchRedrive(redrive, redrives, events);
  return { which: redrive === undefined ? 'the redrive' : `redrive ${redrive}`, plan: planFor(before) };
}

/** With `.not`, what never happened would always pass. */
function noSuchRedrive(
  redrive: number | undefined,
  redrives: number,
  events: readonly HistoryEventLike[],
): TestkitError {
  const which = redrive === undefined ? 'a redrive' : `redrive ${redrive}`;
  const there = redrives === 0 ? 'no redrive' : redrives === 1 ? 'one redrive' : `${redrives} redrives`;
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `toResumeAt() asks where ${which} resumed, and this history has ${there}.`,
    found: historyTable(events),
    hint: "Redrive the execution before, or ask for the redrive that could come: { redrive: 'next' }.",
  });
}

function receivedText({ plan }: FoundPlan): string {
  if (!plan.redrivable) return `no redrive is possible: ${plan.reason}`;
  const places = plan.resumesAt.map(({ state, action }) => `${JSON.stringify(state)} (${action})`);
  return places.length === 0 ? plan.notes.join(' ') : `resumes at ${places.join(', ')}`;
}
