import { awsError, createFakeStepFunctions, invalidKmsKey, type FakeStepFunctions } from 'redrive-testkit';
import { exchange } from '../../src/adapters/wire/exchange';
import { newFake } from '../support/workflows';

const PLACE = 'arn:aws:states:us-east-1:123456789012';
const NAMESPACE = 'com.amazonaws.swf.service.v2.model';
const FRAMEWORK = 'com.amazon.coral.validate';
const KEY_ID = '0b0e1f6c-6a33-4a5e-9d3f-0a1b2c3d4e5f';
const OWN_KEY = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: KEY_ID };
const roleArn = 'arn:aws:iam::123456789012:role/probe';
const definition = JSON.stringify({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } });
const machine = { name: 'probe', definition, roleArn };
const stateMachineArn = `${PLACE}:stateMachine:probe`;
const activityArn = `${PLACE}:activity:ship`;
const routed = (...versions: readonly string[]) => ({
  routingConfiguration: versions.map((version, index) => ({
    stateMachineVersionArn: `${PLACE}:stateMachine:${version}`,
    weight: index === 0 ? 100 - 50 * (versions.length - 1) : 50,
  })),
});

type Call = readonly [operation: string, input: object];

/** The body of the last answer, and its status. */
async function refused(sfn: FakeStepFunctions, calls: readonly Call[]): Promise<Record<string, unknown>> {
  let answer: Record<string, unknown> = {};
  for (const [operation, input] of calls) {
    const response = await exchange(sfn, `AWSStepFunctions.${operation}`, JSON.stringify(input));
    answer = { status: response?.status, ...(JSON.parse(response?.body ?? '{}') as object) };
  }
  return answer;
}

const twoMachines: readonly Call[] = ['probe', 'other'].map((name) => [
  'CreateStateMachine',
  { ...machine, name, publish: true },
]);

type Row = readonly [claims: string, calls: readonly Call[], error: string, message: string, more: object];

describe('a refusal on the wire', () => {
  test.each<Row>([
    [
      '[fault.ActivityAlreadyExists] [message.activityAlreadyExists]',
      [
        ['CreateActivity', { name: 'ship' }],
        ['CreateActivity', { name: 'ship', encryptionConfiguration: OWN_KEY }],
      ],
      'ActivityAlreadyExists',
      `Activity Already Exists: '${activityArn}'`,
      {},
    ],
    [
      '[fault.ConflictException] [message.staleRevision] [version.initial-revision]',
      [
        ['CreateStateMachine', machine],
        ['PublishStateMachineVersion', { stateMachineArn, revisionId: KEY_ID }],
      ],
      'ConflictException',
      `Failed to publish the State Machine version for revision ${KEY_ID}. The current State Machine revision is INITIAL.`,
      {},
    ],
    [
      '[fault.ResourceNotFound] [message.resourceNotFound]',
      [['TagResource', { resourceArn: stateMachineArn, tags: [{ key: 'team', value: 'orders' }] }]],
      'ResourceNotFound',
      `Resource not found: '${stateMachineArn}'`,
      {},
    ],
    [
      '[fault.InvalidEncryptionConfiguration] [message.noKmsKey]',
      [['CreateActivity', { name: 'ship', encryptionConfiguration: { type: OWN_KEY.type } }]],
      'InvalidEncryptionConfiguration',
      'Invalid Encryption Configuration: Must set a valid kmsKeyId.',
      {},
    ],
    [
      '[message.needlessKmsKey]',
      [['CreateActivity', { name: 'ship', encryptionConfiguration: { ...OWN_KEY, type: 'AWS_OWNED_KEY' } }]],
      'InvalidEncryptionConfiguration',
      'Invalid Encryption Configuration: Custom kmsKeyId is not allowed when selecting AWS_OWNED_KEY.',
      {},
    ],
    [
      '[message.encryptionWithoutDefinition]',
      [
        ['CreateStateMachine', machine],
        ['UpdateStateMachine', { stateMachineArn, encryptionConfiguration: OWN_KEY }],
      ],
      'MissingRequiredParameter',
      'The definition must be specified when updating the EncryptionConfiguration',
      {},
    ],
    [
      'an empty update of an alias has no reason [message.emptyAliasUpdate]',
      [
        ...twoMachines,
        ['CreateStateMachineAlias', { name: 'live', ...routed('probe:1') }],
        ['UpdateStateMachineAlias', { stateMachineAliasArn: `${stateMachineArn}:live` }],
      ],
      'ValidationException',
      'Either description or routing configuration must be specified',
      {},
    ],
    [
      'a description without a version has no reason [message.descriptionWithoutPublish]',
      [['CreateStateMachine', { ...machine, versionDescription: 'first' }]],
      'ValidationException',
      'Version description can only be set when publish is true',
      {},
    ],
    [
      '[message.versionsOfTwoMachines] [alias.routing-reason]',
      [...twoMachines, ['CreateStateMachineAlias', { name: 'live', ...routed('probe:1', 'other:1') }]],
      'ValidationException',
      `Routing configuration must contain state machine version ARNs for the same state machine. Received: [${stateMachineArn}:1, ${PLACE}:stateMachine:other:1]`,
      { reason: 'INVALID_ROUTING_CONFIGURATION' },
    ],
    [
      '[message.publishedOtherwise] [state-machine.other-description]',
      [
        ['CreateStateMachine', { ...machine, publish: true, versionDescription: 'first' }],
        ['CreateStateMachine', { ...machine, publish: true, versionDescription: 'second' }],
      ],
      'StateMachineAlreadyExists',
      'State Machine Already Exists: This state machine was already created with a published version using a different description.',
      {},
    ],
    [
      '[message.stateMachineDeleting]',
      [
        ['CreateStateMachine', machine],
        ['StartExecution', { stateMachineArn }],
        ['DeleteStateMachine', { stateMachineArn }],
        ['StartExecution', { stateMachineArn }],
      ],
      'StateMachineDeleting',
      `State Machine is being deleted: '${stateMachineArn}'`,
      {},
    ],
    [
      '[message.versionDoesNotExist]',
      [
        ['CreateStateMachine', machine],
        ['StartExecution', { stateMachineArn: `${stateMachineArn}:7` }],
      ],
      'StateMachineDoesNotExist',
      `State Machine Version Does Not Exist: '${stateMachineArn}:7'`,
      {},
    ],
  ])('%s', async (_, calls, error, message, more) => {
    expect(await refused(newFake(), calls)).toEqual({ status: 400, __type: `${NAMESPACE}#${error}`, message, ...more });
  });

  test('names a reserved tag in a member with a capital letter [message.reservedTag]', async () => {
    const calls: Call[] = [
      ['CreateStateMachine', machine],
      ['TagResource', { resourceArn: stateMachineArn, tags: [{ key: 'aws:team', value: 'orders' }] }],
    ];
    expect(await refused(newFake(), calls)).toMatchObject({
      status: 400,
      Message: 'Caller is an end user and not allowed to mutate system tags',
    });
  });

  test('of a model that says another status is 400 all the same [fault.ServiceQuotaExceededException]', async () => {
    const sfn = newFake({ limits: { versions: 1 } });
    const calls: Call[] = [
      ['CreateStateMachine', { ...machine, publish: true }],
      ['UpdateStateMachine', { stateMachineArn, definition: definition.replace('60', '61'), publish: true }],
    ];
    expect(await refused(sfn, calls)).toMatchObject({
      status: 400,
      __type: `${NAMESPACE}#ServiceQuotaExceededException`,
    });
  });

  test('does not say the word null where a sensitive member is missing [constraints.sensitive-missing]', async () => {
    const answerOf = (input: object) => refused(newFake(), [['SendTaskSuccess', input]]);
    expect(await answerOf({ taskToken: 'x' })).toEqual({
      status: 400,
      __type: `${FRAMEWORK}#ValidationException`,
      message: "1 validation error detected: Value at 'output' failed to satisfy constraint: Member must not be null",
    });
    expect(await answerOf({ taskToken: '', output: '{}' })).toMatchObject({
      message:
        "1 validation error detected: Value '' at 'taskToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
    });
  });

  test('quotes the output that is no JSON [fault.InvalidOutput] [message.invalidOutput]', async () => {
    const sfn = newFake();
    sfn.createActivity({ name: 'ship' });
    const { stateMachineArn: arn } = sfn.createStateMachine({
      name: 'ships',
      definition: { StartAt: 'Ship', States: { Ship: { Type: 'Task', Resource: activityArn, End: true } } },
    });
    sfn.startExecution({ stateMachineArn: arn });
    const { taskToken } = sfn.getActivityTask({ activityArn });
    expect(await refused(sfn, [['SendTaskSuccess', { taskToken, output: 'not-json' }]])).toEqual({
      status: 400,
      __type: `${NAMESPACE}#InvalidOutput`,
      message: "Invalid Output: 'not-json' is not valid JSON.",
    });
    expect(sfn.sendTaskSuccess({ taskToken: taskToken!, output: '{}' })).toEqual({});
  });
});

describe('what KMS refuses is forced, as it was recorded', () => {
  const CREATE = ['CreateActivity', { name: 'ship' }] as const;
  const DESCRIBE = ['DescribeStateMachine', { stateMachineArn }] as const;
  const kms = /^arn:aws:kms:us-east-1:123456789012:key\/[0-9a-f-]{36}/.source.slice(1);
  const rest = String.raw` \(Service: Kms, Status Code: 400, Request ID: [0-9a-f-]{36}\) \(SDK Attempt Count: 1\)$`;
  test.each([
    [
      '[fault.KmsAccessDeniedException] [message.kmsAccessDenied]',
      awsError('KmsAccessDeniedException'),
      String.raw`^User: \S+ is not authorized to perform: kms:Decrypt on resource: ${kms} with an explicit deny in an identity-based policy${rest}`,
      {},
    ],
    [
      '[fault.KmsInvalidStateException] [message.kmsInvalidState] [fault.kms-key-state]',
      awsError('KmsInvalidStateException'),
      `^${kms} is disabled.${rest}`,
      { kmsKeyState: 'DISABLED' },
    ],
    ['[message.unknownKmsKey]', invalidKmsKey(), `^Key '${kms}' does not exist${rest}`, {}],
    [
      '[message.asymmetricKmsKey]',
      invalidKmsKey({ asymmetric: true }),
      '^kmsKeyId must use SYMMETRIC_DEFAULT key spec$',
      {},
    ],
  ])('%s', async (_, refusal, text, more) => {
    const sfn = createFakeStepFunctions();
    const [operation, input] = /not exist|SYMMETRIC/.test(text) ? CREATE : DESCRIBE;
    sfn.failNext(operation, refusal);
    const { message, ...others } = await refused(sfn, [[operation, input]]);
    expect(message).toMatch(new RegExp(text));
    expect(others).toEqual({ status: 400, __type: `${NAMESPACE}#${refusal.name}`, ...more });
  });
});
