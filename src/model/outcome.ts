import { isMembers } from './arguments';

/**
 * AWS's refusal of a call, as a value: the adapters turn it into the wire form or into the exception class of the
 * caller's own SDK copy.
 */
export interface Refusal {
  /** Error code without namespace, for example `ExecutionNotRedrivable`. */
  readonly name: string;
  /** Absent only where AWS sends none. */
  readonly message?: string;
  /** Namespace before `#` in `__type`, for example `com.amazonaws.swf.service.v2.model`. */
  readonly namespace: string;
  readonly httpStatus: number;
  /** `reason` of a ValidationException. */
  readonly reason?: string;
  /** Further modeled members, for example `resourceName` of ResourceNotFound. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Member that carries the text: AWS's authorization layer sends a capital `Message`. */
  readonly messageMember?: 'message' | 'Message';
}

/** What an operation came to: an answer, a refusal, or an answer that was committed and then lost on its way. */
export type OperationOutcome =
  | { readonly kind: 'answered'; readonly output: Record<string, unknown> }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'lost' };

/** A refusal thrown inside an operation; `FakeStepFunctions.execute` catches it and answers the value. */
export class RefusalSignal extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = refusal.name;
  }
}

/** A refusal as an error, for calls that the test makes itself. */
export function refusalError(refusal: Refusal, input?: unknown): Error {
  const advice = refusal.name === 'SerializationException' ? jsonTextAdvice(input) : '';
  const error = new Error((refusal.message ?? '') + advice);
  return Object.assign(error, {
    name: refusal.name,
    $fault: 'client',
    ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
  });
}

const JSON_TEXTS = ['input', 'output', 'definition'];

/** AWS's words for an object where a JSON text is due say nothing of either: whoever has written the test is told. */
function jsonTextAdvice(input: unknown): string {
  const name = isMembers(input) ? JSON_TEXTS.find((each) => typeof input[each] === 'object') : undefined;
  return name === undefined ? '' : `\nThe member ${name} is a JSON text: JSON.stringify(…) makes one.`;
}
