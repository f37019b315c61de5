import type { UpdateStateMachineAliasInput, UpdateStateMachineAliasOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { refusal } from '../../rules/faults';
import { readRouting, requireAlias } from '../machines/aliasRouting';
import type { Operation } from './operationContext';

type Input = UpdateStateMachineAliasInput & { stateMachineAliasArn: string };

/**
 * Changes what an alias routes to, or its description. Executions started through it keep their version.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachineAlias.html
 */
export const updateStateMachineAlias: Operation<UpdateStateMachineAliasInput, UpdateStateMachineAliasOutput> = (
  request,
  context,
) => {
  const { stateMachineAliasArn, description, routingConfiguration } = request as Input;
  const { machine, alias } = requireAlias(stateMachineAliasArn, context);
  if (description === undefined && routingConfiguration === undefined) {
    throw new RefusalSignal(refusal('emptyAliasUpdate', {}, { reason: 'MISSING_REQUIRED_PARAMETER' }));
  }
  const stateMachineArn = machine.arn;
  if (machine.deletedAt !== undefined) throw new RefusalSignal(refusal('stateMachineDeleting', { stateMachineArn }));
  const routing =
    routingConfiguration === undefined ? alias.routing : readRouting(routingConfiguration, context).routing;
  const updated = { ...alias, ...(description === undefined ? {} : { description }), routing, updateDate: context.now };
  machine.aliases = machine.aliases.map((candidate) => (candidate === alias ? updated : candidate));
  return { updateDate: new Date(updated.updateDate) };
};
