import { TestkitError } from '../model/testkitError';
import { errorOf } from '../history/trace';
import { checkMatcherOptions, checkState } from './arguments';
import { attemptsOf, failureOf, type FailedAttempt } from './attempts';
import { callText, contrast, explain, matchesText, valueText, type Matcher, type TextExpectation } from './matcher';
import { requireKnownState } from './knownState';
import { historyToMatch, historyTable } from './received';

export interface HaveFailedAtOptions {
  readonly error?: TextExpectation;
  readonly cause?: TextExpectation;
  /** 1: the first run, 2: after the first redrive, and so on. Default: any. */
  readonly attempt?: number;
}

/**
 * The execution has failed in this state, in one of its attempts: the innermost one that failed, or a Parallel or Map
 * around it; in a timeout or a stop, a state that was open. Error and cause are those of the execution.
 */
export const toHaveFailedAt: Matcher<[state: string, options?: HaveFailedAtOptions]> = (
  context,
  received,
  state,
  options = {},
) => {
  const history = historyToMatch(received, 'toHaveFailedAt');
  checkState('toHaveFailedAt', state);
  checkMatcherOptions('toHaveFailedAt', options, KINDS);
  requireKnownState('toHaveFailedAt', state, history);
  const { events } = history;
  const attempts = attemptsOf(events).map(failureOf);
  const { attempt } = options;
  if (attempt !== undefined && attempt > attempts.length) throw noSuchAttempt(attempt, attempts.length);
  const asked = attempt === undefined ? attempts : attempts.slice(attempt - 1, attempt);
  const pass = asked.some((failure) => failure !== undefined && fits(failure, state, options));
  const message = () =>
    explain(
      callText(context, 'history', 'toHaveFailedAt', state, Object.keys(options).length === 0 ? undefined : options),
      contrast(context, `failed at ${expectedText(state, options)}`, receivedText(attempts, options)),
      historyTable(events),
    );
  return { pass, message };
};

const TEXT = 'a text, a pattern or an asymmetric matcher';
const KINDS = { error: TEXT, cause: TEXT, attempt: 'a whole number, from 1' } as const;

/** With `.not`, one that never was would always pass. */
function noSuchAttempt(attempt: number, attempts: number): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `toHaveFailedAt() asks for attempt ${attempt}, which this history does not have.`,
    found:
      attempts === 1
        ? 'It has the first run only.'
        : `It has ${attempts}: the first run and ${attempts - 1} after redrives.`,
    hint: 'Attempts are counted from 1: { attempt: 1 } is the first run, { attempt: 2 } the one after the first redrive.',
  });
}

function fits({ closing, states }: FailedAttempt, state: string, { error, cause }: HaveFailedAtOptions): boolean {
  const found = errorOf(closing);
  return (
    states.includes(state) &&
    (error === undefined || matchesText(error, found.error)) &&
    (cause === undefined || matchesText(cause, found.cause))
  );
}

function expectedText(state: string, { error, cause, attempt }: HaveFailedAtOptions): string {
  const parts = [
    JSON.stringify(state),
    ...(error === undefined ? [] : [`error ${valueText(error)}`]),
    ...(cause === undefined ? [] : [`cause ${valueText(cause)}`]),
    ...(attempt === undefined ? [] : [`in attempt ${attempt}`]),
  ];
  return parts.join(', ');
}

/** A cause may be a description of a child: whole only where it is asked for. */
const SHOWN_CAUSE = 80;

function causeText(cause: string | undefined, { cause: expected }: HaveFailedAtOptions): string {
  if (cause === undefined) return '';
  const isShown = expected !== undefined || cause.length <= SHOWN_CAUSE;
  return `, cause ${isShown ? cause : `${cause.slice(0, SHOWN_CAUSE - 1)}…`}`;
}

function receivedText(attempts: readonly (FailedAttempt | undefined)[], options: HaveFailedAtOptions): string {
  const failures = attempts.flatMap((failure, index) => {
    if (failure === undefined) return [];
    const { error = '(none)', cause } = errorOf(failure.closing);
    const where =
      failure.states.length === 0 ? 'no state' : failure.states.map((name) => JSON.stringify(name)).join(' in ');
    const run = index === 0 ? 'attempt 1 (first run)' : `attempt ${index + 1} (redrive ${index})`;
    return [`${run}: ${failure.closing.type} at ${where}, error ${error}${causeText(cause, options)}`];
  });
  return failures.length === 0 ? 'no attempt has failed' : failures.join('\n          ');
}
