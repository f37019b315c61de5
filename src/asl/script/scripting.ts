import { strictJson } from '../../model/strictJson';
import { checkedFailure, checkedOptions, checkedRedrives, checkedThrow } from './outcomeChecks';
import type { OutcomeKind, OutcomeOptions, TaskOutcome } from './taskScript';

function outcome(kind: OutcomeKind, parts: Partial<TaskOutcome>, options: OutcomeOptions): TaskOutcome {
  return Object.freeze({ kind, ...parts, options: Object.freeze({ ...checkedOptions(kind, options) }) });
}

function failing(kind: OutcomeKind, error: unknown, cause: unknown, options: OutcomeOptions): TaskOutcome {
  return outcome(kind, checkedFailure(kind, error, cause), options);
}

/**
 * The task succeeds with this output, as it stands: for `lambda:invoke` that is the whole envelope. See {@link lambdaReturns}.
 *
 * @param output Anything that JSON can hold; `{}` unless given.
 * @example
 * const tasks = { ChargeCard: succeeds({ paid: true }, { after: seconds(5) }) };
 */
export function succeeds(output: unknown = {}, options: OutcomeOptions = {}): TaskOutcome {
  return outcome('succeeds', { output: strictJson(output, 'The output of succeeds()') }, options);
}

/**
 * The task fails with this error and cause, as they stand; each may be left out, as AWS allows.
 *
 * @example
 * const tasks = { ChargeCard: fails('Card.Declined', 'insufficient funds') };
 */
export function fails(error?: string, cause?: string, options: OutcomeOptions = {}): TaskOutcome {
  return failing('fails', error, cause, options);
}

/**
 * The Lambda function returns this payload: a function ARN gives it as it stands, `lambda:invoke` in the recorded envelope
 * (`{ ExecutedVersion, Payload, SdkHttpMetadata, … }`).
 *
 * @example
 * const tasks = { ChargeCard: lambdaReturns({ paid: true }) };
 */
export function lambdaReturns(payload: unknown = {}, options: OutcomeOptions = {}): TaskOutcome {
  return outcome('lambdaReturns', { output: strictJson(payload, 'The payload of lambdaReturns()') }, options);
}

/**
 * The Lambda function throws: the error is the type, the cause is the recorded JSON (`errorMessage`, `errorType`, `requestId`,
 * `stackTrace`).
 *
 * @example
 * const tasks = { ChargeCard: lambdaThrows('CardDeclined', 'insufficient funds') };
 */
export function lambdaThrows(
  errorType: string,
  message = '',
  options: OutcomeOptions & { trace?: readonly string[] } = {},
): TaskOutcome {
  const { trace = [], ...others } = checkedOptions('lambdaThrows', options, ['trace']) as typeof options;
  return outcome('lambdaThrows', checkedThrow(errorType, message, trace), others);
}

/**
 * The task fails, retries included, until the execution was redriven; then it does something else.
 *
 * @param options.redrives How many redrives it takes: 1 unless given.
 * @param options.then What happens from then on: `succeeds()` unless given.
 * @example
 * const tasks = { ChargeCard: failsUntilRedriven('Card.Declined', 'insufficient funds', { then: succeeds({ paid: true }) }) };
 */
export function failsUntilRedriven(
  error?: string,
  cause?: string,
  options: OutcomeOptions & { redrives?: number; then?: TaskOutcome } = {},
): TaskOutcome {
  const own = ['redrives', 'then'];
  const {
    redrives = 1,
    then = succeeds(),
    ...others
  } = checkedOptions('failsUntilRedriven', options, own) as typeof options;
  const failure = checkedFailure('failsUntilRedriven', error, cause);
  return outcome('failsUntilRedriven', { ...failure, ...checkedRedrives(redrives, then) }, others);
}

/**
 * The task times out: `*TimedOut` with States.Timeout and no cause, as recorded.
 *
 * @example
 * const tasks = { ChargeCard: [timesOut(), succeeds()] };
 */
export function timesOut(options: OutcomeOptions = {}): TaskOutcome {
  return outcome('timesOut', {}, options);
}

/**
 * The task's heartbeat is lost: recorded as States.Timeout; a retrier or catcher may name States.HeartbeatTimeout.
 *
 * @example
 * const tasks = { ChargeCard: heartbeatTimesOut({ after: minutes(1) }) };
 */
export function heartbeatTimesOut(options: OutcomeOptions = {}): TaskOutcome {
  return outcome('heartbeatTimesOut', {}, options);
}

/**
 * The task cannot be scheduled: `LambdaFunctionScheduleFailed`, `ActivityScheduleFailed`.
 *
 * @example
 * const tasks = { ChargeCard: failsToSchedule('Lambda.TooManyRequestsException', 'Rate Exceeded.') };
 */
export function failsToSchedule(error?: string, cause?: string, options: OutcomeOptions = {}): TaskOutcome {
  return failing('failsToSchedule', error, cause, options);
}

/**
 * The task cannot be started: `LambdaFunctionStartFailed`, `TaskStartFailed`.
 *
 * @example
 * const tasks = { ChargeCard: failsToStart('Lambda.AWSLambdaException', 'no permission') };
 */
export function failsToStart(error?: string, cause?: string, options: OutcomeOptions = {}): TaskOutcome {
  return failing('failsToStart', error, cause, options);
}

/**
 * The job or message of a `.sync` or `.waitForTaskToken` task cannot be submitted: `TaskSubmitFailed`.
 *
 * @example
 * const tasks = { AskClerk: failsToSubmit('SQS.QueueDoesNotExistException', 'The queue does not exist') };
 */
export function failsToSubmit(error?: string, cause?: string, options: OutcomeOptions = {}): TaskOutcome {
  return failing('failsToSubmit', error, cause, options);
}

/**
 * The task goes on until a worker, a task token or a timeout ends it.
 *
 * @example
 * const tasks = { AskClerk: neverEnds() };
 */
export function neverEnds(options: OutcomeOptions = {}): TaskOutcome {
  return outcome('neverEnds', {}, options);
}
