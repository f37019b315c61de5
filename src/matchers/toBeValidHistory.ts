import { checkHistory, type CheckOptions, type HistoryProblem } from '../history/checkHistory';
import { callText, explain, type Matcher } from './matcher';
import { historyToMatch, historyTable } from './received';

/** The history keeps every rule of {@link checkHistory}. */
export const toBeValidHistory: Matcher<[options?: CheckOptions]> = (context, received, options = {}) => {
  const { events } = historyToMatch(received, 'toBeValidHistory', { mayGoOn: options?.allowIncomplete === true });
  const { problems, valid } = checkHistory(events, options);
  const message = () =>
    explain(
      callText(context, 'history', 'toBeValidHistory', Object.keys(options).length === 0 ? undefined : options),
      valid ? 'Every rule of the history checker is kept.' : problemList(problems),
      historyTable(events),
    );
  return { pass: valid, message };
};

const SHOWN_PROBLEMS = 10;

function problemList(problems: readonly HistoryProblem[]): string {
  const shown = problems
    .slice(0, SHOWN_PROBLEMS)
    .map(
      ({ eventId, eventType, evidence, message, rule, says }) =>
        `#${eventId} ${eventType}: ${message}\n    ${rule} (${evidence}): ${says}`,
    );
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}
