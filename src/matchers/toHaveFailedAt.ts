import { errorOf } from '../history/trace';
import { checkMatcherOptions, checkState } from './arguments';
import { attemptsOf, failureOf, type FailedAttempt } from './attempts';
import { callText, contrast, explain, matchesText, valueText, type Matcher, type TextExpectation } from './matcher';
import { historyOf, historyTable } from './received';

export interface HaveFailedAtOptions {
  readonly error?: TextExpectation;
  readonly cause?: TextExpectation;
  /** 0: the first run, n: after the n-th redrive. Default: any. */
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
  const events = historyOf(received, 'toHaveFailedAt');
  checkState('toHaveFailedAt', state);
  checkMatcherOptions('toHaveFailedAt', options, KINDS);
  const attempts = attemptsOf(events).map(failureOf);
  const asked = options.attempt === undefined ? attempts : attempts.slice(options.attempt, options.attempt + 1);
  const pass = asked.some((failure) => failure !== undefined && fits(failure, state, options));
  const message = () =>
    explain(
      callText(context, 'history', 'toHaveFailedAt', state, Object.keys(options).length === 0 ? undefined : options),
      contrast(context, `failed at ${expectedText(state, options)}`, receivedText(attempts)),
      historyTable(events),
    );
  return { pass, message };
};

const TEXT = 'a text, a pattern or an asymmetric matcher';
const KINDS = { error: TEXT, cause: TEXT, attempt: 'a whole number, from 0' } as const;

function fits({ closing, states }: FailedAttempt, state: string, { error, cause }: HaveFailedAtOptions): boolean {
  const found = errorOf(closing);
  return (
    states.includes(state) &&
    (error === undefined || matchesText(error, found.error)) &&
    (cause === undefined || matchesText(cause, found.cause))
  );
}

function expectedText(state: string, { error, cause }: HaveFailedAtOptions): string {
  const parts = [
    JSON.stringify(state),
    ...(error === undefined ? [] : [`error ${valueText(error)}`]),
    ...(cause === undefined ? [] : [`cause ${valueText(cause)}`]),
  ];
  return parts.join(', ');
}

function receivedText(attempts: readonly (FailedAttempt | undefined)[]): string {
  const failures = attempts.flatMap((failure, attempt) => {
    if (failure === undefined) return [];
    const { error = '(none)', cause } = errorOf(failure.closing);
    const where =
      failure.states.length === 0 ? 'no state' : failure.states.map((name) => JSON.stringify(name)).join(' in ');
    const run = attempt === 0 ? 'first run' : `redrive ${attempt}`;
    return [
      `${run}: ${failure.closing.type} at ${where}, error ${error}${cause === undefined ? '' : `, cause ${cause}`}`,
    ];
  });
  return failures.length === 0 ? 'no attempt has failed' : failures.join('\n          ');
}
