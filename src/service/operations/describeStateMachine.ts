import type { DescribeStateMachineInput, DescribeStateMachineOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { requireStateMachine, machineStatusOf } from '../executions/lookup';
import { describeRevision } from '../machines/machineShapes';
import type { Operation } from './operation';
import * as wireTypes from './wireTypes';
import type { StateMachineRecord, StateMachineVersion } from '../store';
import { currentRevision, refuseLabeledMachine } from '../machines/versions';

/**
 * Describes a state machine, or one of its versions.
 *
 * @recorded [state-machine.described] `revisionId` is there after an update, `updateDate` never; a machine that is DELETING is described in
 *   full. {recorded-redrives}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
 */
export const describeStateMachine: Operation<
  'DescribeStateMachine',
  DescribeStateMachineInput,
  DescribeStateMachineOutput
> = {
  name: 'DescribeStateMachine',
  access: 'read',
  errors: [
    'InvalidArn',
    'KmsAccessDeniedException',
    'KmsInvalidStateException',
    'KmsThrottlingException',
    'StateMachineDoesNotExist',
  ],
  about: ['stateMachineArn'],
  request: { stateMachineArn: required(shapes.arn), includedData: optional(shapes.includedData) },
  wireTypes: wireTypes.configuration,
  perform(input, context) {
    const { stateMachineArn, includedData } = input;
    refuseLabeledMachine(stateMachineArn);
    const { machine, arn } = requireStateMachine(stateMachineArn, context);
    /** @assumed [describe.alias] An alias is no state machine to describe. Because: it may stand for two versions. */
    if (arn.alias !== undefined) throw unknown(stateMachineArn);
    const version = arn.version === undefined ? undefined : requireVersion(machine, stateMachineArn);
    return {
      stateMachineArn,
      name: machine.name,
      status: machineStatusOf(machine),
      type: machine.type,
      creationDate: new Date((version ?? machine).creationDate),
      ...describeRevision(version?.revision ?? currentRevision(machine), includedData),
      ...(version?.description === undefined ? {} : { description: version.description }),
    };
  },
};

function requireVersion({ versions }: StateMachineRecord, text: string): StateMachineVersion {
  const version = versions.find(({ arn }) => arn === text);
  if (version === undefined) throw unknown(text);
  return version;
}

function unknown(stateMachineArn: string): RefusalSignal {
  return new RefusalSignal(refusal('stateMachineDoesNotExist', { stateMachineArn }));
}
