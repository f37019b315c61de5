import { bench, benchWithMachine, definition, DEFINITION, ROLE, START } from './harness';

const request = { name: 'checkout', definition: DEFINITION, roleArn: ROLE };

describe('UpdateStateMachine', () => {
  test('wants something to update [state-machine.empty-update]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    expect(sfn.refusal('updateStateMachine', { stateMachineArn })).toMatchObject({
      name: 'MissingRequiredParameter',
      message:
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    });
    expect(sfn.refusal('updateStateMachine', { stateMachineArn, publish: true })?.name).toBe(
      'MissingRequiredParameter',
    );
  });

  test('keeps what it does not name', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    sfn.call('updateStateMachine', { stateMachineArn, tracingConfiguration: { enabled: true } });
    sfn.call('updateStateMachine', { stateMachineArn, definition: definition(2) });
    expect(sfn.call('describeStateMachine', { stateMachineArn })).toMatchObject({
      definition: definition(2),
      roleArn: ROLE,
      tracingConfiguration: { enabled: true },
    });
  });

  test('refuses the ARN of a version or an alias [state-machine.qualified]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    sfn.call('publishStateMachineVersion', { stateMachineArn });
    for (const qualifier of ['1', '2', 'PROD']) {
      const arn = `${stateMachineArn}:${qualifier}`;
      expect(sfn.refusal('updateStateMachine', { stateMachineArn: arn, definition: definition(2) })).toMatchObject({
        name: 'StateMachineDoesNotExist',
        message: `State Machine Does Not Exist: '${arn}'`,
      });
    }
  });

  test('refuses a bad definition and changes nothing', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    expect(sfn.refusal('updateStateMachine', { stateMachineArn, definition: 'no' })?.name).toBe('InvalidDefinition');
    expect(sfn.call('describeStateMachine', { stateMachineArn }).definition).toBe(DEFINITION);
  });

  test('that changes nothing keeps the revision and its date, unless it is the first [state-machine.unchanged-update] [state-machine.first-update]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    const update = () => {
      sfn.now += 1;
      return sfn.call('updateStateMachine', { stateMachineArn, definition: DEFINITION });
    };
    const first = update();
    expect(first).toEqual({ revisionId: expect.any(String), updateDate: new Date(START + 1) });
    expect(update()).toEqual(first);
    expect(sfn.call('describeStateMachine', { stateMachineArn }).revisionId).toBe(first.revisionId);
  });

  test('publishes another version of the same definition under another description [state-machine.first-update]', () => {
    const sfn = bench();
    const first = { ...request, publish: true, versionDescription: 'one' };
    const { stateMachineArn = '' } = sfn.call('createStateMachine', first);
    const version = sfn.call('updateStateMachine', {
      stateMachineArn,
      definition: DEFINITION,
      publish: true,
      versionDescription: 'two',
    }).stateMachineVersionArn;
    expect(version).toBe(`${stateMachineArn}:2`);
    expect(sfn.call('describeStateMachine', { stateMachineArn: `${stateMachineArn}:2` }).description).toBe('two');
  });

  test('of the encryption needs the definition [state-machine.update-encryption]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    const encryptionConfiguration = { type: 'AWS_OWNED_KEY' as const };
    expect(sfn.refusal('updateStateMachine', { stateMachineArn, encryptionConfiguration })).toMatchObject({
      name: 'MissingRequiredParameter',
      message: 'The definition must be specified when updating the EncryptionConfiguration',
    });
    expect(() =>
      sfn.call('updateStateMachine', { stateMachineArn, definition: DEFINITION, encryptionConfiguration }),
    ).not.toThrow();
  });

  test('publishes the new revision if asked', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    const input = { stateMachineArn, definition: definition(2), publish: true, versionDescription: 'two' };
    expect(sfn.call('updateStateMachine', input).stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
  });
});
