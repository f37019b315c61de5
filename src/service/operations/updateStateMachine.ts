import type { UpdateStateMachineInput, UpdateStateMachineOutput } from '@aws-sdk/client-sfn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { requireStateMachine } from '../executions/lookup';
import { configurationOf, isSameConfiguration, requireDefinition, requireRole } from '../machines/machineConfiguration';
import type { Operation, Present } from './operation';
import type { OperationContext } from './operationContext';
import type { StateMachineRecord, StateMachineRevision } from '../store';
import {
  currentRevision,
  publishVersion,
  refuseDescriptionWithoutPublish,
  refuseLabeledMachine,
  refuseQualified,
} from '../machines/versions';

type Input = Present<UpdateStateMachineInput>;

/**
 * Gives a state machine a new revision. Executions keep the one that they started with.
 *
 * @recorded [state-machine.revision] The first revision has no id; UpdateStateMachine answers revisionId and updateDate,
 *   DescribeStateMachine the revisionId only. {recorded-redrives}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
 */
export const updateStateMachine: Operation<'UpdateStateMachine', UpdateStateMachineInput, UpdateStateMachineOutput> = {
  name: 'UpdateStateMachine',
  access: 'write',
  errors: [
    'ConflictException',
    'InvalidArn',
    'InvalidDefinition',
    'InvalidEncryptionConfiguration',
    'InvalidLoggingConfiguration',
    'InvalidTracingConfiguration',
    'KmsAccessDeniedException',
    'KmsThrottlingException',
    'MissingRequiredParameter',
    'ServiceQuotaExceededException',
    'StateMachineDeleting',
    'StateMachineDoesNotExist',
    'ValidationException',
  ],
  about: ['stateMachineArn'],
  request: {
    stateMachineArn: required(shapes.arn),
    definition: optional(shapes.definition),
    roleArn: optional(shapes.arn),
    loggingConfiguration: optional(shapes.loggingConfiguration),
    tracingConfiguration: optional(shapes.tracingConfiguration),
    publish: optional(shapes.boolean),
    versionDescription: optional(shapes.versionDescription),
    encryptionConfiguration: optional(shapes.encryptionConfiguration),
  },
  perform(input, context) {
    refuseLabeledMachine(input.stateMachineArn);
    const { machine, arn } = requireStateMachine(input.stateMachineArn, context);
    refuseQualified(arn, input.stateMachineArn);
    refuseEmpty(input);
    refuseEncryptionAlone(input);
    refuseDescriptionWithoutPublish(input);
    if (machine.deletedAt !== undefined) {
      throw new RefusalSignal(refusal('stateMachineDeleting', { stateMachineArn: machine.arn }));
    }
    const revision = revise(machine, input, context);
    const version = input.publish === true ? publishVersion(machine, input.versionDescription, context) : undefined;
    return {
      updateDate: new Date(revision.updateDate),
      ...(revision.revisionId === undefined ? {} : { revisionId: revision.revisionId }),
      ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
    };
  },
};

/**
 * @documented [state-machine.empty-update] UpdateStateMachine wants at least one of definition, role and configurations.
 *   {api-update-state-machine}
 */
function refuseEmpty(input: Input): void {
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
  const given = [definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration];
  if (given.every((member) => member === undefined)) throw new RefusalSignal(refusal('emptyStateMachineUpdate'));
}

/** @recorded [state-machine.update-encryption] An encryption configuration needs the definition beside it. {recorded-captures} */
function refuseEncryptionAlone({ definition, encryptionConfiguration }: Input): void {
  if (definition !== undefined || encryptionConfiguration === undefined) return;
  throw new RefusalSignal(refusal('encryptionWithoutDefinition'));
}

/**
 * The revision that a state machine has after an update.
 *
 * @recorded [state-machine.unchanged-update] An update that changes nothing keeps the revision and its updateDate. {recorded-captures}
 * @reported [state-machine.first-update] The first update after the creation makes a revision, whatever it changes: with `publish` and another
 *   description, another version. {reported-versions}
 */
function revise(machine: StateMachineRecord, input: Input, { ids, now }: OperationContext): StateMachineRevision {
  const current = currentRevision(machine);
  const { definition: definitionText = current.definitionText, roleArn = current.roleArn } = input;
  const next: StateMachineRevision = {
    definitionText,
    definition: requireDefinition(definitionText, machine.type),
    roleArn: requireRole(roleArn),
    updateDate: now,
    ...configurationOf(input, current),
  };
  const isSame =
    current.definitionText === definitionText && current.roleArn === roleArn && isSameConfiguration(current, next);
  if (isSame && current.revisionId !== undefined) return current;
  const revision: StateMachineRevision = { revisionId: ids.uuid(), ...next };
  machine.revisions = [...machine.revisions, revision];
  return revision;
}
