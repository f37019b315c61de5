import { parseArn, type ArnResource, type ParsedArn } from '../model/arn';
import type { Refusal } from '../model/outcome';
import { refusal } from './faults';

/** An ARN of one of the accepted types, or the refusal of what is none. */
export type ArnForm<Accepted extends ArnResource> =
  { readonly arn: Extract<ParsedArn, { resource: Accepted }> } | { readonly refusal: Refusal };

/**
 * Whether a text is an ARN of an accepted type.
 *
 * Labeled ARNs pass: which operations refuse them is their own rule.
 */
export function readArn<Accepted extends ArnResource>(text: string, ...accepted: Accepted[]): ArnForm<Accepted> {
  const parsed = parseArn(text);
  if (parsed !== undefined && isAccepted(parsed, accepted)) return { arn: parsed };
  const type = parsed?.resource ?? foreignResourceType(text);
  /**
   * @assumed [arn.cut-short] An ARN that is cut short or of another service is refused with the text recorded for what is no ARN. Because:
   *   the text names the ARN and asks nothing more of it.
   */
  if (type === undefined || isOneOf(type, accepted)) return { refusal: refusal('malformedArn', { arn: text }) };
  return { refusal: refusal('wrongResourceType', { type }) };
}

function isAccepted<Accepted extends ArnResource>(
  arn: ParsedArn,
  accepted: readonly Accepted[],
): arn is Extract<ParsedArn, { resource: Accepted }> {
  return isOneOf(arn.resource, accepted);
}

function isOneOf(type: string, accepted: readonly string[]): boolean {
  return accepted.includes(type);
}

/** The resource type that stands in an ARN of Step Functions that is otherwise not of its form. */
function foreignResourceType(text: string): string | undefined {
  const [arn, partition, service, , , type] = text.split(':');
  return arn === 'arn' && partition !== '' && service === 'states' && type !== '' ? type : undefined;
}
