import { checkOptions, invalid, isWholeFrom, shown } from '../../model/arguments';
import { strictJson } from '../../model/strictJson';
import { TestkitError } from '../../model/testkitError';
import * as shapes from '../../rules/constraints/shapes';
import { fieldLimit } from '../../rules/fieldLimits';
import { isOutcome, type OutcomeKind, type OutcomeOptions, type TaskOutcome } from './taskScript';

const OPTION_NAMES = ['after', 'submitted', 'workerName'];
/** No attempt takes longer: it is the longest TimeoutSeconds. */
const LONGEST_ATTEMPT = fieldLimit('timeoutSeconds') * 1000;

/** What something may come to, for checks and messages. */
export interface Outcomes {
  is(value: unknown): boolean;
  /** Calls that make some. */
  readonly some: string;
}

export const TASK_OUTCOMES: Outcomes = { is: isOutcome, some: 'succeeds(…), fails(…) or another outcome' };

/** Refuses what is neither an outcome nor a list of outcomes nor a function. */
export function refuseNoOutcome(what: string, entry: unknown, outcomes = TASK_OUTCOMES): void {
  if (typeof entry === 'function') return;
  const entries: readonly unknown[] = Array.isArray(entry) ? entry : [entry];
  const wrong = entries.filter((each) => !outcomes.is(each));
  if (entries.length > 0 && wrong.length === 0) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${what} is no outcome.`,
    found: entries.length === 0 ? 'It is an empty list.' : `It holds: ${shown(wrong[0])}.`,
    hint: `Give ${outcomes.some}, a list of them, or a function that returns one.`,
  });
}

/** The options of an outcome as they are kept, once each is what it is to be; `further` ones belong to this outcome alone. */
export function checkedOptions(kind: OutcomeKind, given: unknown, further: readonly string[] = []): OutcomeOptions {
  checkOptions(`${kind}()`, given, [...OPTION_NAMES, ...further], exampleOf(kind));
  const options = given as OutcomeOptions;
  const { after, workerName, submitted } = options;
  if (after !== undefined) checkAfter(kind, after, '; for a task that does not end by itself use neverEnds()');
  if (workerName !== undefined) checkWorkerName(kind, workerName);
  if (submitted === undefined) return options;
  return { ...options, submitted: strictJson(submitted, `The option submitted of ${kind}()`) };
}

export function checkAfter(call: string, after: unknown, otherwise: string): void {
  if (typeof after === 'number' && after >= 0 && after <= LONGEST_ATTEMPT) return;
  throw invalid(
    `The option after of ${call}() is a number of milliseconds, from 0 to ${LONGEST_ATTEMPT}.`,
    after,
    `Write for example { after: seconds(5) }${otherwise}.`,
  );
}

function checkWorkerName(kind: OutcomeKind, workerName: unknown): void {
  if (typeof workerName === 'string' && workerName.length >= 1 && workerName.length <= shapes.name.maxLength!) return;
  const what = `The option workerName of ${kind}() is a text of 1 to ${shapes.name.maxLength} characters.`;
  throw invalid(what, workerName, "Write for example { workerName: 'packer-1' }.");
}

function exampleOf(kind: OutcomeKind): string {
  const before: { readonly [Kind in OutcomeKind]?: string } = {
    succeeds: 'output, ',
    lambdaReturns: 'payload, ',
    lambdaThrows: 'type, message, ',
    timesOut: '',
    heartbeatTimesOut: '',
    neverEnds: '',
  };
  return `${kind}(${before[kind] ?? 'error, cause, '}{ after: seconds(5) })`;
}

/** Error and cause as AWS can have them; each may be left out. */
export function checkedFailure(call: string, error: unknown, cause: unknown): { error?: string; cause?: string } {
  const example = `Write for example ${call}('Card.Declined', 'insufficient funds'); undefined leaves one out.`;
  return {
    ...(error === undefined ? {} : { error: textWithin(`The error of ${call}()`, error, shapes.error, example) }),
    ...(cause === undefined ? {} : { cause: textWithin(`The cause of ${call}()`, cause, shapes.cause, example) }),
  };
}

/** Type, message and stack trace of what a Lambda function throws. */
export function checkedThrow(
  errorType: unknown,
  message: unknown,
  trace: unknown,
): { error: string; cause: string; trace: readonly string[] } {
  const example = "Write for example lambdaThrows('CardDeclined', 'insufficient funds').";
  const error = textWithin('The error type of lambdaThrows()', errorType, shapes.error, example);
  const cause = textWithin('The message of lambdaThrows()', message, shapes.cause, example);
  if (Array.isArray(trace) && trace.every((line) => typeof line === 'string'))
    return { error, cause, trace: [...trace] };
  const hint = "Write for example { trace: ['at handler (index.js:1:1)'] }.";
  throw invalid('The option trace of lambdaThrows() is a list of texts.', trace, hint);
}

function textWithin(whose: string, given: unknown, { maxLength }: { maxLength?: number }, hint: string): string {
  if (typeof given !== 'string') throw invalid(`${whose} is a text.`, given, hint);
  if (maxLength === undefined || given.length <= maxLength) return given;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${whose} has at most ${maxLength} characters on AWS.`,
    found: `It got ${shown(given)}.`,
    hint: 'Shorten it.',
  });
}

/** How many redrives it takes, and the outcome from then on. */
export function checkedRedrives(redrives: unknown, then: unknown): { redrives: number; then: TaskOutcome } {
  if (!isWholeFrom(1, redrives)) {
    const hint = 'Write for example { redrives: 2 }; without it one redrive is enough.';
    throw invalid('The option redrives of failsUntilRedriven() is a whole number, from 1.', redrives, hint);
  }
  if (isOutcome(then)) return { redrives, then };
  const hint = 'Write for example { then: succeeds({ paid: true }) }.';
  throw invalid('The option then of failsUntilRedriven() is an outcome.', then, hint);
}
