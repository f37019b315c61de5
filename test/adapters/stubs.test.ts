import 'redrive-testkit/jest';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { createFakeStepFunctions, failedExecution, type FakeStepFunctions } from 'redrive-testkit';
import { toClientMock } from 'redrive-testkit/client-mock';
import { interceptClients } from 'redrive-testkit/request-handler';
import { manualRunner } from '../setup/runner';

/** What a matcher says of a fake that was asked nothing. */
function complaint(sfn: FakeStepFunctions): string {
  try {
    expect(sfn).toHaveReceived('DescribeExecution');
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the matcher did not complain');
}

const use = async () => {
  await Promise.resolve(new SFNClient({}).send(new DescribeExecutionCommand({ executionArn: 'x' }))).catch(
    () => undefined,
  );
};

describe('a matcher that finds no calls names what stands in front of the fake', () => {
  test('a stub of aws-sdk-client-mock that was made later', async () => {
    const sfn = createFakeStepFunctions();
    const restore = interceptClients(sfn);
    const stub = mockClient(SFNClient);
    await use();
    expect(complaint(sfn)).toMatch(/stub of aws-sdk-client-mock.*SFNClient\.prototype\.send.*toClientMock\(sfn\)/s);
    stub.restore();
    expect(complaint(sfn)).not.toContain('stub of');
    restore();
  });

  test('a stub that was there before', async () => {
    const stub = mockClient(SFNClient);
    const sfn = createFakeStepFunctions();
    const restore = interceptClients(sfn);
    await expect(new SFNClient({}).send(new DescribeExecutionCommand({ executionArn: 'x' }))).resolves.toBeUndefined();
    expect(complaint(sfn)).toContain('stub of aws-sdk-client-mock');
    restore();
    stub.restore();
  });

  test('a mock function', async () => {
    const sfn = createFakeStepFunctions();
    const restore = interceptClients(sfn);
    const spy = jest.spyOn(SFNClient.prototype, 'send').mockResolvedValue(undefined as never);
    await use();
    expect(complaint(sfn)).toContain('jest.spyOn');
    spy.mockRestore();
    restore();
  });

  test('another stub over that of the fake', async () => {
    const sfn = createFakeStepFunctions();
    const ours = toClientMock(sfn);
    expect(complaint(sfn)).not.toContain('stub of');
    const theirs = mockClient(SFNClient);
    await use();
    expect(complaint(sfn)).toContain('stub of aws-sdk-client-mock');
    theirs.restore();
    ours.restore();
  });
});

describe('a stub on one client is named', () => {
  const kinds: [string, (client: SFNClient) => () => void, RegExp][] = [
    ['of aws-sdk-client-mock', (client) => asEnd(mockClient(client)), /stub of aws-sdk-client-mock.*of one client/],
    [
      'of Jest',
      (client) => {
        const spy = jest.spyOn(client, 'send').mockResolvedValue(undefined as never);
        return () => spy.mockRestore();
      },
      /mock function.*of one client/,
    ],
  ];
  test.each(kinds)('%s', async (_of, stub, text) => {
    const sfn = createFakeStepFunctions();
    const restore = interceptClients(sfn);
    const client = new SFNClient({});
    const order = sfn.seed(failedExecution('task-failed'));
    await client.send(new DescribeExecutionCommand({ executionArn: order.executionArn }));
    sfn.reset();
    const unstub = stub(client);
    await client.send(new DescribeExecutionCommand({ executionArn: order.executionArn }));
    expect(complaint(sfn)).toMatch(text);
    unstub();
    expect(complaint(sfn)).not.toContain('of one client');
    restore();
  });

  test('or told of, where nobody can know the client', async () => {
    const sfn = createFakeStepFunctions();
    const restore = interceptClients(sfn);
    const client = new SFNClient({});
    client.send = jest.fn().mockResolvedValue({ redriveDate: new Date() });
    await client.send(new DescribeExecutionCommand({ executionArn: 'x' }));
    expect(complaint(sfn)).toContain('client.send = jest.fn()');
    restore();
  });

  test('but not one that the fake itself answers by', () => {
    const sfn = createFakeStepFunctions();
    const client = new SFNClient({ region: 'us-east-1' });
    const [restore, ours] = [interceptClients(sfn), toClientMock(sfn, { client })];
    expect(complaint(sfn)).not.toContain('of one client');
    ours.restore();
    restore();
  });
});

const asEnd = (stub: { restore(): void }) => () => stub.restore();

test('nothing is said of the stub that a set-up has made itself', async () => {
  const runner = manualRunner();
  const sfn = runner.use({ adapter: 'client-mock' });
  await runner.run('beforeAll');
  await runner.test('one', () => {
    sfn.seed(failedExecution('task-failed'));
    expect(complaint(sfn)).not.toContain('stub of');
  });
  await runner.run('afterAll');
});
