import type { ListStateMachinesInput, ListStateMachinesOutput } from '@aws-sdk/client-sfn';
import { optional } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import type { Operation } from './operation';
import { pageOf } from './paging';

/**
 * Lists the state machines.
 *
 * @assumed [page.order-of-machines] State machines are listed by name, those that are DELETING included. Because: AWS says nothing of
 *   either.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html
 */
export const listStateMachines: Operation<'ListStateMachines', ListStateMachinesInput, ListStateMachinesOutput> = {
  name: 'ListStateMachines',
  access: 'read',
  errors: ['InvalidToken'],
  about: [],
  request: { maxResults: optional(shapes.pageSize), nextToken: optional(shapes.pageToken) },
  perform(input, context) {
    const { items, nextToken } = pageOf(
      context.store.stateMachines.values(),
      'ListStateMachines',
      input,
      context,
      ({ name }) => [name],
    );
    const stateMachines = items.map(({ arn, name, type, creationDate }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: new Date(creationDate),
    }));
    return { stateMachines, ...(nextToken === undefined ? {} : { nextToken }) };
  },
};
