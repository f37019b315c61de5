import type { ListStateMachineVersionsInput, ListStateMachineVersionsOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { readArn } from '../../rules/arnForm';
import type { Operation } from './operation';
import { pageOf } from './paging';

/**
 * @documented [page.order-of-versions] Versions are listed newest first. {api-model}
 * @assumed [page.versions-of-none] A machine that does not exist has no versions. Because: the model knows no error for it.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineVersions.html
 */
export const listStateMachineVersions: Operation<
  'ListStateMachineVersions',
  ListStateMachineVersionsInput,
  ListStateMachineVersionsOutput
> = {
  name: 'ListStateMachineVersions',
  access: 'read',
  errors: ['InvalidArn', 'InvalidToken', 'ValidationException'],
  about: ['stateMachineArn'],
  request: {
    stateMachineArn: required(shapes.arn),
    nextToken: optional(shapes.pageToken),
    maxResults: optional(shapes.pageSize),
  },
  perform(input, context) {
    const form = readArn(input.stateMachineArn, 'stateMachine');
    if ('refusal' in form) throw new RefusalSignal(form.refusal);
    const machine = context.store.stateMachines.get(input.stateMachineArn);
    const versions = machine?.versions ?? [];
    const { items, nextToken } = pageOf(versions, 'ListStateMachineVersions', input, context, ({ number }) => [
      -number,
    ]);
    const stateMachineVersions = items.map(({ arn, creationDate }) => ({
      stateMachineVersionArn: arn,
      creationDate: new Date(creationDate),
    }));
    return { stateMachineVersions, ...(nextToken === undefined ? {} : { nextToken }) };
  },
};
