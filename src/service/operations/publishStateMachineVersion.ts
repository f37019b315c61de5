import type { PublishStateMachineVersionInput, PublishStateMachineVersionOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { refusal } from '../../rules/faults';
import { requireStateMachine } from '../executions/lookup';
import type { Operation } from './operationContext';
import {
  currentRevision,
  INITIAL_REVISION,
  publishVersion,
  refuseLabeledMachine,
  refuseQualified,
} from '../machines/versions';

type Input = PublishStateMachineVersionInput & { stateMachineArn: string };

/**
 * Publishes the current revision of a state machine as a version; one that is published already keeps its version.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html
 */
export const publishStateMachineVersion: Operation<
  PublishStateMachineVersionInput,
  PublishStateMachineVersionOutput
> = (request, context) => {
  const { stateMachineArn, revisionId, description } = request as Input;
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
};
