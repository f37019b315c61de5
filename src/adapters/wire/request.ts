import { isNestedTooDeep } from '../../model/jsonParser';
import { DEEPEST_NESTING } from '../../model/jsonValue';

const TARGET_PREFIX = 'AWSStepFunctions.';

/** Whether a request is meant for Step Functions, whatever its host. */
export function isStepFunctionsTarget(target: string | null | undefined): target is string {
  return typeof target === 'string' && target.startsWith(TARGET_PREFIX);
}

/** What an `x-amz-target` header names; nothing if it is of another service. */
export function operationOfTarget(target: string | undefined): string | undefined {
  return isStepFunctionsTarget(target) ? target.slice(TARGET_PREFIX.length) : undefined;
}

/** A request body as the SDK's versions send it: text, or the bytes of it. */
export type RequestBody = string | ArrayBufferView | null | undefined;

/** Text of a body. The view is not handed to Buffer itself: newer SDKs warn when it is read as if it were text. */
export function textOfBody(body: RequestBody): string {
  if (typeof body === 'string') return body;
  if (body === undefined || body === null) return '';
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/**
 * Members of a request body, or undefined when it is not the JSON text of a structure.
 *
 * @assumed [wire.depth] A body that is nested too deep for the reader is no JSON. Because: readers of JSON have a limit to its depth, and
 *   AWS's is not known.
 * @assumed [wire.json-only] CBOR is refused like whatever else is no JSON; a path in place of a target names no operation. Because: the model
 *   of the service names AWS JSON 1.0 and no other protocol. {api-model}
 */
export function decodeRequest(text: string): Record<string, unknown> | undefined {
  const value = parsed(text);
  const isStructure = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isStructure ? (value as Record<string, unknown>) : undefined;
}

function parsed(text: string): unknown {
  // A short text is not nested deep.
  if (text.length > DEEPEST_NESTING && isNestedTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
