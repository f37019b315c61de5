import type { TagResourceInput, TagResourceOutput } from '@aws-sdk/client-sfn';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import type { Operation } from './operation';
import { readTags, requireTaggable } from '../machines/tags';

/**
 * Adds tags to a state machine or an activity.
 *
 * @assumed [tag.deleting] A state machine that is DELETING takes tags. Because: the model has no error for it.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html
 */
export const tagResource: Operation<'TagResource', TagResourceInput, TagResourceOutput> = {
  name: 'TagResource',
  access: 'write',
  errors: ['InvalidArn', 'ResourceNotFound', 'TooManyTags'],
  about: ['resourceArn'],
  request: { resourceArn: required(shapes.arn), tags: required(shapes.tagList) },
  perform(input, { store, limits }) {
    const { resourceArn, tags } = input;
    const resource = requireTaggable(resourceArn, store);
    resource.tags = readTags(tags, resource.tags, limits);
    return {};
  },
};
