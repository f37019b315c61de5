import type { ListStateMachineAliasesInput, ListStateMachineAliasesOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { refusal } from '../../rules/faults';
import { requireStateMachine } from '../executions/lookup';
import type { Operation } from './operationContext';
import { pageOf } from './paging';

type Input = ListStateMachineAliasesInput & { stateMachineArn: string };

/**
 * Lists the aliases of a state machine, or those that refer to one of its versions; the newest first (documented).
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineAliases.html
 */
export const listStateMachineAliases: Operation<ListStateMachineAliasesInput, ListStateMachineAliasesOutput> = (
  request,
  context,
) => {
  const input = request as Input;
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
};
