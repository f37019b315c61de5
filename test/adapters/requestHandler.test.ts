import {
  DescribeExecutionCommand,
  ExecutionNotRedrivable,
  RedriveExecutionCommand,
  SFN,
  SFNClient,
  SFNServiceException,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { toRequestHandler } from 'redrive-testkit/request-handler';
import * as refusals from '../../src/rules/faults';
import type { FakeService } from '../../src/adapters/adapter';
import {
  answered,
  CREDENTIALS,
  EXECUTION_ARN,
  inTurn,
  lost,
  REDRIVE_DATE,
  redriven,
  refused,
  scriptedService,
} from './scriptedService';

const redrive = new RedriveExecutionCommand({ executionArn: EXECUTION_ARN });

function clientOf(service: FakeService): SFNClient {
  return new SFNClient({
    region: 'us-east-1',
    credentials: CREDENTIALS,
    requestHandler: toRequestHandler(service),
  });
}

beforeEach(() => {
  // The SDK's delays between attempts are random shares of their maximum.
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('a real client gets the answer of the fake, with metadata', async () => {
  const output = await clientOf(scriptedService(() => redriven)).send(redrive);
  expect(output).toStrictEqual({
    $metadata: {
      httpStatusCode: 200,
      requestId: '00000001-0000-4000-8000-000000000001',
      extendedRequestId: undefined,
      cfId: undefined,
      attempts: 1,
      totalRetryDelay: 0,
    },
    redriveDate: REDRIVE_DATE,
  });
});

test('the real client fills in a client token, and sends an own one as it is', async () => {
  const service = scriptedService(() => redriven);
  const client = clientOf(service);
  await client.send(redrive);
  await client.send(new RedriveExecutionCommand({ executionArn: EXECUTION_ARN, clientToken: '' }));
  expect(service.received[0]!.input.clientToken).toMatch(/^[\da-f-]{36}$/);
  expect(service.received[1]!.input.clientToken).toBe('');
});

test('a lost response is retried by the SDK with the same client token', async () => {
  const service = scriptedService(inTurn(lost, redriven));
  const output = await clientOf(service).send(redrive);
  expect(output.redriveDate).toEqual(REDRIVE_DATE);
  expect(output.$metadata.attempts).toBe(2);
  expect(service.received[1]).toEqual(service.received[0]);
});

test('when all responses are lost, the error is that of a broken connection', async () => {
  const service = scriptedService(() => lost);
  await expect(clientOf(service).send(redrive)).rejects.toMatchObject({ name: 'TimeoutError', code: 'ECONNRESET' });
  expect(service.received).toHaveLength(3);
});

test.each([
  ['throttled', refusals.throttled()],
  ['serviceUnavailable', refusals.serviceUnavailable()],
  ['internalFailure', refusals.internalFailure()],
])('%s is retried', async (_, refusal) => {
  const service = scriptedService(inTurn(refused(refusal), refused(refusal), redriven));
  expect((await clientOf(service).send(redrive)).$metadata.attempts).toBe(3);
});

test('a modeled refusal is the exception of the SDK, after one attempt', async () => {
  const refusal = refusals.executionNotRedrivable({ message: 'no' });
  const service = scriptedService(() => refused(refusal));
  const error: unknown = await clientOf(service)
    .send(redrive)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ExecutionNotRedrivable);
  expect(error).toBeInstanceOf(SFNServiceException);
  expect(error).toMatchObject({ name: 'ExecutionNotRedrivable', message: 'no', $fault: 'client' });
  expect(service.received).toHaveLength(1);
});

test('access denied has its text, though AWS spells the member with a capital letter', async () => {
  const refusal = refusals.accessDenied({ message: 'User: x is not authorized' });
  await expect(clientOf(scriptedService(() => refused(refusal))).send(redrive)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: 'User: x is not authorized',
  });
});

test('the reason of a ValidationException arrives', async () => {
  const refusal = {
    ...refusals.constraintsViolated(['x']),
    reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
  };
  const error: unknown = await clientOf(scriptedService(() => refused(refusal)))
    .send(redrive)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ValidationException);
  expect(error).toMatchObject({ reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' });
});

test('callbacks and the aggregated client work', async () => {
  const client = new SFN({
    region: 'us-east-1',
    credentials: CREDENTIALS,
    requestHandler: toRequestHandler(scriptedService(() => redriven)),
  });
  expect((await client.redriveExecution({ executionArn: EXECUTION_ARN })).redriveDate).toEqual(REDRIVE_DATE);
  const called = await new Promise((resolve) => {
    client.redriveExecution({ executionArn: EXECUTION_ARN }, (_error, output) => resolve(output?.redriveDate));
  });
  expect(called).toEqual(REDRIVE_DATE);
});

test('a client that was destroyed goes on, as with the handler of the SDK', async () => {
  const client = clientOf(scriptedService(() => redriven));
  client.destroy();
  await expect(client.send(redrive)).resolves.toBeDefined();
});

describe('an abort signal', () => {
  test('that is aborted already keeps the call from the service', async () => {
    const service = scriptedService(() => redriven);
    const sent = clientOf(service).send(redrive, { abortSignal: AbortSignal.abort() });
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    expect(service.received).toEqual([]);
  });

  test('ends the wait for an answer that is held, and leaves no listener', async () => {
    let release = (): void => undefined;
    const service = scriptedService(
      () =>
        new Promise((resolve) => {
          release = () => resolve(redriven);
        }),
    );
    const controller = new AbortController();
    const removed = jest.spyOn(controller.signal, 'removeEventListener');
    const sent = clientOf(service).send(redrive, { abortSignal: controller.signal });
    while (service.received.length === 0) await new Promise(setImmediate);
    controller.abort();
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    release();
    expect(service.received).toHaveLength(1);
    expect(removed).toHaveBeenCalled();
  });
});

test('values are of the realm of the test', async () => {
  const client = clientOf(
    scriptedService(() => answered({ startDate: REDRIVE_DATE, inputDetails: { included: true } })),
  );
  const output = await client.send(new DescribeExecutionCommand({ executionArn: EXECUTION_ARN }));
  expect(output.startDate).toBeInstanceOf(Date);
  expect(output.inputDetails).toBeInstanceOf(Object);
});
