import { bench, benchWithMachine, definition, DEFINITION, PREFIX, ROLE, START } from './harness';

const SERVICE = 'com.amazonaws.swf.service.v2.model';
const group = { cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-west-2:123456789012:log-group:lg:*' } };
const request = { name: 'checkout', definition: DEFINITION, roleArn: ROLE };
const unchanged = {
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
  tracingConfiguration: { enabled: false },
};

describe('CreateStateMachine', () => {
  test('answers ARN and date, and no version without publish', () => {
    expect(bench().call('createStateMachine', { ...request, type: 'STANDARD' })).toEqual({
      creationDate: new Date(START),
      stateMachineArn: `${PREFIX}:stateMachine:checkout`,
    });
  });

  test('publishes version 1 if asked', () => {
    expect(bench().call('createStateMachine', { ...request, publish: true }).stateMachineVersionArn).toBe(
      `${PREFIX}:stateMachine:checkout:1`,
    );
  });

  test('the same call again answers the first machine; role and tags are ignored [state-machine.idempotent-create]', () => {
    const sfn = bench();
    const first = sfn.call('createStateMachine', request);
    sfn.now += 1_000;
    const role = 'arn:aws:iam::123456789012:role/another';
    expect(sfn.call('createStateMachine', { ...request, roleArn: role, tags: [{ key: 'a', value: 'b' }] })).toEqual(
      first,
    );
    const { stateMachineArn = '' } = first;
    expect(sfn.call('describeStateMachine', { stateMachineArn }).roleArn).toBe(ROLE);
    expect(sfn.call('listTagsForResource', { resourceArn: stateMachineArn }).tags).toEqual([]);
  });

  test.each([
    ['definition', { definition: definition(2) }],
    ['white space in the definition', { definition: JSON.stringify(JSON.parse(DEFINITION), null, 2) }],
    ['type', { type: 'EXPRESS' as const }],
    ['logging', { loggingConfiguration: { level: 'ALL' as const, destinations: [group] } }],
    ['tracing', { tracingConfiguration: { enabled: true } }],
    ['publish', { publish: true }],
  ])('the same name with another %s is refused', (_, change) => {
    const { sfn, stateMachineArn } = benchWithMachine();
    expect(sfn.refusal('createStateMachine', { ...request, ...change })).toMatchObject({
      name: 'StateMachineAlreadyExists',
      namespace: SERVICE,
      httpStatus: 400,
      message: `State Machine Already Exists: '${stateMachineArn}'`,
    });
  });

  test('a published machine is found again with its version [state-machine.idempotent-publish]', () => {
    const sfn = bench();
    const published = { ...request, publish: true, versionDescription: 'one' };
    const first = sfn.call('createStateMachine', published);
    expect(sfn.call('createStateMachine', published)).toEqual(first);
    expect(sfn.refusal('createStateMachine', { ...published, versionDescription: 'two' })?.name).toBe(
      'StateMachineAlreadyExists',
    );
  });

  test('a version description needs publish [version.description-without-publish]', () => {
    expect(bench().refusal('createStateMachine', { ...request, versionDescription: 'x' })).toMatchObject({
      name: 'ValidationException',
      message: 'Version description can only be set when publish is true',
    });
  });

  test('a bad name, role or definition is refused, and nothing is created', () => {
    const sfn = bench();
    expect(sfn.refusal('createStateMachine', { ...request, name: 'a name' })?.message).toBe("Invalid Name: 'a name'");
    expect(sfn.refusal('createStateMachine', { ...request, roleArn: 'role' })?.name).toBe('InvalidArn');
    expect(sfn.refusal('createStateMachine', { ...request, definition: '{"StartAt":"A"}' })).toMatchObject({
      name: 'InvalidDefinition',
      message: "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    });
    expect(sfn.store.stateMachines.size).toBe(0);
  });

  test.each([[{ level: 'ALL' as const }], [{ level: 'FATAL' as const, destinations: [group, group] }]])(
    'logging with %p is refused [state-machine.log-destination]',
    (loggingConfiguration) => {
      expect(bench().refusal('createStateMachine', { ...request, loggingConfiguration })).toMatchObject({
        name: 'InvalidLoggingConfiguration',
        message: 'Invalid Logging Configuration: Must specify exactly one Log Destination.',
      });
    },
  );

  test('a customer key is needed for its type, and for no other [state-machine.kms-key]', () => {
    const refusalOf = (encryptionConfiguration: {
      type: 'AWS_OWNED_KEY' | 'CUSTOMER_MANAGED_KMS_KEY';
      kmsKeyId?: string;
    }) => bench().refusal('createStateMachine', { ...request, encryptionConfiguration })?.name;
    expect(refusalOf({ type: 'CUSTOMER_MANAGED_KMS_KEY' })).toBe('InvalidEncryptionConfiguration');
    expect(refusalOf({ type: 'AWS_OWNED_KEY', kmsKeyId: 'k' })).toBe('InvalidEncryptionConfiguration');
    expect(refusalOf({ type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' })).toBeUndefined();
  });

  test('the number of machines is limited [limit.stateMachines] [message.stateMachineLimitExceeded]', () => {
    const { sfn } = benchWithMachine({ stateMachines: 1 });
    expect(sfn.refusal('createStateMachine', { ...request, name: 'other' })?.name).toBe('StateMachineLimitExceeded');
    expect(sfn.refusal('createStateMachine', request)).toBeUndefined();
  });
});

describe('DescribeStateMachine', () => {
  test('of a new machine has no revisionId', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    expect(sfn.call('describeStateMachine', { stateMachineArn })).toEqual({
      creationDate: new Date(START),
      definition: DEFINITION,
      ...unchanged,
      name: 'checkout',
      roleArn: ROLE,
      stateMachineArn,
      status: 'ACTIVE',
      type: 'STANDARD',
    });
  });

  test('after an update has the revisionId that the update answered, and no updateDate [state-machine.revision]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    sfn.now += 4_525;
    const updated = sfn.call('updateStateMachine', { stateMachineArn, definition: definition(2) });
    expect(Object.keys(updated).sort()).toEqual(['revisionId', 'updateDate']);
    expect(updated.updateDate).toEqual(new Date(START + 4_525));
    const described = sfn.call('describeStateMachine', { stateMachineArn });
    expect(described).toMatchObject({ revisionId: updated.revisionId, definition: definition(2) });
    expect(described).not.toHaveProperty('updateDate');
    expect(described.creationDate).toEqual(new Date(START));
  });

  test('shows metadata only, if asked [describe.metadata-only]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    expect(sfn.call('describeStateMachine', { stateMachineArn, includedData: 'METADATA_ONLY' }).definition).toBe('{}');
  });

  test('refuses what is no machine', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    const refusalOf = (arn: string) => sfn.refusal('describeStateMachine', { stateMachineArn: arn });
    expect(refusalOf('not_a_valid_arn')?.message).toBe("Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'");
    expect(refusalOf(`${stateMachineArn}-missing`)).toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}-missing'`,
    });
    expect(refusalOf(`${PREFIX}:activity:a`)?.message).toContain('not valid in this context: activity');
    expect(refusalOf(`${stateMachineArn}/Each`)).toMatchObject({
      name: 'ValidationException',
      reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
    });
    expect(refusalOf(`${stateMachineArn}:7`)?.name).toBe('StateMachineDoesNotExist');
  });

  test('hands out copies', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    sfn.call('updateStateMachine', {
      stateMachineArn,
      loggingConfiguration: { level: 'ALL', destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:lg' } }] },
    });
    const { loggingConfiguration } = sfn.call('describeStateMachine', { stateMachineArn });
    const [destination] = loggingConfiguration?.destinations ?? [];
    if (destination?.cloudWatchLogsLogGroup) destination.cloudWatchLogsLogGroup.logGroupArn = 'changed';
    expect(sfn.call('describeStateMachine', { stateMachineArn }).loggingConfiguration).toEqual({
      level: 'ALL',
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:lg' } }],
    });
  });
});

describe('DeleteStateMachine', () => {
  test('answers {} at once, and the machine stays describable as DELETING [state-machine.deleting]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    expect(sfn.call('deleteStateMachine', { stateMachineArn })).toEqual({});
    expect(sfn.call('describeStateMachine', { stateMachineArn })).toMatchObject({
      status: 'DELETING',
      definition: DEFINITION,
    });
  });

  test('a second time answers {} and does not start over [state-machine.delete-again]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    sfn.call('deleteStateMachine', { stateMachineArn });
    sfn.now += 1_000;
    expect(sfn.call('deleteStateMachine', { stateMachineArn })).toEqual({});
    expect(sfn.store.stateMachines.get(stateMachineArn)?.deletedAt).toBe(START);
  });

  test('of what does not exist answers {}, of what is no ARN does not [state-machine.delete-again]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    expect(sfn.call('deleteStateMachine', { stateMachineArn: `${stateMachineArn}-missing` })).toEqual({});
    expect(sfn.refusal('deleteStateMachine', { stateMachineArn: 'x' })?.name).toBe('InvalidArn');
    expect(sfn.refusal('deleteStateMachine', { stateMachineArn: `${stateMachineArn}/Each` })?.name).toBe(
      'ValidationException',
    );
  });

  test('while it lasts, the machine can neither be updated, published nor created again', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    sfn.call('deleteStateMachine', { stateMachineArn });
    const refusals = [
      sfn.refusal('createStateMachine', request),
      sfn.refusal('updateStateMachine', { stateMachineArn, definition: definition(2) }),
      sfn.refusal('publishStateMachineVersion', { stateMachineArn }),
      sfn.refusal('listStateMachineAliases', { stateMachineArn }),
    ];
    for (const refused of refusals) expect(refused?.name).toBe('StateMachineDeleting');
  });
});

test('ListStateMachines shows all of them by name, page by page [page.order-of-machines]', () => {
  const sfn = bench();
  for (const name of ['b', 'C', 'a']) sfn.call('createStateMachine', { ...request, name });
  const first = sfn.call('listStateMachines', { maxResults: 2 });
  expect(first.stateMachines?.map(({ name }) => name)).toEqual(['C', 'a']);
  const second = sfn.call('listStateMachines', { maxResults: 2, nextToken: first.nextToken });
  expect(second).toEqual({
    stateMachines: [
      {
        stateMachineArn: `${PREFIX}:stateMachine:b`,
        name: 'b',
        type: 'STANDARD',
        creationDate: new Date(START),
      },
    ],
  });
});

describe('ValidateStateMachineDefinition', () => {
  test('of a good definition is OK', () => {
    expect(bench().call('validateStateMachineDefinition', { definition: DEFINITION })).toEqual({
      result: 'OK',
      diagnostics: [],
      truncated: false,
    });
  });

  test('of a bad one is FAIL with diagnostics, as many as asked for', () => {
    const bad = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Wrong' }, B: { Type: 'Wrong' } } });
    const all = bench().call('validateStateMachineDefinition', { definition: bad });
    expect(all).toMatchObject({ result: 'FAIL', truncated: false });
    expect(all.diagnostics.length).toBeGreaterThan(1);
    expect(all.diagnostics[0]).toMatchObject({ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED' });
    const one = bench().call('validateStateMachineDefinition', { definition: bad, maxResults: 1 });
    expect(one).toEqual({ result: 'FAIL', diagnostics: all.diagnostics.slice(0, 1), truncated: true });
  });
});
