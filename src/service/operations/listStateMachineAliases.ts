import type { ListStateMachineAliasesInput, ListStateMachineAliasesOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { requireStateMachine } from '../executions/lookup';
import type { Operation } from './operation';
import { pageOf } from './paging';

/**
 * Lists the aliases of a state machine, or those that refer to one of its versions.
 *
 * @documented [page.order-of-aliases] Aliases are listed newest first. {api-model}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineAliases.html
 */
export const listStateMachineAliases: Operation<
  'ListStateMachineAliases',
  ListStateMachineAliasesInput,
  ListStateMachineAliasesOutput
> = {
  name: 'ListStateMachineAliases',
  access: 'read',
  errors: ['InvalidArn', 'InvalidToken', 'ResourceNotFound', 'StateMachineDeleting', 'StateMachineDoesNotExist'],
  about: ['stateMachineArn'],
  request: {
    stateMachineArn: required(shapes.arn),
    nextToken: optional(shapes.pageToken),
    maxResults: optional(shapes.pageSize),
  },
  perform(input, context) {
    const { stateMachineArn } = input;
    const { machine, arn } = requireStateMachine(stateMachineArn, context);
    if (machine.deletedAt !== undefined) throw new RefusalSignal(refusal('stateMachineDeleting', { stateMachineArn }));
    const isAsked = (versionArn: string) => arn.version === undefined || versionArn === stateMachineArn;
    const aliases = machine.aliases.filter(({ routing }) =>
      routing.some((route) => isAsked(route.stateMachineVersionArn)),
    );
    const { items, nextToken } = pageOf(aliases, 'ListStateMachineAliases', input, context, ({ sequence }) => [
      -sequence,
    ]);
    const stateMachineAliases = items.map((alias) => ({
      stateMachineAliasArn: alias.arn,
      creationDate: new Date(alias.creationDate),
    }));
    return { stateMachineAliases, ...(nextToken === undefined ? {} : { nextToken }) };
  },
};
