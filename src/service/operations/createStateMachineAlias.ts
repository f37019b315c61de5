import type { CreateStateMachineAliasInput, CreateStateMachineAliasOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { isSameRouting, readRouting } from '../machines/aliasRouting';
import type { Operation } from './operation';
import { nextSequence, type StateMachineAlias } from '../store';

/**
 * Creates an alias for one or two versions of a state machine, or finds the one that an earlier, equal call has created.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html
 */
export const createStateMachineAlias: Operation<
  'CreateStateMachineAlias',
  CreateStateMachineAliasInput,
  CreateStateMachineAliasOutput
> = {
  name: 'CreateStateMachineAlias',
  access: 'write',
  errors: [
    'ConflictException',
    'InvalidArn',
    'InvalidName',
    'ResourceNotFound',
    'ServiceQuotaExceededException',
    'StateMachineDeleting',
    'ValidationException',
  ],
  about: [],
  request: {
    description: optional(shapes.aliasDescription),
    name: required(shapes.aliasName),
    routingConfiguration: required(shapes.routingConfiguration),
  },
  perform(input, context) {
    const { name, description, routingConfiguration } = input;
    const { machine, routing } = readRouting(routingConfiguration ?? [], context);
    const existing = machine.aliases.find((alias) => alias.name === name);
    if (existing !== undefined) {
      /** @recorded [alias.other-description] Another description gets the text about another routing. {recorded-errors} */
      const isSame = existing.description === description && isSameRouting(existing.routing, routing);
      if (!isSame) throw new RefusalSignal(refusal('aliasExists'));
      return shapeOf(existing);
    }
    const { limits, now } = context;
    if (machine.aliases.length >= limits.aliases) throw new RefusalSignal(refusal('versionQuota'));
    const alias: StateMachineAlias = {
      arn: `${machine.arn}:${name}`,
      name,
      sequence: nextSequence(context.store),
      ...(description === undefined ? {} : { description }),
      routing,
      creationDate: now,
    };
    machine.aliases = [...machine.aliases, alias];
    return shapeOf(alias);
  },
};

function shapeOf({ arn, creationDate }: StateMachineAlias): CreateStateMachineAliasOutput {
  return { stateMachineAliasArn: arn, creationDate: new Date(creationDate) };
}
