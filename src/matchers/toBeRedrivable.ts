import { redrivePlan } from '../history/redrivePlan';
import { TestkitError } from '../model/testkitError';
import { checkMatcherOptions } from './arguments';
import { callText, contrast, explain, matchesText, valueText, type Matcher, type TextExpectation } from './matcher';
import { executionArnOf, historyIfAny, historyTable, type ReceivedExecution } from './received';

export interface BeRedrivableOptions {
  /** With `.not`: AWS's reason why not, for example `Execution redrivable period exceeded`. */
  readonly reason?: TextExpectation;
}

const REDRIVABLE = 'REDRIVABLE';

/**
 * AWS shows the execution as REDRIVABLE. `.not.toBeRedrivable({ reason })` also compares why not. A child of a Map Run,
 * REDRIVABLE_BY_MAP_RUN, is not redrivable itself.
 */
export const toBeRedrivable: Matcher<[options?: BeRedrivableOptions]> = (context, received, options = {}) => {
  checkMatcherOptions('toBeRedrivable', options, { reason: 'a text, a pattern or an asymmetric matcher' });
  const { reason } = options;
  if (reason !== undefined && !context.isNot) throw reasonWithoutNot();
  const history = historyIfAny(received, 'toBeRedrivable')?.events;
  const found = history === undefined ? executionArnOf(received, 'toBeRedrivable', 'redriveStatus') : statusIn(history);
  const redrivable = found.redriveStatus === REDRIVABLE;
  const otherReason = !redrivable && reason !== undefined && !matchesText(reason, found.redriveStatusReason);
  const message = () =>
    explain(
      callText(context, 'execution', 'toBeRedrivable', reason === undefined ? undefined : options),
      contrast(
        context,
        reason === undefined ? REDRIVABLE : `${REDRIVABLE}, because ${valueText(reason)}`,
        statusText(found),
      ),
      history && historyTable(history),
    );
  return { pass: redrivable || otherReason, message };
};

function statusIn(history: Parameters<typeof redrivePlan>[0]): ReceivedExecution {
  const { redrivable, reason } = redrivePlan(history);
  return redrivable
    ? { redriveStatus: REDRIVABLE }
    : { redriveStatus: 'NOT_REDRIVABLE', ...(reason === undefined ? {} : { redriveStatusReason: reason }) };
}

function statusText({ redriveStatus, redriveStatusReason, status }: ReceivedExecution): string {
  const because = redriveStatusReason === undefined ? '' : `, because "${redriveStatusReason}"`;
  return `${redriveStatus}${because}${status === undefined ? '' : ` (status ${status})`}`;
}

function reasonWithoutNot(): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'A redrivable execution has no reason: AWS gives one only for what it refuses.',
    hint: 'Write expect(execution).not.toBeRedrivable({ reason }), or leave the reason out.',
  });
}
