/** @jest-environment ./src/setup/jestEnvironment.ts */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ExecutionNotRedrivable,
  RedriveExecutionCommand,
  SFNClient,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import type * as mswLibrary from 'msw';
import type { setupServer as setUp } from 'msw/node';
import { toMswHandlers } from 'redrive-testkit/msw';
import * as refusals from '../../src/rules/faults';
import type { FakeService } from '../../src/adapters/adapter';
import { providedMsw } from '../../src/adapters/providedMsw';
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

// What the environment has loaded, since this test cannot.
const { msw, node } = providedMsw()!;
const { http, HttpResponse } = msw as unknown as Pick<typeof mswLibrary, 'http' | 'HttpResponse'>;
const { setupServer } = node as unknown as { setupServer: typeof setUp };

const redrive = new RedriveExecutionCommand({ executionArn: EXECUTION_ARN });
const clientAt = (endpoint?: string): SFNClient =>
  new SFNClient({ region: 'us-east-1', credentials: CREDENTIALS, endpoint });

let server: ReturnType<typeof setupServer>;
const listen = (...handlers: Parameters<typeof setupServer>): void => {
  server = setupServer(...handlers);
  server.listen({ onUnhandledRequest: 'error' });
};
const listenFor = (service: FakeService): void => listen(...toMswHandlers(service));

afterEach(() => server.close());

beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

test('a real client gets the answer of the fake', async () => {
  const service = scriptedService(() => redriven);
  listenFor(service);
  await expect(clientAt().send(redrive)).resolves.toMatchObject({
    redriveDate: REDRIVE_DATE,
    $metadata: { attempts: 1 },
  });
  expect(service.received[0]!.input.clientToken).toMatch(/^[\da-f-]{36}$/);
});

test('a refusal is the exception of the SDK', async () => {
  listenFor(scriptedService(() => refused(refusals.executionNotRedrivable({ message: 'no' }))));
  await expect(clientAt().send(redrive)).rejects.toBeInstanceOf(ExecutionNotRedrivable);
});

test.each([
  undefined,
  'http://localhost:4566/base/',
  'https://states-fips.us-west-2.amazonaws.com',
  'https://states.cn-north-1.amazonaws.com.cn',
])('requests are told by their target, not by their host: %p', async (endpoint) => {
  listenFor(scriptedService(() => redriven));
  await expect(clientAt(endpoint).send(redrive)).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
});

test('the sync- host of StartSyncExecution is answered too', async () => {
  listenFor(scriptedService(() => answered({ status: 'SUCCEEDED' })));
  const sent = clientAt().send(new StartSyncExecutionCommand({ stateMachineArn: 'a' }));
  await expect(sent).resolves.toMatchObject({ status: 'SUCCEEDED' });
});

test('a lost response is an empty 503, which the SDK retries with the same token', async () => {
  const service = scriptedService(inTurn(lost, redriven));
  listenFor(service);
  await expect(clientAt().send(redrive)).resolves.toMatchObject({
    redriveDate: REDRIVE_DATE,
    $metadata: { attempts: 2 },
  });
  expect(service.received[1]).toEqual(service.received[0]);
});

test('when all responses are lost, the error is a 503', async () => {
  listenFor(scriptedService(() => lost));
  await expect(clientAt().send(redrive)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503, attempts: 3 } });
});

test('the response has no Date header, and the length of its body', async () => {
  listenFor(scriptedService(() => answered({ name: 'Grüße' })));
  const response = await fetch('https://states.us-east-1.amazonaws.com/', {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSStepFunctions.DescribeExecution' },
    body: '{}',
  });
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-length': '18',
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': expect.stringMatching(/^[\da-f-]{36}$/) as string,
  });
  await expect(response.text()).resolves.toBe('{"name":"Grüße"}');
});

describe('requests to anything else', () => {
  test('reach the handlers of the consumer, their body unread', async () => {
    const service = scriptedService(() => redriven);
    listen(
      ...toMswHandlers(service),
      http.post('https://shop.example/orders', async ({ request: received }) =>
        HttpResponse.text(await received.text()),
      ),
      http.post('https://dynamodb.us-east-1.amazonaws.com/', () => HttpResponse.json({ Item: {} })),
    );
    const order = await fetch('https://shop.example/orders', { method: 'POST', body: 'one' });
    await expect(order.text()).resolves.toBe('one');
    const item = await fetch('https://dynamodb.us-east-1.amazonaws.com/', {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      body: '{}',
    });
    await expect(item.json()).resolves.toEqual({ Item: {} });
    expect(service.received).toEqual([]);
  });

  test('reach the network when they are let through', async () => {
    server = setupServer(...toMswHandlers(scriptedService(() => redriven)));
    server.listen({ onUnhandledRequest: 'bypass' });
    const echo = createServer((incoming, outgoing) => void incoming.pipe(outgoing)).listen(0, '127.0.0.1');
    await new Promise((resolve) => echo.once('listening', resolve));
    const { port } = echo.address() as AddressInfo;
    const text = await new Promise<string>((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', method: 'POST' }, (incoming) => {
        let body = '';
        incoming.setEncoding('utf8').on('data', (part: string) => (body += part));
        incoming.on('end', () => resolve(body));
      });
      sent.on('error', reject).end('foreign body');
    });
    expect(text).toBe('foreign body');
    await new Promise((resolve) => echo.close(resolve));
  });
});

test('an own endpoint keeps two fakes apart', async () => {
  const [east, west] = [scriptedService(() => redriven), scriptedService(() => redriven)];
  listen(
    ...toMswHandlers(east, { endpoint: 'https://states.us-east-1.amazonaws.com/' }),
    ...toMswHandlers(west, { endpoint: 'https://states.us-west-2.amazonaws.com/' }),
  );
  await clientAt().send(redrive);
  await new SFNClient({ region: 'us-west-2', credentials: CREDENTIALS }).send(redrive);
  expect([east.received.length, west.received.length]).toEqual([1, 1]);
});

test('handlers can be made from the msw of the consumer, and carry its type', async () => {
  const handlers: mswLibrary.HttpHandler[] = toMswHandlers(
    scriptedService(() => redriven),
    { msw: { http, HttpResponse } },
  );
  listen(...handlers);
  await expect(clientAt().send(redrive)).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
});

test('where msw cannot be loaded, the error says what can be done', () => {
  listen();
  const provided = Symbol.for('redrive-testkit.msw');
  const holder = globalThis as unknown as Record<symbol, unknown>;
  const saved = holder[provided];
  delete holder[provided];
  jest.doMock('msw', () => {
    throw new Error('Must use import to load ES Module');
  });
  try {
    expect(() => toMswHandlers(scriptedService(() => redriven))).toThrow(
      expect.objectContaining({
        code: 'PEER_MISSING',
        hint: expect.stringMatching(
          /jest-environment[^]*vm-modules[^]*\{ http, HttpResponse \}[^]*toRequestHandler/,
        ) as string,
      }),
    );
  } finally {
    holder[provided] = saved;
    jest.dontMock('msw');
  }
});
