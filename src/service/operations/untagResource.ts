import type { UntagResourceInput, UntagResourceOutput } from '@aws-sdk/client-sfn';
import type { Operation } from './operationContext';
import { requireTaggable } from '../machines/tags';

type Input = UntagResourceInput & { resourceArn: string };

/**
 * Takes tags from a state machine or an activity; keys that it does not have are ignored.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UntagResource.html
 */
export const untagResource: Operation<UntagResourceInput, UntagResourceOutput> = (request, { store }) => {
  const { resourceArn, tagKeys = [] } = request as Input;
  const resource = requireTaggable(resourceArn, store);
  const kept = Object.entries(resource.tags).filter(([key]) => !tagKeys.includes(key));
  resource.tags = Object.fromEntries(kept);
  return {};
};
