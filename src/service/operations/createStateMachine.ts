import type { CreateStateMachineInput, CreateStateMachineOutput } from '@aws-sdk/client-sfn';
import { invalidDefinitionMessage, validateDefinition } from '../../asl/validation';
import { stateMachineArn } from '../../model/arn';
import { RefusalSignal } from '../../model/outcome';
import { refusalNamed } from '../../rules/faults';
import type { Operation } from '../operationContext';

export const createStateMachine: Operation<CreateStateMachineInput, CreateStateMachineOutput> = (input, context) => {
  const { store, now, partition, region, account } = context;
  const name = input.name!;
  const arn = stateMachineArn({ partition, region, account, stateMachineName: name });
  const { definition, diagnostics } = validateDefinition(input.definition!, { type: input.type ?? 'STANDARD' });
  if (definition === undefined)
    throw new RefusalSignal(refusalNamed('InvalidDefinition', invalidDefinitionMessage(diagnostics)));
  store.stateMachines.set(arn, {
    arn,
    name,
    type: (input.type as 'STANDARD') ?? 'STANDARD',
    creationDate: now,
    revisions: [
      {
        definitionText: input.definition!,
        definition,
        roleArn: input.roleArn!,
        updateDate: now,
        loggingConfiguration: {},
        tracingConfiguration: {},
        encryptionConfiguration: {},
      },
    ],
    versions: [],
    nextVersion: 1,
    aliases: [],
    tags: {},
    tasks: new Map(),
    itemReaders: new Map(),
    resultWriters: new Map(),
  });
  return { stateMachineArn: arn, creationDate: new Date(now) };
};
