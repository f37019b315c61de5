import type { DescribeStateMachineAliasInput, DescribeStateMachineAliasOutput } from '@aws-sdk/client-sfn';
import { required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { requireAlias } from '../machines/aliasRouting';
import type { Operation } from './operation';

/**
 * Describes an alias.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineAlias.html
 */
export const describeStateMachineAlias: Operation<
  'DescribeStateMachineAlias',
  DescribeStateMachineAliasInput,
  DescribeStateMachineAliasOutput
> = {
  name: 'DescribeStateMachineAlias',
  access: 'read',
  errors: ['InvalidArn', 'ResourceNotFound', 'ValidationException'],
  about: ['stateMachineAliasArn'],
  request: { stateMachineAliasArn: required(shapes.arn) },
  perform(input, context) {
    const { alias } = requireAlias(input.stateMachineAliasArn, context);
    const { arn, name, description, routing, creationDate, updateDate } = alias;
    return {
      stateMachineAliasArn: arn,
      name,
      ...(description === undefined ? {} : { description }),
      routingConfiguration: routing.map((route) => ({ ...route })),
      creationDate: new Date(creationDate),
      /** @recorded [alias.update-date] An alias that was never updated has none. {recorded-captures} */
      ...(updateDate === undefined ? {} : { updateDate: new Date(updateDate) }),
    };
  },
};
