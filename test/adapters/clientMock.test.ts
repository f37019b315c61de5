import * as sdk from '@aws-sdk/client-sfn';
import {
  DescribeExecutionCommand,
  ExecutionNotRedrivable,
  ListExecutionsCommand,
  paginateListExecutions,
  RedriveExecutionCommand,
  SFN,
  SFNClient,
  SFNServiceException,
  ValidationException,
} from '@aws-sdk/client-sfn';
import type { AwsClientStub } from 'aws-sdk-client-mock';
import { toClientMock } from 'redrive-testkit/client-mock';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import type { OperationOutcome } from '../../src/model/outcome';
import { TestkitError } from '../../src/model/testkitError';
import * as refusals from '../../src/rules/faults';
import {
  answered,
  CREDENTIALS,
  EXECUTION_ARN,
  lost,
  REDRIVE_DATE,
  redriven,
  refused,
  scriptedService,
} from './scriptedService';

const redrive = () => new RedriveExecutionCommand({ executionArn: EXECUTION_ARN });
const describe_ = () => new DescribeExecutionCommand({ executionArn: EXECUTION_ARN });

let stub: AwsClientStub<SFNClient>;
let service: ReturnType<typeof scriptedService>;

beforeEach(() => {
  service = scriptedService(({ operation }) =>
    operation === 'RedriveExecution' ? redriven : answered({ name: 'one' }),
  );
  // Tests below reset modules: the copy of this file is named, so that each test is about the same one.
  stub = toClientMock(service, { sdk });
});
afterEach(() => stub.restore());

test('the copy of the SDK that the package finds is the default', async () => {
  stub.restore();
  stub = toClientMock(service);
  await expect(new SFNClient({}).send(redrive())).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
});

test('every client of the SDK is answered by the fake, without region and credentials', async () => {
  await expect(new SFNClient({}).send(redrive())).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
  await expect(new SFN({}).redriveExecution({ executionArn: EXECUTION_ARN })).resolves.toMatchObject({
    redriveDate: REDRIVE_DATE,
  });
  expect(service.received.map(({ operation }) => operation)).toEqual(['RedriveExecution', 'RedriveExecution']);
});

test('the client token that the SDK would fill in is minted, a new one for each send', async () => {
  const client = new SFNClient({});
  const command = redrive();
  await client.send(command);
  await client.send(command);
  await client.send(new RedriveExecutionCommand({ executionArn: EXECUTION_ARN, clientToken: '' }));
  const [first, second, own] = service.received.map(({ input }) => input.clientToken);
  expect(first).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  expect(second).not.toBe(first);
  expect(own).toBe('');
  expect(command.input).toEqual({ executionArn: EXECUTION_ARN });
});

test('two stubs over one fake, and a copy of the adapter loaded later, never mint the same token', async () => {
  await new SFNClient({}).send(redrive());
  jest.resetModules();
  const again = (require('../../src/adapters/clientMock') as { toClientMock: typeof toClientMock }).toClientMock;
  const second = again(service, { sdk });
  await new SFNClient({}).send(redrive());
  second.restore();
  expect(new Set(service.received.map(({ input }) => input.clientToken)).size).toBe(2);
});

describe('their dialect', () => {
  test('a behavior of the consumer goes before the fake, for its command only', async () => {
    stub.on(DescribeExecutionCommand).resolves({ status: 'SUCCEEDED' });
    const client = new SFNClient({});
    await expect(client.send(describe_())).resolves.toEqual({ status: 'SUCCEEDED' });
    await expect(client.send(redrive())).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
  });

  test('after resolvesOnce the fake answers again', async () => {
    stub.on(DescribeExecutionCommand).resolvesOnce({ status: 'SUCCEEDED' });
    const client = new SFNClient({});
    await expect(client.send(describe_())).resolves.toEqual({ status: 'SUCCEEDED' });
    await expect(client.send(describe_())).resolves.toMatchObject({ name: 'one' });
  });

  test('calls are recorded, and their inputs as they were', async () => {
    await new SFNClient({}).send(redrive());
    expect(stub.commandCalls(RedriveExecutionCommand, { executionArn: EXECUTION_ARN })).toHaveLength(1);
    expect(stub.commandCalls(DescribeExecutionCommand)).toHaveLength(0);
  });

  test('after reset() the calls are forgotten, behaviors are gone and the fake answers again', async () => {
    stub.on(DescribeExecutionCommand).resolves({ status: 'SUCCEEDED' });
    await new SFNClient({}).send(redrive());
    expect(stub.reset()).toBe(stub);
    expect(stub.calls()).toHaveLength(0);
    await expect(new SFNClient({}).send(describe_())).resolves.toMatchObject({ name: 'one' });
    stub.reset();
    await expect(new SFNClient({}).send(redrive())).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
  });

  test('resetHistory() keeps the fake', async () => {
    await new SFNClient({}).send(redrive());
    stub.resetHistory();
    expect(stub.calls()).toHaveLength(0);
    await expect(new SFNClient({}).send(redrive())).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
  });

  test('after restore() nothing of the stub is left', () => {
    stub.restore();
    expect(Object.hasOwn(SFNClient.prototype, 'send')).toBe(false);
  });

  test('nor at the end of the block that uses it', () => {
    stub.restore();
    toClientMock(service)[Symbol.dispose]();
    expect(Object.hasOwn(SFNClient.prototype, 'send')).toBe(false);
  });
});

test('one instance can be stubbed alone', async () => {
  stub.restore();
  const client = new SFNClient({ region: 'us-east-1', credentials: CREDENTIALS });
  const one = toClientMock(service, { client });
  await expect(client.send(redrive())).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
  one.reset();
  await client.send(redrive());
  expect(service.received).toHaveLength(2);
  expect(Object.hasOwn(SFNClient.prototype, 'send')).toBe(false);
});

test('recorded inputs are copies: the paginator changes the one that it has passed', async () => {
  stub.restore();
  const pages = ['b', 'c', undefined];
  stub = toClientMock(
    scriptedService(() => answered({ executions: [], nextToken: pages.shift() })),
    { sdk },
  );
  for await (const page of paginateListExecutions({ client: new SFNClient({}) }, { stateMachineArn: 'a' })) void page;
  const tokens = stub.commandCalls(ListExecutionsCommand).map(({ args: [{ input }] }) => input.nextToken);
  expect(tokens).toEqual([undefined, 'b', 'c']);
});

test('callback style calls back', async () => {
  const client = new SFN({});
  const output = await new Promise((resolve) => {
    client.describeExecution({ executionArn: EXECUTION_ARN }, (error: unknown, data: unknown) =>
      resolve([error, data]),
    );
  });
  expect(output).toEqual([null, expect.objectContaining({ name: 'one' })]);
});

test('an abort signal is honored', async () => {
  const sent = new SFNClient({}).send(redrive(), { abortSignal: AbortSignal.abort() });
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  expect(service.received).toEqual([]);
});

describe('what fails', () => {
  const thrownBy = async (outcome: OperationOutcome): Promise<unknown> => {
    stub.restore();
    stub = toClientMock(
      scriptedService(() => outcome),
      { sdk },
    );
    return new SFNClient({}).send(redrive()).catch((error: unknown) => error);
  };

  test('a lost response is a broken connection', async () => {
    expect(await thrownBy(lost)).toMatchObject({ name: 'TimeoutError', code: 'ECONNRESET' });
  });

  test('misuse of the kit arrives as it is', async () => {
    const misuse = new TestkitError({ code: 'OPERATION_NOT_MODELED', what: 'What.', hint: 'Cure.' });
    stub.restore();
    stub = toClientMock(
      scriptedService(() => {
        throw misuse;
      }),
      { sdk },
    );
    await expect(new SFNClient({}).send(redrive())).rejects.toBe(misuse);
  });

  test.each([
    ['modeled', refusals.executionNotRedrivable({ message: 'no' }), ExecutionNotRedrivable],
    [
      'with a reason',
      { ...refusals.constraintsViolated(['x']), reason: 'MISSING_REQUIRED_PARAMETER' },
      ValidationException,
    ],
    ['not modeled', refusals.throttled(), SFNServiceException],
    ['with a capital Message', refusals.accessDenied({ message: 'User' }), SFNServiceException],
    ['without a message', refusals.serializationFailure(), SFNServiceException],
    ['of the server', refusals.serviceUnavailable(), SFNServiceException],
  ])('a refusal %s is the exception that a real client throws', async (_, refusal, type) => {
    const stubbed = (await thrownBy(refused(refusal))) as Error;
    stub.restore();
    const requestHandler = toRequestHandler(scriptedService(() => refused(refusal)));
    const client = new SFNClient({ region: 'us-east-1', credentials: CREDENTIALS, requestHandler, maxAttempts: 1 });
    const real = (await client.send(redrive()).catch((error: unknown) => error)) as Error;
    expect(stubbed).toBeInstanceOf(type);
    const anyId = {
      $metadata: { ...(real as SFNServiceException).$metadata, requestId: expect.any(String) as string },
    };
    expect({ ...stubbed }).toEqual({ ...real, ...anyId });
    expect(Object.keys(stubbed).sort()).toEqual(Object.keys(real).sort());
    expect([stubbed.name, stubbed.message, stubbed.constructor]).toEqual([real.name, real.message, real.constructor]);
  });

  test('the exceptions are of the copy that is passed in', async () => {
    stub.restore();
    jest.resetModules();
    const copy = require('@aws-sdk/client-sfn') as typeof sdk;
    const refusal = refusals.executionNotRedrivable({ message: 'no' });
    const other = toClientMock(
      scriptedService(() => refused(refusal)),
      { sdk: copy },
    );
    const error = await new copy.SFNClient({}).send(redrive()).catch((thrown: unknown) => thrown);
    expect((error as Error).constructor).toBe(copy.ExecutionNotRedrivable);
    other.restore();
    stub = toClientMock(service, { sdk });
  });
});

test('outputs are those of a real client, nested __type and metadata included', async () => {
  const output = {
    startDate: REDRIVE_DATE,
    inputDetails: { included: true },
    redriveCount: 0,
    input: '{"a":1}',
  };
  const history = { events: [{ id: 1, timestamp: REDRIVE_DATE, type: 'ExecutionStarted', previousEventId: 0 }] };
  const both = () => scriptedService(({ operation }) => answered(operation === 'DescribeExecution' ? output : history));
  stub.restore();
  stub = toClientMock(both(), { sdk });
  const viaStub = new SFN({});
  const outputs = [
    await viaStub.describeExecution({ executionArn: 'a' }),
    await viaStub.getExecutionHistory({ executionArn: 'a' }),
  ];
  stub.restore();
  const real = new SFN({ region: 'us-east-1', credentials: CREDENTIALS, requestHandler: toRequestHandler(both()) });
  expect(outputs).toStrictEqual([
    await real.describeExecution({ executionArn: 'a' }),
    await real.getExecutionHistory({ executionArn: 'a' }),
  ]);
});

test('without aws-sdk-client-mock the error says what to install', () => {
  jest.isolateModules(() => {
    jest.doMock('aws-sdk-client-mock', () => {
      throw new Error("Cannot find module 'aws-sdk-client-mock'");
    });
    const isolated = require('../../src/adapters/clientMock') as { toClientMock: typeof toClientMock };
    expect(() => isolated.toClientMock(service)).toThrow(
      expect.objectContaining({ code: 'PEER_MISSING', hint: expect.stringContaining('npm install') as string }),
    );
    jest.dontMock('aws-sdk-client-mock');
  });
});
