import type { Refusal } from '../model/outcome';
import type { SdkNamespace } from './sdk';
import { furtherMembers, wireTypeOf } from './wire/errors';

/** `$metadata` of an answer or exception, as a real client gives it. */
export interface ResponseMetadata {
  readonly httpStatusCode: number;
  readonly requestId: string;
  readonly extendedRequestId: undefined;
  readonly cfId: undefined;
  readonly attempts: number;
  readonly totalRetryDelay: number;
}

/** `$metadata` of a call that took one attempt. */
export function responseMetadata(httpStatusCode: number, requestId: string): ResponseMetadata {
  return {
    httpStatusCode,
    requestId,
    extendedRequestId: undefined,
    cfId: undefined,
    attempts: 1,
    totalRetryDelay: 0,
  };
}

type ExceptionClass = new (options: Record<string, unknown>) => Error;

/**
 * The exception that a client of this SDK copy would throw for a refusal: the modeled class of that copy, else its
 * SFNServiceException with the name of the refusal.
 */
export function toSdkException(sdk: SdkNamespace, refusal: Refusal, requestId: string): Error {
  const classes = sdk as unknown as Record<string, unknown>;
  const Base = classes.SFNServiceException as ExceptionClass;
  const options = {
    name: refusal.name,
    $fault: refusal.httpStatus < 500 ? 'client' : 'server',
    $metadata: responseMetadata(refusal.httpStatus, requestId),
    // What the SDK puts where the service sends no message.
    message: refusal.message ?? 'UnknownError',
  };
  const Modeled = classes[refusal.name];
  const exception = isSubclass(Modeled, Base) ? new Modeled(options) : new Base(options);
  // A deserialized exception shows its message and hides its response; a constructed one does the reverse.
  const shown = { value: options.message, enumerable: true, writable: true, configurable: true };
  Object.defineProperties(exception, { message: shown, $response: { value: undefined, enumerable: false } });
  return Object.assign(exception, { ...furtherMembers(refusal), __type: wireTypeOf(refusal) });
}

function isSubclass(value: unknown, base: ExceptionClass): value is ExceptionClass {
  return typeof value === 'function' && value.prototype instanceof base;
}
