import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { interceptNodeHttp } from '../../../src/adapters/network/scope';
import { openRoute } from '../../../src/adapters/routes';
import type { FakeService } from '../../../src/adapters/adapter';
import * as refusals from '../../../src/rules/faults';
import {
  CREDENTIALS,
  EXECUTION_ARN,
  inTurn,
  lost,
  REDRIVE_DATE,
  redriven,
  refused,
  scriptedService,
} from '../scriptedService';

// Not imported: an import is a copy, and what is patched are the modules themselves.
const http = require('node:http') as typeof import('node:http');
const https = require('node:https') as typeof import('node:https');

const redrive = new RedriveExecutionCommand({ executionArn: EXECUTION_ARN });
const opened: (() => void)[] = [];
const intercept = (service: FakeService, isBelow?: () => boolean): (() => void) => {
  const close = openRoute({ now: () => ({ service }), instantRetries: true, isBelow });
  const unhook = interceptNodeHttp();
  const restore = (): void => {
    close();
    unhook();
  };
  opened.push(restore);
  return restore;
};
afterEach(() => {
  for (const restore of opened.splice(0)) restore();
  jest.useRealTimers();
});

const clientWith = (config: object = {}): SFNClient =>
  new SFNClient({ region: 'us-east-1', credentials: CREDENTIALS, ...config });

test.each([
  ['https', {}],
  ['http', { endpoint: 'http://localhost:1' }],
  ['FIPS', { useFipsEndpoint: true }],
  ['dual stack', { useDualstackEndpoint: true }],
  ['China', { region: 'cn-north-1' }],
])('a client of any endpoint is answered: %s', async (_, config) => {
  intercept(scriptedService(() => redriven));
  await expect(clientWith(config).send(redrive)).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
});

test('a refusal arrives as the exception of the SDK', async () => {
  intercept(scriptedService(() => refused(refusals.executionNotRedrivable({ message: 'no' }))));
  await expect(clientWith().send(redrive)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable', message: 'no' });
});

test('a lost response is a broken connection, which the SDK retries', async () => {
  const service = scriptedService(inTurn(lost, redriven));
  intercept(service);
  await clientWith().send(redrive);
  expect(service.received).toHaveLength(2);
});

test.each([
  ['modern', {}],
  ['advancing', { advanceTimers: true }],
  ['legacy', { legacyFakeTimers: true as const }],
])('no fake timer holds it up: %s', async (_, options) => {
  jest.useFakeTimers(options);
  intercept(scriptedService(() => redriven));
  await expect(clientWith().send(redrive)).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
});

test('other requests go their way', async () => {
  const server = http.createServer((_, response) => response.end('theirs'));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const service = scriptedService(() => redriven);
  intercept(service);
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    http
      .request({ port, headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' } }, resolve)
      .on('error', reject)
      .end();
  });
  response.resume();
  server.close();
  expect(response.statusCode).toBe(200);
  expect(service.received).toHaveLength(0);
});

test('the last of two that is not over answers, in whatever order they end; then nothing is left', async () => {
  const [first, second] = [scriptedService(() => redriven), scriptedService(() => redriven)];
  const found = [http.request, https.request];
  const [restoreFirst, restoreSecond] = [intercept(first), intercept(second)];
  await clientWith().send(redrive);
  restoreFirst();
  restoreFirst();
  await clientWith().send(redrive);
  expect([first.received.length, second.received.length]).toEqual([0, 2]);
  restoreSecond();
  expect([http.request, https.request]).toEqual(found);
});

test('while a server further down answers, requests are left to it', async () => {
  let isBelow = true;
  const restore = intercept(
    scriptedService(() => redriven),
    () => isBelow,
  );
  const refusedByNobody = clientWith({ endpoint: 'http://localhost:1', maxAttempts: 1 });
  await expect(refusedByNobody.send(redrive)).rejects.toMatchObject({ name: expect.any(String) as string });
  isBelow = false;
  await expect(refusedByNobody.send(redrive)).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
  restore();
});

test('a function that was taken while it was active passes everything on afterwards', () => {
  const restore = intercept(scriptedService(() => redriven));
  const taken = http.request;
  restore();
  expect(taken).not.toBe(http.request);
  const sent = taken({ port: 1, headers: { 'x-amz-target': 'AWSStepFunctions.RedriveExecution' } });
  sent.on('error', () => undefined);
  expect((sent as { agent?: unknown }).agent).toBe(http.globalAgent);
  sent.destroy();
});
