import { Payload, stringifyJson, type Json } from '../../model/json';
import type { TaskOutcome } from '../script/taskScript';
import type { TaskAttempt, TaskResult } from './run';
import type { Environment, Turn } from './step';

export type ResultPhase = 'ScheduleFailed' | 'StartFailed' | 'SubmitFailed' | 'Succeeded' | 'Failed' | 'TimedOut';

const FAILED_PHASE = {
  failsToSchedule: 'ScheduleFailed',
  failsToStart: 'StartFailed',
  failsToSubmit: 'SubmitFailed',
} as const;

/** What the scripted outcome of an attempt means for the integration in use. Asked once: it draws ids. */
export function resultOf({ run, env }: Turn, task: TaskAttempt): { result: TaskResult; phase: ResultPhase } {
  const { outcome } = task;
  switch (outcome.kind) {
    case 'succeeds':
      return succeeded(outcome.output ?? null);
    case 'lambdaReturns':
      return succeeded(
        isLambdaInvoke(task) ? invokeEnvelope(outcome.output ?? null, env, run.time) : (outcome.output ?? null),
      );
    case 'lambdaThrows':
      return failed({ error: outcome.error, cause: lambdaCause(outcome, env) }, 'Failed');
    case 'timesOut':
      return failed({ error: 'States.Timeout' }, 'TimedOut');
    case 'heartbeatTimesOut':
      return { result: { kind: 'failed', error: 'States.Timeout', heartbeat: true }, phase: 'TimedOut' };
    case 'failsToSchedule':
    case 'failsToStart':
    case 'failsToSubmit':
      return failed(outcome, FAILED_PHASE[outcome.kind]);
    default:
      return failed(outcome, 'Failed');
  }
}

function succeeded(output: Json): { result: TaskResult; phase: ResultPhase } {
  return { result: { kind: 'succeeded', output: Payload.ofValue(output) }, phase: 'Succeeded' };
}

function failed(
  { error, cause }: { error?: string | undefined; cause?: string | undefined },
  phase: ResultPhase,
): { result: TaskResult; phase: ResultPhase } {
  return {
    result: {
      kind: 'failed',
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    },
    phase,
  };
}

function isLambdaInvoke({ kind, resourceType, resource }: TaskAttempt): boolean {
  return kind === 'service' && resourceType === 'lambda' && resource === 'invoke';
}

/**
 * @recorded [task.invoke-output] The output of `lambda:invoke` is its answer with the HTTP metadata that the service passes on.
 *   {recorded-histories}
 */
export function invokeEnvelope(payload: Json, env: Environment, at: number): Json {
  const length = String(Buffer.byteLength(stringifyJson(payload)));
  const requestId = env.ids.uuid();
  const date = new Date(at).toUTCString();
  const trace = `root=${env.ids.uuid()};sampled=0`;
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: {
      AllHttpHeaders: {
        'X-Amz-Executed-Version': ['$LATEST'],
        'x-amzn-Remapped-Content-Length': ['0'],
        Connection: ['keep-alive'],
        'x-amzn-RequestId': [requestId],
        'Content-Length': [length],
        Date: [date],
        'X-Amzn-Trace-Id': [trace],
        'Content-Type': ['application/json'],
      },
      HttpHeaders: {
        Connection: 'keep-alive',
        'Content-Length': length,
        'Content-Type': 'application/json',
        Date: date,
        'X-Amz-Executed-Version': '$LATEST',
        'x-amzn-Remapped-Content-Length': '0',
        'x-amzn-RequestId': requestId,
        'X-Amzn-Trace-Id': trace,
      },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

/** @recorded [task.lambda-cause] The cause of a handled Lambda error is the function's error object as JSON. {recorded-histories} */
function lambdaCause({ error, cause, trace }: TaskOutcome, env: Environment): string {
  return stringifyJson({
    errorMessage: cause ?? '',
    errorType: error ?? 'Error',
    requestId: env.ids.uuid(),
    stackTrace: [...(trace ?? [])],
  });
}
