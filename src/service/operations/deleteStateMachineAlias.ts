import type { DeleteStateMachineAliasInput, DeleteStateMachineAliasOutput } from '@aws-sdk/client-sfn';
import { requireAlias } from '../machines/aliasRouting';
import type { Operation } from './operationContext';

type Input = DeleteStateMachineAliasInput & { stateMachineAliasArn: string };

/**
 * Deletes an alias. Its versions stay, and so do the executions that were started through it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineAlias.html
 */
export const deleteStateMachineAlias: Operation<DeleteStateMachineAliasInput, DeleteStateMachineAliasOutput> = (
  request,
  context,
) => {
  const { machine, alias } = requireAlias((request as Input).stateMachineAliasArn, context);
  machine.aliases = machine.aliases.filter((candidate) => candidate !== alias);
  return {};
};
