import { fails, failsToSchedule, failsToStart, lambdaThrows, timesOut } from '../../asl/script/scripting';
import type { TaskOutcome } from '../../asl/script/taskScript';
import { stringifyJson } from '../../model/json';
import { seconds } from '../../time/duration';
import { LAMBDA_FAILURE_OPTIONS, TASK_OPTIONS } from '../options';
import { functionArn, kebab } from '../place';
import type { PlanContext } from './mode';
import { isLambda, taskMode } from './task';

const PYTHON_TRACE = (error: string, message: string): string =>
  `  File "/var/task/handler.py", line 42, in handler\n    raise ${error}("${message}")\n`;

const ofFunction = {
  state: 'ChargeCard',
  resource: ({ place }: PlanContext, state: string) => functionArn(place, kebab(state)),
  fits: isLambda,
};

/** Seconds that the timeouts of the catalogue allow. */
const TIMEOUT_SECONDS = 30;

function handled({ options, payloads }: PlanContext, after: { after: number }): TaskOutcome {
  const { error = 'CardDeclined', cause, message = payloads.sentence('insufficient funds') } = options;
  if (cause !== undefined) return fails(error, cause, after);
  return lambdaThrows(error, message, { ...after, trace: [PYTHON_TRACE(error, message)] });
}

/** What the sandbox of Lambda reports when the function itself cannot: an error type, and a message with the request id. */
function sandbox({ options, payloads, sequence }: PlanContext, type: string, what: string, after: { after: number }) {
  const errorMessage = `RequestId: ${payloads.uuid(`request ${sequence}`)} Error: ${what}`;
  const cause = stringifyJson({ errorType: type, errorMessage });
  return fails(options.error ?? type, options.cause ?? cause, after);
}

const inSeconds = ({ after }: { after: number }): string => (after / seconds(1)).toFixed(2);

export const lambdaModes = {
  'lambda-function-failed': taskMode({
    ...ofFunction,
    says: 'A Lambda function throws an error that its runtime reports with type, message and stack trace.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'error_handling.task_lambda.raise_exception' }],
    options: LAMBDA_FAILURE_OPTIONS,
    fails: handled,
  }),
  'lambda-function-crashed': taskMode({
    ...ofFunction,
    says: 'The process of a Lambda function exits before it has answered.',
    evidence: 'assumed',
    reason:
      'The error type and message were measured on Lambda itself; how Step Functions hands them on was not recorded.',
    source: 'reported-lambda-errors',
    fails: (context, after) => sandbox(context, 'Runtime.ExitError', 'Runtime exited with error: exit status 1', after),
  }),
  'lambda-function-out-of-memory': taskMode({
    ...ofFunction,
    says: 'A Lambda function needs more memory than it has and is killed.',
    evidence: 'assumed',
    reason: 'The message is known from the logs of Lambda; how Step Functions hands it on was not recorded.',
    source: 'reported-lambda-errors',
    fails: (context, after) =>
      sandbox(context, 'Runtime.ExitError', 'Runtime exited with error: signal: killed', after),
  }),
  'lambda-function-timed-out-by-itself': taskMode({
    ...ofFunction,
    says: "A Lambda function runs into its own timeout, not into the Task's.",
    evidence: 'documented',
    source: 'lambda-service-exceptions',
    takes: seconds(3),
    fails: (context, after) =>
      sandbox(context, 'Sandbox.Timedout', `Task timed out after ${inSeconds(after)} seconds`, after),
  }),
  'lambda-function-timed-out': taskMode({
    ...ofFunction,
    says: "A Lambda function takes longer than the Task's TimeoutSeconds.",
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'timeouts.timeouts.fixed_timeout_lambda' }],
    options: TASK_OPTIONS,
    limit: 'TimeoutSeconds',
    takes: seconds(TIMEOUT_SECONDS),
    fails: (_context, after) => timesOut(after),
  }),
  'lambda-throttled': taskMode({
    ...ofFunction,
    says: 'Lambda refuses the invocation because too many functions run at once.',
    evidence: 'documented',
    source: 'lambda-service-exceptions',
    fails: ({ options, payloads, sequence }, after) =>
      fails(
        options.error ?? 'Lambda.TooManyRequestsException',
        /**
         * @assumed [mode.lambda-text] The cause of this error has the form of the recorded SDK errors. Because: the error is documented,
         *   its cause was not recorded.
         */
        options.cause ??
          `Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: ${payloads.uuid(`request ${sequence}`)})`,
        after,
      ),
  }),
  'lambda-function-schedule-failed': taskMode({
    ...ofFunction,
    // Another integration that invokes a function cannot be scheduled in this way.
    fits: ({ kind }) => kind === 'lambda',
    says: 'A Lambda function cannot be scheduled.',
    evidence: 'assumed',
    reason: 'The event type is in the service model; no history with it was recorded.',
    source: 'api-model',
    fails: ({ options }, after) =>
      failsToSchedule(options.error ?? 'Lambda.ServiceException', options.cause ?? 'Service unavailable.', after),
  }),
  'lambda-function-start-failed': taskMode({
    ...ofFunction,
    says: 'A Lambda function cannot be started.',
    evidence: 'assumed',
    reason: 'The event type is in the service model; no history with it was recorded.',
    source: 'api-model',
    fails: ({ options }, after) =>
      failsToStart(options.error ?? 'Lambda.ServiceException', options.cause ?? 'Service unavailable.', after),
  }),
} as const;
