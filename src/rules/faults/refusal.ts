import type { Location } from '../../model/arn';
import type { Refusal } from '../../model/outcome';
import { redriveReasons } from '../redriveReasons';
import { refusalNamed, type RefusalExtras } from './catalogue';
import { faultMessages, type FaultMessage, type FaultMessageName } from './messages';

/** Values for the placeholders of a text. A placeholder without a value is filled from the call by {@link forCall}. */
export type MessageValues = Readonly<Record<string, string | undefined>>;

const NO_JSON =
  "Unrecognized token 'undefined': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/**
 * @assumed [message.default-text] Where only the error is known, `{text}` stands for what is said of the text `undefined`. Because: a
 *   refusal that is forced has no text that was refused.
 */
const TEXTS: Readonly<Record<string, string>> = {
  InvalidDefinition: `INVALID_JSON_DESCRIPTION: ${NO_JSON}`,
  InvalidExecutionInput: NO_JSON,
};

/** A request of Step Functions to KMS, and a key: nobody has made them. */
const REQUEST_ID = '3c7a5b1e-9d0f-4c62-8a47-1e5d2f6b8c90';

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * The refusal with that text.
 *
 * @example
 * refusal('executionDoesNotExist', { executionArn });
 */
export function refusal(name: FaultMessageName, values: MessageValues = {}, extras: RefusalExtras = {}): Refusal {
  const { error, text, namespace }: FaultMessage = faultMessages[name];
  return refusalNamed(error, fill(text, values), { ...(namespace === undefined ? {} : { namespace }), ...extras });
}

/** The refusal with a text of the caller's own, if there is one. */
export function reworded(original: Refusal, message: string | undefined): Refusal {
  return message === undefined ? original : { ...original, message };
}

/** A call that is refused. */
export interface RefusedCall {
  readonly operation: string;
  readonly input: unknown;
  /** The ARN that it is about, or `*`. */
  readonly resource: string;
  /** Where the caller is. */
  readonly place: Location;
}

/**
 * A refusal that was made before its call was known, made to fit it: `{executionArn}` becomes the call's own, `{principal}` a caller
 * of that account, and so on. What the call does not know gets an example of what AWS says there.
 *
 * @example
 * forCall(executionNotRedrivable(), { operation: 'RedriveExecution', input: { executionArn }, resource: executionArn, place });
 */
export function forCall(original: Refusal, { operation, input, resource, place }: RefusedCall): Refusal {
  if (original.message === undefined) return original;
  const members = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const texts = Object.entries(members).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const values = {
    arn: resource,
    text: TEXTS[original.name],
    output: 'undefined',
    reason: redriveReasons.running,
    ...Object.fromEntries(texts),
    kmsKeyArn: `arn:${place.partition}:kms:${place.region}:${place.account}:key/${REQUEST_ID}`,
    requestId: REQUEST_ID,
    action: `states:${operation}`,
    resource,
    principal: `arn:${place.partition}:iam::${place.account}:user/redrive-testkit`,
  };
  return { ...original, message: fill(original.message, values) };
}

function fill(text: string, values: MessageValues): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? placeholder) : placeholder,
  );
}
