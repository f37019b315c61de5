import type { DeleteStateMachineAliasInput, DeleteStateMachineAliasOutput } from '@aws-sdk/client-sfn';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { requireAlias } from '../machines/aliasRouting';
import type { Operation } from './operation';

/**
 * Deletes an alias. Its versions stay, and so do the executions that were started through it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineAlias.html
 */
export const deleteStateMachineAlias: Operation<
  'DeleteStateMachineAlias',
  DeleteStateMachineAliasInput,
  DeleteStateMachineAliasOutput
> = {
  name: 'DeleteStateMachineAlias',
  access: 'write',
  errors: ['ConflictException', 'InvalidArn', 'ResourceNotFound', 'ValidationException'],
  about: ['stateMachineAliasArn'],
  request: { stateMachineAliasArn: required(shapes.arn) },
  perform(input, context) {
    const { machine, alias } = requireAlias(input.stateMachineAliasArn, context);
    machine.aliases = machine.aliases.filter((candidate) => candidate !== alias);
    return {};
  },
};
