import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-sfn';
import { machineArnOf } from '../../model/arn';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import type { Operation } from './operation';
import { requireTaggable } from '../machines/tags';
import type { Store } from '../store';

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
    if (isVersion(input.resourceArn, store)) return { tags: [] };
    const { tags } = requireTaggable(input.resourceArn, store);
    return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
  },
};

/** @recorded [tag.list-of-version] A version has no tags, but they can be listed. {recorded-captures} */
function isVersion(text: string, { stateMachines }: Store): boolean {
  const machine = stateMachines.get(machineArnOf(text) ?? '');
  return machine?.versions.some(({ arn }) => arn === text) === true;
}
