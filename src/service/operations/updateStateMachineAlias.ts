import type { UpdateStateMachineAliasInput, UpdateStateMachineAliasOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { readRouting, requireAlias } from '../machines/aliasRouting';
import type { Operation } from './operation';

/**
 * Changes what an alias routes to, or its description. Executions started through it keep their version.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachineAlias.html
 */
export const updateStateMachineAlias: Operation<
  'UpdateStateMachineAlias',
  UpdateStateMachineAliasInput,
  UpdateStateMachineAliasOutput
> = {
  name: 'UpdateStateMachineAlias',
  access: 'write',
  errors: ['ConflictException', 'InvalidArn', 'ResourceNotFound', 'StateMachineDeleting', 'ValidationException'],
  about: ['stateMachineAliasArn'],
  request: {
    stateMachineAliasArn: required(shapes.arn),
    description: optional(shapes.aliasDescription),
    routingConfiguration: optional(shapes.routingConfiguration),
  },
  perform(input, context) {
    const { stateMachineAliasArn, description, routingConfiguration } = input;
    const { machine, alias } = requireAlias(stateMachineAliasArn, context);
    if (description === undefined && routingConfiguration === undefined) {
      throw new RefusalSignal(refusal('emptyAliasUpdate'));
    }
    const stateMachineArn = machine.arn;
    if (machine.deletedAt !== undefined) throw new RefusalSignal(refusal('stateMachineDeleting', { stateMachineArn }));
    const routing =
      routingConfiguration === undefined ? alias.routing : readRouting(routingConfiguration, context).routing;
    const updated = {
      ...alias,
      ...(description === undefined ? {} : { description }),
      routing,
      updateDate: context.now,
    };
    machine.aliases = machine.aliases.map((candidate) => (candidate === alias ? updated : candidate));
    return { updateDate: new Date(updated.updateDate) };
  },
};
