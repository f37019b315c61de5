import { TestkitError, accessDenied, throttled, type Refusal } from 'redrive-testkit';
import { charging, failed, newFake } from '../support/workflows';

function misuse(act: () => unknown): { code: string; message: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof TestkitError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('failNext', () => {
  it.each([
    ['a builder that was not called', throttled, /It got a function\.[^]*parentheses are missing/],
    ['nothing', undefined, /It got undefined\./],
    ['null', null, /It got null\./],
    ['the name of an error', 'ThrottlingException', /It got 'ThrottlingException'\./],
    ['an Error', new Error('Rate exceeded'), /It got 'Error: Rate exceeded'\.[^]*that AWS answers with/],
    ['an error of the SDK', Object.assign(new Error('x'), { $metadata: { httpStatusCode: 400 } }), /'Error: x'/],
    ['another object', { name: 'ThrottlingException' }, /It got an object with name\./],
  ])('refuses %s, says what it got and how it is called', (_, given, text) => {
    const { code, message } = misuse(() => newFake().failNext('RedriveExecution', given as Refusal));
    expect(code).toBe('ARGUMENT_INVALID');
    expect(message).toMatch(text);
    expect(message).toContain("sfn.failNext('RedriveExecution', throttled())");
  });

  it('takes a refusal that was copied', async () => {
    const sfn = newFake();
    sfn.failNext('RedriveExecution', { ...throttled() });
    expect(await sfn.execute('RedriveExecution', {})).toMatchObject({ refusal: { name: 'ThrottlingException' } });
  });
});

describe('operations that are not modeled', () => {
  it.each([
    ['failNext', (sfn: ReturnType<typeof newFake>) => sfn.failNext('ListWidgets' as never, throttled())],
    ['loseNextResponse', (sfn: ReturnType<typeof newFake>) => sfn.loseNextResponse('ListWidgets' as never)],
    ['hold', (sfn: ReturnType<typeof newFake>) => sfn.hold('ListWidgets' as never)],
  ])('are refused by %s', (_, act) => {
    const { code, message } = misuse(() => act(newFake()));
    expect(code).toBe('OPERATION_NOT_MODELED');
    expect(message).toContain("'ListWidgets' is not modeled");
  });

  it('are refused as AWS refuses them, and told after that', async () => {
    const sfn = newFake();
    expect(await sfn.execute('ListWidgets', {})).toMatchObject({ refusal: { name: 'UnknownOperationException' } });
    expect(misuse(() => sfn.settle())).toMatchObject({ code: 'OPERATION_NOT_MODELED' });
    sfn.settle();
  });
});

describe('a denied call', () => {
  const roleArn = 'arn:aws-cn:iam::210987654321:role/orders';
  const stateMachineArn = 'arn:aws-cn:states:cn-north-1:210987654321:stateMachine:orders';
  const fake = () => newFake({ region: 'cn-north-1', account: '210987654321' });

  it('is of a user of the account and partition of the fake', async () => {
    const sfn = fake();
    const { executionArn } = failed(sfn);
    sfn.deny('states:RedriveExecution');
    expect(await sfn.execute('RedriveExecution', { executionArn })).toMatchObject({
      refusal: {
        message:
          'User: arn:aws-cn:iam::210987654321:user/redrive-testkit is not authorized to perform: ' +
          `states:RedriveExecution on resource: ${executionArn} with an explicit deny in an identity-based policy`,
      },
    });
  });

  it('may be of a principal of its own', async () => {
    const sfn = fake();
    sfn.failNext('ListActivities', accessDenied({ principal: 'arn:aws:iam::1:user/me' }));
    expect(await sfn.execute('ListActivities', {})).toMatchObject({
      refusal: { message: expect.stringMatching(/^User: arn:aws:iam::1:user\/me .* on resource: \* /) as string },
    });
  });

  it.each([
    ['CreateStateMachine', { roleArn, name: 'orders', definition: JSON.stringify(charging) }],
    ['UpdateStateMachine', { roleArn, stateMachineArn }],
  ])('%s is about the state machine, not about its role', async (operation, input) => {
    const sfn = fake();
    sfn.failNext(operation as 'CreateStateMachine', accessDenied());
    const forced = await sfn.execute(operation, input);
    expect(forced).toMatchObject({
      refusal: { message: expect.stringContaining(`on resource: ${stateMachineArn} `) as string },
    });
    sfn.deny(`states:${operation}`, stateMachineArn);
    expect(await sfn.execute(operation, input)).toMatchObject({ refusal: { name: 'AccessDeniedException' } });
    sfn.allow(`states:${operation}`, '*:stateMachine:orders');
    sfn.deny('*', roleArn);
    expect(await sfn.execute(operation, input)).not.toMatchObject({ refusal: { name: 'AccessDeniedException' } });
  });
});
