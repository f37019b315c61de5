import type { Refusal } from '../../model/outcome';
import { TestkitError } from '../../model/testkitError';
import { redriveReasons, type RedriveReason } from '../redriveReasons';
import { CONSTRAINT_NAMESPACE, faultCatalogue, refusalNamed, type FaultName } from './catalogue';
import { faultMessages, type FaultMessage, type FaultMessageName } from './messages';
import { refusal, reworded } from './refusal';

/** What every builder of a refusal takes. */
export interface RefusalOptions {
  /** A text in place of AWS's own. */
  message?: string;
}

type Worded<Value extends string = never> = (options?: RefusalOptions & { [Name in Value]?: string }) => Refusal;

function worded<Value extends string = never>(name: FaultMessageName): Worded<Value> {
  return (options = {}) => {
    const { message, ...values } = options;
    return reworded(refusal(name, values), message);
  };
}

/**
 * The refusal of an execution that can not be redriven.
 *
 * @param options.executionArn - Default: the one of the call that is refused.
 * @param options.reason - One of AWS's reasons; default: the execution is RUNNING.
 * @example
 * sfn.failNext('RedriveExecution', executionNotRedrivable());
 */
export function executionNotRedrivable(
  options: RefusalOptions & { executionArn?: string; reason?: RedriveReason } = {},
): Refusal {
  const { executionArn, reason = redriveReasons.running, message } = options;
  return reworded(refusal('executionNotRedrivable', { executionArn, reason }), message);
}

/** The refusal of an execution that does not exist (any more). */
export const executionDoesNotExist: Worded<'executionArn'> = worded('executionDoesNotExist');

/** The refusal of a start or redrive beyond the number of open executions. AWS's text is not known. */
export const executionLimitExceeded: Worded = worded('executionLimitExceeded');

/** The refusal of a start under a name that is taken by a closed execution, or by one with another input. */
export const executionAlreadyExists: Worded<'executionArn'> = worded('executionAlreadyExists');

/** The refusal of a text that is no ARN. */
export const invalidArn: Worded<'arn'> = worded('malformedArn');

/** The refusal of a token that is none: a page token, or a task token. */
export const invalidToken: Worded = worded('invalidToken');

/** The refusal of a task's output that is no JSON. */
export const invalidOutput: Worded<'text'> = worded('invalidOutput');

/** The refusal of an answer to a task that is over: timed out, stopped, redriven. */
export const taskTimedOut: Worded<'resource'> = worded('taskTimedOut');

/** The refusal of a state machine that does not exist. */
export const stateMachineDoesNotExist: Worded<'stateMachineArn'> = worded('stateMachineDoesNotExist');

/** The refusal of a state machine that is being deleted. */
export const stateMachineDeleting: Worded<'stateMachineArn'> = worded('stateMachineDeleting');

/**
 * A throttled call: the SDK tries it again.
 *
 * @example
 * sfn.failNext('RedriveExecution', throttled(), { times: 2 });
 */
export const throttled: Worded = worded('throttled');

/**
 * A call that the caller's policies don't allow. The SDK does not try it again.
 *
 * @param options.principal - Default: a user of the fake's account.
 * @param options.explicit - An explicit deny rather than a missing allow.
 * @example
 * sfn.failNext('RedriveExecution', accessDenied({ explicit: true }));
 */
export function accessDenied(
  options: RefusalOptions & { principal?: string; action?: string; resource?: string; explicit?: boolean } = {},
): Refusal {
  const { principal, action, resource, explicit = false, message } = options;
  const name = explicit ? 'explicitlyDenied' : 'accessDenied';
  // AWS's authorization layer spells the member with a capital letter; the SDK reads both.
  return reworded(refusal(name, { principal, action, resource }, { messageMember: 'Message' }), message);
}

/** HTTP 503: the SDK tries it again. */
export const serviceUnavailable: Worded = worded('serviceUnavailable');

/**
 * HTTP 500: the SDK tries it again.
 *
 * @example
 * sfn.failNext('DescribeExecution', internalFailure(), { times: 2 });
 */
export function internalFailure({ message }: RefusalOptions = {}): Refusal {
  return refusalNamed('InternalFailure', message);
}

/** Credentials that AWS does not know. */
export const unrecognizedClient: Worded = worded('unrecognizedClient');

/** Credentials that have expired. */
export const expiredToken: Worded = worded('expiredToken');

/** A target that names no operation of the service. assumed: AWS's body has been seen without a message. */
export function unknownOperation({ message }: RefusalOptions = {}): Refusal {
  return refusalNamed('UnknownOperationException', message);
}

/** A body that is no JSON, or a member of the wrong JSON type. */
export function serializationFailure({ message }: RefusalOptions = {}): Refusal {
  return refusalNamed('SerializationException', message);
}

/** All violated constraints of a request in one refusal, as the framework words them. */
export function constraintsViolated(violations: readonly string[]): Refusal {
  const head = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  return refusalNamed('ValidationException', `${head} detected: ${violations.join('; ')}`, {
    namespace: CONSTRAINT_NAMESPACE,
  });
}

/**
 * Any error of the service or of AWS in general, by its name.
 *
 * @param message - Default: the text that is known of that error, if there is one and only one; its placeholders are filled from
 *   the call that is refused.
 * @throws TestkitError `ARGUMENT_INVALID` for a name that AWS does not answer.
 * @example
 * sfn.failNext('StartExecution', awsError('KmsAccessDeniedException'));
 * sfn.failNext('RedriveExecution', awsError('ConflictException', 'a text of your own'));
 */
export function awsError(name: FaultName, message?: string): Refusal {
  if (!Object.hasOwn(faultCatalogue, name)) {
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: `AWS answers no error '${name}' for Step Functions.`,
      found: `Errors: ${Object.keys(faultCatalogue).join(', ')}.`,
      cure: 'Use one of these names. An error class that AWS never sends would make the test prove nothing.',
    });
  }
  return refusalNamed(name, message ?? knownText(name));
}

function knownText(name: FaultName): string | undefined {
  const known = Object.values<FaultMessage>(faultMessages).filter(({ error }) => error === name);
  return known.length === 1 ? known[0]!.text : undefined;
}
