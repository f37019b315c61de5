import { benchWithMachine, definition, PREFIX, START, type Bench } from './harness';

function versions(count: number, limits = {}): { sfn: Bench; stateMachineArn: string } {
  const { sfn, stateMachineArn } = benchWithMachine(limits);
  for (let number = 1; number <= count; number += 1) {
    sfn.now += 1_000;
    sfn.call('updateStateMachine', { stateMachineArn, definition: definition(number) });
    sfn.call('publishStateMachineVersion', { stateMachineArn, description: `version ${number}` });
  }
  return { sfn, stateMachineArn };
}

const route = (stateMachineVersionArn: string, weight: number) => ({ stateMachineVersionArn, weight });

describe('PublishStateMachineVersion', () => {
  test('numbers versions from 1', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    expect(sfn.call('publishStateMachineVersion', { stateMachineArn })).toEqual({
      creationDate: new Date(START),
      stateMachineVersionArn: `${stateMachineArn}:1`,
    });
  });

  test('of a published revision answers its version [version.idempotent-publish]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    const first = sfn.call('publishStateMachineVersion', { stateMachineArn });
    sfn.now += 1_000;
    expect(sfn.call('publishStateMachineVersion', { stateMachineArn })).toEqual(first);
  });

  test('of another than the current revision is refused', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    const { revisionId } = sfn.call('updateStateMachine', { stateMachineArn, definition: definition(1) });
    expect(sfn.refusal('publishStateMachineVersion', { stateMachineArn, revisionId: 'stale' })).toMatchObject({
      name: 'ConflictException',
      message: `Failed to publish the State Machine version for revision stale. The current State Machine revision is ${revisionId}.`,
    });
    expect(sfn.refusal('publishStateMachineVersion', { stateMachineArn, revisionId })).toBeUndefined();
  });

  test('refuses what is no machine', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    const refusalOf = (arn: string) => sfn.refusal('publishStateMachineVersion', { stateMachineArn: arn })?.message;
    expect(refusalOf('invalid_arn')).toBe("Invalid Arn: 'Invalid ARN prefix: invalid_arn'");
    expect(refusalOf(`${stateMachineArn}x`)).toBe(`State Machine Does Not Exist: '${stateMachineArn}x'`);
  });

  test('stops at the quota', () => {
    const { sfn, stateMachineArn } = versions(2, { versions: 2 });
    sfn.call('updateStateMachine', { stateMachineArn, definition: definition(3) });
    expect(sfn.refusal('publishStateMachineVersion', { stateMachineArn })?.name).toBe('ServiceQuotaExceededException');
  });
});

describe('versions', () => {
  test('are listed newest first, page by page', () => {
    const { sfn, stateMachineArn } = versions(3);
    const first = sfn.call('listStateMachineVersions', { stateMachineArn, maxResults: 2 });
    expect(first.stateMachineVersions).toEqual([
      { stateMachineVersionArn: `${stateMachineArn}:3`, creationDate: new Date(START + 3_000) },
      { stateMachineVersionArn: `${stateMachineArn}:2`, creationDate: new Date(START + 2_000) },
    ]);
    const last = sfn.call('listStateMachineVersions', { stateMachineArn, maxResults: 2, nextToken: first.nextToken });
    expect(last.stateMachineVersions).toHaveLength(1);
    expect(last).not.toHaveProperty('nextToken');
  });

  test('are described with their own definition, date and description', () => {
    const { sfn, stateMachineArn } = versions(2);
    expect(sfn.call('describeStateMachine', { stateMachineArn: `${stateMachineArn}:1` })).toMatchObject({
      stateMachineArn: `${stateMachineArn}:1`,
      name: 'checkout',
      definition: definition(1),
      creationDate: new Date(START + 1_000),
      description: 'version 1',
    });
  });

  test('are deleted for good: their number is not used again [version.numbers]', () => {
    const { sfn, stateMachineArn } = versions(2);
    const stateMachineVersionArn = `${stateMachineArn}:2`;
    expect(sfn.call('deleteStateMachineVersion', { stateMachineVersionArn })).toEqual({});
    expect(sfn.call('deleteStateMachineVersion', { stateMachineVersionArn })).toEqual({});
    expect(sfn.call('publishStateMachineVersion', { stateMachineArn }).stateMachineVersionArn).toBe(
      `${stateMachineArn}:3`,
    );
  });

  test('are kept while an alias refers to them', () => {
    const { sfn, stateMachineArn } = versions(1);
    const stateMachineVersionArn = `${stateMachineArn}:1`;
    for (const name of ['PROD', 'BETA']) {
      sfn.call('createStateMachineAlias', { name, routingConfiguration: [route(stateMachineVersionArn, 100)] });
    }
    expect(sfn.refusal('deleteStateMachineVersion', { stateMachineVersionArn })).toMatchObject({
      name: 'ConflictException',
      message:
        'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [PROD, BETA]',
    });
    for (const name of ['PROD', 'BETA']) {
      sfn.call('deleteStateMachineAlias', { stateMachineAliasArn: `${stateMachineArn}:${name}` });
    }
    expect(sfn.refusal('deleteStateMachineVersion', { stateMachineVersionArn })).toBeUndefined();
  });

  test('a machine is no version', () => {
    const { sfn, stateMachineArn } = versions(1);
    expect(sfn.refusal('deleteStateMachineVersion', { stateMachineVersionArn: stateMachineArn })?.name).toBe(
      'ValidationException',
    );
  });
});

describe('CreateStateMachineAlias', () => {
  test('the same call again answers the first alias, in whatever order the routes stand', () => {
    const { sfn, stateMachineArn } = versions(2);
    const routes = [route(`${stateMachineArn}:1`, 70), route(`${stateMachineArn}:2`, 30)];
    const first = sfn.call('createStateMachineAlias', { name: 'PROD', routingConfiguration: routes });
    expect(first).toEqual({
      stateMachineAliasArn: `${stateMachineArn}:PROD`,
      creationDate: new Date(START + 2_000),
    });
    sfn.now += 1_000;
    expect(sfn.call('createStateMachineAlias', { name: 'PROD', routingConfiguration: routes.reverse() })).toEqual(
      first,
    );
  });

  test('another description or routing under the same name is refused [alias.other-description]', () => {
    const { sfn, stateMachineArn } = versions(2);
    const routingConfiguration = [route(`${stateMachineArn}:1`, 100)];
    sfn.call('createStateMachineAlias', { name: 'PROD', routingConfiguration });
    const message =
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.';
    for (const change of [{ description: 'x' }, { routingConfiguration: [route(`${stateMachineArn}:2`, 100)] }]) {
      expect(sfn.refusal('createStateMachineAlias', { name: 'PROD', routingConfiguration, ...change })).toMatchObject({
        name: 'ConflictException',
        message,
      });
    }
  });

  test.each([
    [
      'the machine itself',
      ['', ''],
      [70, 30],
      'Routing configuration must contain state machine version ARNs. Received: [<m>, <m>]',
    ],
    [
      'an alias',
      [':1', ':BETA'],
      [70, 30],
      'Routing configuration must contain state machine version ARNs. Received: [<m>:1, <m>:BETA]',
    ],
    [
      'one version twice',
      [':1', ':1'],
      [50, 50],
      'Routing configuration must contain distinct state machine version ARNs. Received: [<m>:1, <m>:1]',
    ],
    [
      'weights below 100',
      [':1', ':2'],
      [70, 29],
      'Sum of routing configuration weights must equal 100. Received: [70, 29]',
    ],
    [
      'weights above 100',
      [':1', ':2'],
      [70, 31],
      'Sum of routing configuration weights must equal 100. Received: [70, 31]',
    ],
  ])('%s is refused', (_, qualifiers, weights, message) => {
    const { sfn, stateMachineArn } = versions(2);
    const routingConfiguration = qualifiers.map((qualifier, index) =>
      route(stateMachineArn + qualifier, weights[index] ?? 0),
    );
    expect(sfn.refusal('createStateMachineAlias', { name: 'PROD', routingConfiguration })).toMatchObject({
      name: 'ValidationException',
      message: message.replaceAll('<m>', stateMachineArn),
    });
  });

  test('versions that do not exist are refused', () => {
    const { sfn, stateMachineArn } = versions(1);
    for (const arn of [`${stateMachineArn}:9`, `${PREFIX}:stateMachine:none:1`]) {
      expect(sfn.refusal('createStateMachineAlias', { name: 'P', routingConfiguration: [route(arn, 100)] })?.name).toBe(
        'ResourceNotFound',
      );
    }
  });

  test('stops at the quota', () => {
    const { sfn, stateMachineArn } = versions(1, { aliases: 1 });
    const routingConfiguration = [route(`${stateMachineArn}:1`, 100)];
    sfn.call('createStateMachineAlias', { name: 'A', routingConfiguration });
    expect(sfn.refusal('createStateMachineAlias', { name: 'B', routingConfiguration })?.name).toBe(
      'ServiceQuotaExceededException',
    );
  });
});

describe('an alias', () => {
  function aliased() {
    const { sfn, stateMachineArn } = versions(2);
    const stateMachineAliasArn = `${stateMachineArn}:PROD`;
    sfn.call('createStateMachineAlias', {
      name: 'PROD',
      description: 'live',
      routingConfiguration: [route(`${stateMachineArn}:1`, 100)],
    });
    return { sfn, stateMachineArn, stateMachineAliasArn };
  }

  test('is described, without an updateDate while it was never updated [alias.update-date]', () => {
    const { sfn, stateMachineArn, stateMachineAliasArn } = aliased();
    expect(sfn.call('describeStateMachineAlias', { stateMachineAliasArn })).toEqual({
      stateMachineAliasArn,
      name: 'PROD',
      description: 'live',
      routingConfiguration: [route(`${stateMachineArn}:1`, 100)],
      creationDate: new Date(START + 2_000),
    });
  });

  test('is updated in part', () => {
    const { sfn, stateMachineArn, stateMachineAliasArn } = aliased();
    sfn.now += 500;
    const routingConfiguration = [route(`${stateMachineArn}:2`, 100)];
    expect(sfn.call('updateStateMachineAlias', { stateMachineAliasArn, routingConfiguration })).toEqual({
      updateDate: new Date(START + 2_500),
    });
    expect(sfn.call('describeStateMachineAlias', { stateMachineAliasArn })).toMatchObject({
      description: 'live',
      routingConfiguration,
      creationDate: new Date(START + 2_000),
      updateDate: new Date(START + 2_500),
    });
    expect(sfn.refusal('updateStateMachineAlias', { stateMachineAliasArn })?.name).toBe('ValidationException');
  });

  test('that does not exist is refused', () => {
    const { sfn, stateMachineArn } = aliased();
    const stateMachineAliasArn = `${stateMachineArn}:NONE`;
    const refusals = [
      sfn.refusal('updateStateMachineAlias', { stateMachineAliasArn, description: 'x' }),
      sfn.refusal('describeStateMachineAlias', { stateMachineAliasArn }),
      sfn.refusal('deleteStateMachineAlias', { stateMachineAliasArn }),
    ];
    for (const refused of refusals) {
      expect(refused).toMatchObject({
        name: 'ResourceNotFound',
        message: 'Request references a resource that does not exist.',
      });
    }
  });

  test('is listed with its machine and with its version, the newest first', () => {
    const { sfn, stateMachineArn } = aliased();
    sfn.now += 1;
    sfn.call('createStateMachineAlias', { name: 'BETA', routingConfiguration: [route(`${stateMachineArn}:2`, 100)] });
    const names = (arn: string) =>
      sfn
        .call('listStateMachineAliases', { stateMachineArn: arn })
        .stateMachineAliases?.map(({ stateMachineAliasArn }) => stateMachineAliasArn?.split(':').at(-1));
    expect(names(stateMachineArn)).toEqual(['BETA', 'PROD']);
    expect(names(`${stateMachineArn}:1`)).toEqual(['PROD']);
    expect(names(`${stateMachineArn}:2`)).toEqual(['BETA']);
  });

  test('a bad page token is refused', () => {
    const { sfn, stateMachineArn } = aliased();
    expect(sfn.refusal('listStateMachineAliases', { stateMachineArn, nextToken: 'InvalidToken' })).toMatchObject({
      name: 'InvalidToken',
      message: "Invalid Token: 'Invalid token'",
    });
  });

  test('is no machine to describe [describe.alias]', () => {
    const { sfn, stateMachineAliasArn } = aliased();
    expect(sfn.refusal('describeStateMachine', { stateMachineArn: stateMachineAliasArn })?.name).toBe(
      'StateMachineDoesNotExist',
    );
  });
});
