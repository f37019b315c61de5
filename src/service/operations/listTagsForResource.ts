import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-sfn';
import type { Operation } from './operationContext';
import { requireTaggable } from '../machines/tags';

type Input = ListTagsForResourceInput & { resourceArn: string };

/**
 * Lists the tags of a state machine or an activity. assumed: in the order in which they were added.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListTagsForResource.html
 */
export const listTagsForResource: Operation<ListTagsForResourceInput, ListTagsForResourceOutput> = (
  request,
  { store },
) => {
  const { tags } = requireTaggable((request as Input).resourceArn, store);
  return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
};
