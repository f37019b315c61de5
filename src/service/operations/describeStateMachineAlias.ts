import type { DescribeStateMachineAliasInput, DescribeStateMachineAliasOutput } from '@aws-sdk/client-sfn';
import { requireAlias } from '../machines/aliasRouting';
import type { Operation } from './operationContext';

type Input = DescribeStateMachineAliasInput & { stateMachineAliasArn: string };

/**
 * Describes an alias.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineAlias.html
 */
export const describeStateMachineAlias: Operation<DescribeStateMachineAliasInput, DescribeStateMachineAliasOutput> = (
  request,
  context,
) => {
  const { alias } = requireAlias((request as Input).stateMachineAliasArn, context);
  const { arn, name, description, routing, creationDate, updateDate } = alias;
  return {
    stateMachineAliasArn: arn,
    name,
    ...(description === undefined ? {} : { description }),
    routingConfiguration: routing.map((route) => ({ ...route })),
    creationDate: new Date(creationDate),
    updateDate: new Date(updateDate),
  };
};
