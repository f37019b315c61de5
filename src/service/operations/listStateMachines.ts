import type { ListStateMachinesInput, ListStateMachinesOutput } from '@aws-sdk/client-sfn';
import { byName } from '../byName';
import type { Operation } from '../operationContext';
import { pageOf } from '../paging';

/**
 * Lists the state machines. assumed: by name, those that are DELETING included; AWS says nothing of either.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html
 */
export const listStateMachines: Operation<ListStateMachinesInput, ListStateMachinesOutput> = (input, context) => {
  const machines = byName(context.store.stateMachines.values());
  const { items, nextToken } = pageOf(machines, 'ListStateMachines', input, context, ({ arn }) => arn);
  const stateMachines = items.map(({ arn, name, type, creationDate }) => ({
    stateMachineArn: arn,
    name,
    type,
    creationDate: new Date(creationDate),
  }));
  return { stateMachines, ...(nextToken === undefined ? {} : { nextToken }) };
};
