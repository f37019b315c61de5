import type { Refusal } from '../../model/outcome';
import { encodeJson } from './encode';

/** Misuse of the kit, told over the wire: no name of AWS, so that nobody takes it for an answer of the service. */
export function refusalOfTestkitError(error: Error): Refusal {
  return { name: error.name, message: error.message, namespace: 'redrive-testkit', httpStatus: 400 };
}

/** Value of `__type`: the name with its namespace. */
export function wireTypeOf(refusal: Refusal): string {
  return `${refusal.namespace}#${refusal.name}`;
}

/** Members of a refusal beside `__type` and the message. */
export function furtherMembers(refusal: Refusal): Record<string, unknown> {
  return refusal.reason === undefined ? { ...refusal.members } : { ...refusal.members, reason: refusal.reason };
}

/** Body of an error response: `__type` first, then the other members. */
export function encodeRefusal(refusal: Refusal): string {
  const rest = { ...furtherMembers(refusal), [refusal.messageMember ?? 'message']: refusal.message };
  const members = encodeJson(rest).slice(1);
  return `{"__type":${JSON.stringify(wireTypeOf(refusal))}${members === '}' ? '' : ','}${members}`;
}
