import type { CreateStateMachineInput, CreateStateMachineOutput } from '@aws-sdk/client-sfn';
import { stateMachineArn } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { optional, required } from '../../rules/constraints/shape';
import * as shapes from '../../rules/constraints/shapes';
import { refusal } from '../../rules/faults';
import { isValidName } from '../../rules/names';
import { configurationOf, isSameConfiguration, requireDefinition, requireRole } from '../machines/machineConfiguration';
import type { Operation, Present } from './operation';
import type { OperationContext } from './operationContext';
import type { StateMachineRecord, StateMachineRevision } from '../store';
import { readTags } from '../machines/tags';
import {
  currentRevision,
  publishedVersion,
  publishVersion,
  refuseDescriptionWithoutPublish,
} from '../machines/versions';

type Input = Present<CreateStateMachineInput>;

/**
 * Creates a state machine, or finds the one that an earlier, equal call has created.
 *
 * @recorded [state-machine.definition-as-text] A definition that differs in its white space only is another definition. {recorded-errors}
 * @assumed [state-machine.order-of-checks] The checks of CreateStateMachine stand in this order. Because: the refusals were recorded one at
 *   a time.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 */
export const createStateMachine: Operation<'CreateStateMachine', CreateStateMachineInput, CreateStateMachineOutput> = {
  name: 'CreateStateMachine',
  access: 'write',
  errors: [
    'ConflictException',
    'InvalidArn',
    'InvalidDefinition',
    'InvalidEncryptionConfiguration',
    'InvalidLoggingConfiguration',
    'InvalidName',
    'InvalidTracingConfiguration',
    'KmsAccessDeniedException',
    'KmsThrottlingException',
    'StateMachineAlreadyExists',
    'StateMachineDeleting',
    'StateMachineLimitExceeded',
    'StateMachineTypeNotSupported',
    'TooManyTags',
    'ValidationException',
  ],
  about: (stateMachineName, place) => stateMachineArn({ ...place, stateMachineName }),
  request: {
    name: required(shapes.name),
    definition: required(shapes.definition),
    roleArn: required(shapes.arn),
    type: optional(shapes.machineType),
    loggingConfiguration: optional(shapes.loggingConfiguration),
    tags: optional(shapes.tagList),
    tracingConfiguration: optional(shapes.tracingConfiguration),
    publish: optional(shapes.boolean),
    versionDescription: optional(shapes.versionDescription),
    encryptionConfiguration: optional(shapes.encryptionConfiguration),
  },
  perform(input, context) {
    const { name } = input;
    if (!isValidName(name)) throw new RefusalSignal(refusal('invalidName', { name }));
    refuseDescriptionWithoutPublish(input);
    const revision = firstRevision(input, context);
    const machine = found(input, revision, context) ?? created(input, revision, context);
    const version = input.publish === true ? publishVersion(machine, input.versionDescription, context) : undefined;
    return {
      stateMachineArn: machine.arn,
      creationDate: new Date(machine.creationDate),
      ...(version === undefined ? {} : { stateMachineVersionArn: version.arn }),
    };
  },
};

function firstRevision(input: Input, { now }: OperationContext): StateMachineRevision {
  const { roleArn, definition, type = 'STANDARD' } = input;
  return {
    roleArn: requireRole(roleArn),
    definitionText: definition,
    definition: requireDefinition(definition, type),
    updateDate: now,
    ...configurationOf(input),
  };
}

/**
 * @documented [state-machine.idempotent-create] CreateStateMachine with the same name, definition, type and configuration answers the first
 *   machine; role and tags are ignored. {api-create-state-machine}
 */
function found(
  input: Input,
  revision: StateMachineRevision,
  context: OperationContext,
): StateMachineRecord | undefined {
  const machine = context.store.stateMachines.get(arnOf(input, context));
  if (machine === undefined) return undefined;
  const stateMachineArn = machine.arn;
  if (machine.deletedAt !== undefined) throw new RefusalSignal(refusal('stateMachineDeleting', { stateMachineArn }));
  const current = currentRevision(machine);
  const isSame =
    machine.type === (input.type ?? 'STANDARD') &&
    current.definitionText === revision.definitionText &&
    isSameConfiguration(current, revision);
  if (!isSame) throw new RefusalSignal(refusal('stateMachineAlreadyExists', { stateMachineArn }));
  refuseOtherDescription(machine, input);
  return machine;
}

/**
 * @recorded [state-machine.other-description] A repetition that would publish with another description has a refusal of its own.
 *   {recorded-captures}
 * @assumed [state-machine.idempotent-publish] A call without `publish` equals whatever was published since. Because: it asks for nothing
 *   that differs.
 */
function refuseOtherDescription(machine: StateMachineRecord, { publish, versionDescription }: Input): void {
  if (publish !== true) return;
  const version = publishedVersion(machine);
  if (version === undefined) {
    throw new RefusalSignal(refusal('stateMachineAlreadyExists', { stateMachineArn: machine.arn }));
  }
  if (version.description !== versionDescription) throw new RefusalSignal(refusal('publishedOtherwise'));
}

function created(input: Input, revision: StateMachineRevision, context: OperationContext): StateMachineRecord {
  const { store, limits } = context;
  if (store.stateMachines.size >= limits.stateMachines) {
    throw new RefusalSignal(refusal('stateMachineLimitExceeded'));
  }
  const machine: StateMachineRecord = {
    arn: arnOf(input, context),
    name: input.name,
    type: input.type ?? 'STANDARD',
    creationDate: revision.updateDate,
    revisions: [revision],
    versions: [],
    nextVersion: 1,
    aliases: [],
    tags: readTags(input.tags, {}, limits),
    tasks: new Map(),
    itemReaders: new Map(),
    resultWriters: new Map(),
  };
  store.stateMachines.set(machine.arn, machine);
  return machine;
}

function arnOf({ name: stateMachineName }: Input, { partition, region, account }: OperationContext): string {
  return stateMachineArn({ partition, region, account, stateMachineName });
}
