import type { UntagResourceInput, UntagResourceOutput } from '@aws-sdk/client-sfn';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import type { Operation } from './operation';
import { requireTaggable } from '../machines/tags';

/**
 * Takes tags from a state machine or an activity; keys that it does not have are ignored.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UntagResource.html
 */
export const untagResource: Operation<'UntagResource', UntagResourceInput, UntagResourceOutput> = {
  name: 'UntagResource',
  access: 'write',
  errors: ['InvalidArn', 'ResourceNotFound'],
  about: ['resourceArn'],
  request: { resourceArn: required(shapes.arn), tagKeys: required(shapes.tagKeyList) },
  perform(input, { store }) {
    const { resourceArn, tagKeys } = input;
    const resource = requireTaggable(resourceArn, store);
    const kept = Object.entries(resource.tags).filter(([key]) => !tagKeys.includes(key));
    resource.tags = Object.fromEntries(kept);
    return {};
  },
};
