import { bench, benchWithMachine, PREFIX, START } from './harness';

const activityArn = `${PREFIX}:activity:probe`;

describe('activities', () => {
  test('are created once per name [activity.idempotent-create]', () => {
    const sfn = bench();
    const first = sfn.call('createActivity', { name: 'probe' });
    expect(first).toEqual({ activityArn, creationDate: new Date(START) });
    sfn.now += 1_000;
    expect(sfn.call('createActivity', { name: 'probe', tags: [{ key: 'a', value: 'b' }] })).toEqual(first);
    expect(sfn.call('listTagsForResource', { resourceArn: activityArn })).toEqual({ tags: [] });
  });

  test('keep their encryption', () => {
    const sfn = bench();
    sfn.call('createActivity', { name: 'probe' });
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' as const, kmsKeyId: 'k' };
    expect(sfn.refusal('createActivity', { name: 'probe', encryptionConfiguration })?.name).toBe(
      'ActivityAlreadyExists',
    );
  });

  test.each([
    '\u0000activity',
    'activity\u001f',
    'activity\u007f',
    'activity name',
    'activity"name',
    'activity#name',
    'activity$name',
    'activity%name',
    'activity&name',
    'activity*name',
    'activity,name',
    'activity/name',
    'activity:name',
    'activity;name',
    'activity<name',
    'activity>name',
    'activity?name',
    'activity[name',
    'activity\\name',
    'activity]name',
    'activity^name',
    'activity`name',
    'activity{name',
    'activity|name',
    'activity}name',
    'activity~name',
  ])('the name %p is refused [names.characters]', (name) => {
    expect(bench().refusal('createActivity', { name })).toMatchObject({
      name: 'InvalidName',
      message: `Invalid Name: '${name}'`,
    });
  });

  test('are described until they are deleted, and not a moment longer [activity.deleted]', () => {
    const sfn = bench();
    sfn.call('createActivity', { name: 'probe' });
    expect(sfn.call('describeActivity', { activityArn })).toEqual({
      activityArn,
      name: 'probe',
      creationDate: new Date(START),
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    expect(sfn.call('deleteActivity', { activityArn })).toEqual({});
    expect(sfn.refusal('describeActivity', { activityArn })).toMatchObject({
      name: 'ActivityDoesNotExist',
      message: `Activity Does Not Exist: '${activityArn}'`,
    });
    expect(sfn.call('deleteActivity', { activityArn })).toEqual({});
  });

  test('need the ARN of an activity', () => {
    const sfn = bench();
    for (const operation of ['describeActivity', 'deleteActivity'] as const) {
      expect(sfn.refusal(operation, { activityArn: 'no_an_activity_arn' })?.message).toBe(
        "Invalid Arn: 'Invalid ARN prefix: no_an_activity_arn'",
      );
    }
  });

  test('are listed page by page', () => {
    const sfn = bench({ activities: 3 });
    for (const name of ['c', 'a', 'b']) sfn.call('createActivity', { name });
    const first = sfn.call('listActivities', { maxResults: 2 });
    expect(first.activities?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(sfn.call('listActivities', { maxResults: 2, nextToken: first.nextToken })).toEqual({
      activities: [{ activityArn: `${PREFIX}:activity:c`, name: 'c', creationDate: new Date(START) }],
    });
    expect(sfn.refusal('createActivity', { name: 'd' })?.name).toBe('ActivityLimitExceeded');
  });
});

describe('tags', () => {
  test('are added, replaced, listed and taken away', () => {
    const { sfn, stateMachineArn: resourceArn } = benchWithMachine();
    const tag = (...tags: [string, string][]) =>
      sfn.call('tagResource', { resourceArn, tags: tags.map(([key, value]) => ({ key, value })) });
    expect(tag(['team', 'orders'], ['__proto__', 'x'])).toEqual({});
    tag(['team', 'billing']);
    expect(sfn.call('listTagsForResource', { resourceArn }).tags).toEqual([
      { key: 'team', value: 'billing' },
      { key: '__proto__', value: 'x' },
    ]);
    expect(sfn.call('untagResource', { resourceArn, tagKeys: ['team', 'none'] })).toEqual({});
    expect(sfn.call('listTagsForResource', { resourceArn }).tags).toEqual([{ key: '__proto__', value: 'x' }]);
  });

  test('a machine is created with them', () => {
    const sfn = bench();
    sfn.call('createActivity', { name: 'probe', tags: [{ key: 'a', value: '1' }, { key: 'b' }] });
    expect(sfn.call('listTagsForResource', { resourceArn: activityArn }).tags).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '' },
    ]);
  });

  test('a version carries none [tag.versions]', () => {
    const { sfn, stateMachineArn } = benchWithMachine();
    sfn.call('publishStateMachineVersion', { stateMachineArn });
    const resourceArn = `${stateMachineArn}:1`;
    expect(sfn.refusal('tagResource', { resourceArn, tags: [{ key: 'k', value: 'v' }] })).toMatchObject({
      name: 'ResourceNotFound',
      message: `Resource not found: '${resourceArn}'`,
    });
  });

  test('at most 50 fit on a resource [limit.tags]', () => {
    const { sfn, stateMachineArn: resourceArn } = benchWithMachine();
    const tags = Array.from({ length: 50 }, (_, index) => ({ key: `k${index}`, value: '' }));
    sfn.call('tagResource', { resourceArn, tags });
    expect(sfn.refusal('tagResource', { resourceArn, tags: [{ key: 'k0', value: 'again' }] })).toBeUndefined();
    expect(sfn.refusal('tagResource', { resourceArn, tags: [{ key: 'k50', value: '' }] })?.name).toBe('TooManyTags');
  });

  test('keys of AWS are reserved, and each tag has a key [tag.reserved] [tag.key]', () => {
    const { sfn, stateMachineArn: resourceArn } = benchWithMachine();
    expect(sfn.refusal('tagResource', { resourceArn, tags: [{ key: 'aws:x', value: '' }] })?.name).toBe(
      'AccessDeniedException',
    );
    expect(sfn.refusal('tagResource', { resourceArn, tags: [{ value: 'v' }] })?.name).toBe('ValidationException');
  });
});
