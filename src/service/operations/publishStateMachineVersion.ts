import type { PublishStateMachineVersionInput, PublishStateMachineVersionOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { requireStateMachine } from '../executions/lookup';
import type { Operation } from './operation';
import {
  currentRevision,
  INITIAL_REVISION,
  publishVersion,
  refuseLabeledMachine,
  refuseQualified,
} from '../machines/versions';

/**
 * Publishes the current revision of a state machine as a version; one that is published already keeps its version.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html
 */
export const publishStateMachineVersion: Operation<
  'PublishStateMachineVersion',
  PublishStateMachineVersionInput,
  PublishStateMachineVersionOutput
> = {
  name: 'PublishStateMachineVersion',
  access: 'write',
  errors: [
    'ConflictException',
    'InvalidArn',
    'ServiceQuotaExceededException',
    'StateMachineDeleting',
    'StateMachineDoesNotExist',
    'ValidationException',
  ],
  about: ['stateMachineArn'],
  request: {
    stateMachineArn: required(shapes.arn),
    revisionId: optional(shapes.revisionId),
    description: optional(shapes.versionDescription),
  },
  perform(input, context) {
    const { stateMachineArn, revisionId, description } = input;
    refuseLabeledMachine(stateMachineArn);
    const { machine, arn } = requireStateMachine(stateMachineArn, context);
    refuseQualified(arn, stateMachineArn);
    if (machine.deletedAt !== undefined) throw new RefusalSignal(refusal('stateMachineDeleting', { stateMachineArn }));
    const { revisionId: currentRevisionId = INITIAL_REVISION } = currentRevision(machine);
    if (revisionId !== undefined && revisionId !== currentRevisionId) {
      throw new RefusalSignal(refusal('staleRevision', { revisionId, currentRevisionId }));
    }
    const version = publishVersion(machine, description, context);
    return { stateMachineVersionArn: version.arn, creationDate: new Date(version.creationDate) };
  },
};
