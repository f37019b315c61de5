import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-sfn';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import type { Operation } from './operation';
import { requireTaggable } from '../machines/tags';

/**
 * Lists the tags of a state machine or an activity.
 *
 * @assumed [tag.order] Tags are listed in the order in which they were added. Because: AWS says nothing of the order.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListTagsForResource.html
 */
export const listTagsForResource: Operation<
  'ListTagsForResource',
  ListTagsForResourceInput,
  ListTagsForResourceOutput
> = {
  name: 'ListTagsForResource',
  access: 'read',
  errors: ['InvalidArn', 'ResourceNotFound'],
  about: ['resourceArn'],
  request: { resourceArn: required(shapes.arn) },
  perform(input, { store }) {
    const { tags } = requireTaggable(input.resourceArn, store);
    return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
  },
};
