import type { Refusal } from '../../model/outcome';
import { checkOptions, invalid } from '../../model/arguments';
import { TestkitError } from '../../model/testkitError';
import { redriveReasons, type RedriveReason } from '../redriveReasons';
import { CONSTRAINT_NAMESPACE, faultCatalogue, refusalNamed, type FaultName, type RefusalExtras } from './catalogue';
import { faultMessages, type FaultMessage, type FaultMessageName } from './messages';
import { refusal, reworded } from './refusal';
import { testStateMessages } from './testStateMessages';

/** What every builder of a refusal takes. */
export interface RefusalOptions {
  /** A text in place of AWS's own. */
  message?: string;
}

type Worded<Value extends string = never> = (options?: RefusalOptions & { [Name in Value]?: string }) => Refusal;

/**
 * @param call The builder, as its errors name it.
 * @param values What its text takes beside the call that is refused.
 */
function worded<Value extends string = never>(call: string, name: FaultMessageName, ...values: Value[]): Worded<Value> {
  return (options = {}) => {
    checkTexts(call, options, values);
    const { message, ...given } = options;
    return reworded(refusal(name, given), message);
  };
}

/** The options of a builder are texts: what is none would come to light inside the code under test. */
function checkTexts(call: string, options: object, values: readonly string[]): void {
  const names = [...values, 'message'];
  const example = `${call.replace('()', '')}({ ${names[0]}: '…' })`;
  checkOptions(call, options, names, example);
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && typeof value !== 'string')
      throw invalid(`The option ${name} of ${call} is a text.`, value, `Write for example ${example}.`);
  }
}

/**
 * The refusal of an execution that cannot be redriven.
 *
 * @param options.executionArn - Default: the one of the call that is refused.
 * @param options.reason - One of AWS's reasons; default: the execution is RUNNING.
 * @example
 * sfn.failNext('RedriveExecution', executionNotRedrivable());
 */
export function executionNotRedrivable(
  options: RefusalOptions & { executionArn?: string; reason?: RedriveReason } = {},
): Refusal {
  checkTexts('executionNotRedrivable()', options, ['executionArn', 'reason']);
  const { executionArn, reason = redriveReasons.running, message } = options;
  const known: readonly string[] = Object.values(redriveReasons);
  if (!known.includes(reason)) {
    const hint = `AWS's reasons: ${known.map((each) => `'${each}'`).join(', ')}. A text of your own is the option message.`;
    throw invalid('The option reason of executionNotRedrivable() is one that AWS gives.', reason, hint);
  }
  return reworded(refusal('executionNotRedrivable', { executionArn, reason }), message);
}

/** The refusal of an execution that does not exist (any more). */
export const executionDoesNotExist: Worded<'executionArn'> = worded(
  'executionDoesNotExist()',
  'executionDoesNotExist',
  'executionArn',
);

/** The refusal of a start or redrive beyond the number of open executions. AWS's text is not known. */
export const executionLimitExceeded: Worded = worded('executionLimitExceeded()', 'executionLimitExceeded');

/** The refusal of a start under a name that is taken by a closed execution, or by one with another input. */
export const executionAlreadyExists: Worded<'executionArn'> = worded(
  'executionAlreadyExists()',
  'executionAlreadyExists',
  'executionArn',
);

/** The refusal of a text that is no ARN. */
export const invalidArn: Worded<'arn'> = worded('invalidArn()', 'malformedArn', 'arn');

/** The refusal of a token that is none: a page token, or a task token. */
export const invalidToken: Worded = worded('invalidToken()', 'invalidToken');

/** The refusal of a task's output that is no JSON. */
export const invalidOutput: Worded<'output'> = worded('invalidOutput()', 'invalidOutput', 'output');

/** The refusal of an answer to a task that is over: timed out, stopped, redriven. */
export const taskTimedOut: Worded<'resource'> = worded('taskTimedOut()', 'taskTimedOut', 'resource');

/** The refusal of a state machine that does not exist. */
export const stateMachineDoesNotExist: Worded<'stateMachineArn'> = worded(
  'stateMachineDoesNotExist()',
  'stateMachineDoesNotExist',
  'stateMachineArn',
);

/** The refusal of a state machine that is being deleted. */
export const stateMachineDeleting: Worded<'stateMachineArn'> = worded(
  'stateMachineDeleting()',
  'stateMachineDeleting',
  'stateMachineArn',
);

/**
 * A throttled call: the SDK tries it again.
 *
 * @example
 * sfn.failNext('RedriveExecution', throttled(), { times: 2 });
 */
export const throttled: Worded = worded('throttled()', 'throttled');

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
  const { explicit = false, ...texts } = options;
  checkTexts('accessDenied()', texts, ['principal', 'action', 'resource', 'explicit']);
  const { principal, action, resource, message } = texts;
  const name = explicit ? 'explicitlyDenied' : 'accessDenied';
  // AWS's authorization layer spells the member with a capital letter; the SDK reads both.
  return reworded(refusal(name, { principal, action, resource }, { messageMember: 'Message' }), message);
}

/**
 * The refusal of an encryption configuration whose key KMS does not have. The fake knows no keys: it takes any that is given.
 *
 * @param options.asymmetric - The key is there, and is none for symmetric encryption.
 * @example
 * sfn.failNext('CreateStateMachine', invalidKmsKey());
 */
export function invalidKmsKey(options: RefusalOptions & { asymmetric?: boolean } = {}): Refusal {
  const { asymmetric = false, ...texts } = options;
  checkTexts('invalidKmsKey()', texts, ['asymmetric']);
  return reworded(refusal(asymmetric ? 'asymmetricKmsKey' : 'unknownKmsKey'), texts.message);
}

/** HTTP 503: the SDK tries it again. */
export const serviceUnavailable: Worded = worded('serviceUnavailable()', 'serviceUnavailable');

/**
 * HTTP 500: the SDK tries it again.
 *
 * @example
 * sfn.failNext('DescribeExecution', internalFailure(), { times: 2 });
 */
export function internalFailure(options: RefusalOptions = {}): Refusal {
  checkTexts('internalFailure()', options, []);
  return refusalNamed('InternalFailure', options.message);
}

/** Credentials that AWS does not know. */
export const unrecognizedClient: Worded = worded('unrecognizedClient()', 'unrecognizedClient');

/** Credentials that have expired. */
export const expiredToken: Worded = worded('expiredToken()', 'expiredToken');

/**
 * A target that names no operation of the service.
 *
 * @assumed [fault.unknown-operation] An unknown operation is refused without a message. Because: AWS's body has been seen so for other
 *   services. {api-common-errors}
 */
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
 * sfn.failNext('RedriveExecution', awsError('ValidationException', 'a text of your own'));
 */
export function awsError(name: FaultName, message?: string): Refusal {
  if (!Object.hasOwn(faultCatalogue, name)) {
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: `AWS answers no error '${name}' for Step Functions.`,
      found: `Errors: ${Object.keys(faultCatalogue).join(', ')}.`,
      hint: 'Use one of these names. An error class that AWS never sends would make the test prove nothing.',
    });
  }
  if (message !== undefined && typeof message !== 'string')
    throw invalid('The message of awsError() is a text.', message, `Write for example awsError('${name}', 'a text').`);
  return refusalNamed(name, message ?? knownText(name), EXTRAS[name]);
}

/** @recorded [fault.kms-key-state] KmsInvalidStateException carries the state of the key. {recorded-captures} */
const EXTRAS: { readonly [Name in FaultName]?: RefusalExtras } = {
  KmsInvalidStateException: { members: { kmsKeyState: 'DISABLED' } },
};

function knownText(name: FaultName): string | undefined {
  const known = Object.entries<FaultMessage>(faultMessages).filter(
    ([key, { error }]) => error === name && !Object.hasOwn(testStateMessages, key),
  );
  return known.length === 1 ? known[0]![1].text : undefined;
}
