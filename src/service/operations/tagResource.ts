import type { TagResourceInput, TagResourceOutput } from '@aws-sdk/client-sfn';
import type { Operation } from './operationContext';
import { readTags, requireTaggable } from '../machines/tags';

type Input = TagResourceInput & { resourceArn: string };

/**
 * Adds tags to a state machine or an activity. assumed: also to a state machine that is DELETING.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html
 */
export const tagResource: Operation<TagResourceInput, TagResourceOutput> = (request, { store, limits }) => {
  const { resourceArn, tags } = request as Input;
  const resource = requireTaggable(resourceArn, store);
  resource.tags = readTags(tags, resource.tags, limits);
  return {};
};
