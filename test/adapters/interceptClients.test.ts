import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as sdk from '@aws-sdk/client-sfn';
import { RedriveExecutionCommand, SFN, SFNClient } from '@aws-sdk/client-sfn';
import { interceptClients } from 'redrive-testkit/request-handler';
import * as refusals from '../../src/rules/faults';
import {
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

/** Says that it was reached, where a real one would go to the network. */
const networkOf = () => ({
  handle: jest.fn(async () => Promise.reject(new Error('network'))),
});
const clientWith = (requestHandler: ReturnType<typeof networkOf>): SFNClient =>
  new SFNClient({ region: 'us-east-1', credentials: CREDENTIALS, requestHandler, maxAttempts: 1 });

const opened: (() => void)[] = [];
/** Intercepts until the end of the test at the latest. */
const intercept: typeof interceptClients = (...args) => {
  const restore = interceptClients(...args);
  opened.push(restore);
  return restore;
};

const variables = [
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_PROFILE',
  'AWS_EC2_METADATA_DISABLED',
];
const saved = new Map(variables.map((name) => [name, process.env[name]]));

beforeEach(() => {
  for (const name of variables) delete process.env[name];
});
afterEach(() => {
  for (const restore of opened.splice(0)) restore();
  jest.useRealTimers();
  for (const [name, value] of saved) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

test('a client that the code under test makes needs neither region nor credentials', async () => {
  intercept(scriptedService(() => redriven));
  await expect(new SFNClient({}).send(redrive)).resolves.toMatchObject({ redriveDate: REDRIVE_DATE });
  await expect(new SFN({}).redriveExecution({ executionArn: EXECUTION_ARN })).resolves.toMatchObject({
    redriveDate: REDRIVE_DATE,
  });
});

test('a client keeps the region that it has', async () => {
  intercept(scriptedService(() => redriven));
  const client = new SFNClient({ region: 'eu-west-1' });
  await client.send(redrive);
  await expect(client.config.region()).resolves.toBe('eu-west-1');
});

test('no request reaches the network while it is active, and again after it', async () => {
  const network = networkOf();
  const client = clientWith(network);
  const restore = intercept(scriptedService(() => redriven));
  await client.send(redrive);
  expect(network.handle).not.toHaveBeenCalled();
  restore[Symbol.dispose]();
  await expect(client.send(redrive)).rejects.toThrow('network');
  await expect(clientWith(network).send(redrive)).rejects.toThrow('network');
  expect(Object.hasOwn(SFNClient.prototype, 'send')).toBe(false);
});

test('after it, a client has its own credentials and region again', async () => {
  const client = clientWith(networkOf());
  const restore = intercept(scriptedService(() => redriven));
  await client.send(redrive);
  restore();
  await expect(client.config.credentials()).resolves.toMatchObject(CREDENTIALS);
  await expect(client.config.region()).resolves.toBe('us-east-1');
});

test('the last of two fakes answers, and after it the first again', async () => {
  const [first, second] = [scriptedService(() => redriven), scriptedService(() => redriven)];
  const client = new SFNClient({});
  const restoreFirst = intercept(first);
  await client.send(redrive);
  const restoreSecond = intercept(second);
  await client.send(redrive);
  restoreSecond();
  await client.send(redrive);
  expect([first.received.length, second.received.length]).toEqual([2, 1]);
  restoreFirst();
});

test('restored out of order or twice, no trace is left', async () => {
  const network = networkOf();
  const client = clientWith(network);
  const [first, second] = [scriptedService(() => redriven), scriptedService(() => redriven)];
  const restores = [intercept(first), intercept(second)];
  restores[0]!();
  restores[0]!();
  await client.send(redrive);
  expect(second.received).toHaveLength(1);
  restores[1]!();
  await expect(client.send(redrive)).rejects.toThrow('network');
});

test.each([
  ['a lost response', lost],
  ['throttling', refused(refusals.throttled())],
  ['a 503', refused(refusals.serviceUnavailable())],
])('instant retries set no timer: %s is retried under fake timers', async (_, outcome) => {
  jest.useFakeTimers();
  const service = scriptedService(inTurn(outcome, outcome, redriven));
  const restore = intercept(service, { instantRetries: true });
  const output = await new SFNClient({}).send(redrive);
  expect(output.$metadata).toMatchObject({ attempts: 3, totalRetryDelay: 0 });
  restore();
});

test.each([
  [{}, 3],
  [{ maxAttempts: 2 }, 2],
  [{ retryMode: 'adaptive', maxAttempts: 4 }, 4],
])('instant retries are as many as the client allows: %j', async (config, attempts) => {
  const service = scriptedService(() => refused(refusals.throttled()));
  intercept(service, { instantRetries: true });
  await expect(new SFNClient(config).send(redrive)).rejects.toMatchObject({ name: 'ThrottlingException' });
  expect(service.received).toHaveLength(attempts);
});

test('instant retries do not retry what the SDK does not', async () => {
  const service = scriptedService(() => refused(refusals.executionNotRedrivable({ message: 'no' })));
  intercept(service, { instantRetries: true });
  await expect(new SFNClient({}).send(redrive)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
  expect(service.received).toHaveLength(1);
});

test('without instant retries the delays are those of the client', async () => {
  jest.useFakeTimers();
  const service = scriptedService(inTurn(refused(refusals.throttled()), redriven));
  intercept(service);
  let done = false;
  const sent = new SFNClient({}).send(redrive).then(() => (done = true));
  while (service.received.length === 0) await jest.advanceTimersByTimeAsync(0);
  expect(done).toBe(false);
  await jest.advanceTimersByTimeAsync(20_000);
  await sent;
});

test('the namespace of the SDK can be passed in, also after a module reset', async () => {
  jest.resetModules();
  const again = require('@aws-sdk/client-sfn') as typeof sdk;
  expect(again.SFNClient).not.toBe(SFNClient);
  const service = scriptedService(() => redriven);
  intercept(service, { sdk: again });
  await new again.SFNClient({}).send(new again.RedriveExecutionCommand({ executionArn: EXECUTION_ARN }));
  expect(service.received).toHaveLength(1);
});

test('a client without a region does not ask the instance metadata service', async () => {
  const { request } = require('node:http') as typeof import('node:http');
  const asked = jest.spyOn(require('node:http') as typeof import('node:http'), 'request').mockImplementation(request);
  const restore = intercept(scriptedService(() => redriven));
  await new SFNClient({}).send(redrive);
  restore();
  expect(asked).not.toHaveBeenCalled();
  expect(process.env.AWS_EC2_METADATA_DISABLED).toBeUndefined();
});

test('after a module reset, clients of the copy that was there before are intercepted as well', async () => {
  const restore = interceptClients(scriptedService(() => redriven));
  restore();
  jest.resetModules();
  const again = require('@aws-sdk/client-sfn') as typeof sdk;
  const service = scriptedService(() => redriven);
  intercept(service);
  await new SFNClient({}).send(redrive);
  await new again.SFNClient({}).send(new again.RedriveExecutionCommand({ executionArn: EXECUTION_ARN }));
  expect(service.received).toHaveLength(2);
});

describe('a second copy of the SDK on the disk', () => {
  const CALL = `{ try { interceptClients({ execute() {} })(); console.log('{}'); } catch (error) { console.log(JSON.stringify(error)); } }`;
  const entry = join(__dirname, '../../src/adapters/requestHandler.ts');
  let workspace: string;
  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'two-copies-'));
    const copy = join(workspace, 'one/node_modules/@aws-sdk/client-sfn');
    mkdirSync(copy, { recursive: true });
    writeFileSync(join(copy, 'index.js'), '');
    mkdirSync(join(workspace, 'other'));
    for (const project of ['one', 'other']) {
      writeFileSync(
        join(workspace, project, 'test.cjs'),
        `const { interceptClients } = require(${JSON.stringify(entry)}); ${CALL}`,
      );
      writeFileSync(
        join(workspace, project, 'test.mjs'),
        `import { createRequire } from 'node:module';
         const { interceptClients } = createRequire(import.meta.url)(${JSON.stringify(entry)}); ${CALL}`,
      );
    }
  });
  afterAll(() => rmSync(workspace, { recursive: true }));

  const answer = (project: string, file: string, cwd: string): string => {
    const args = ['--require', require.resolve('tsx/cjs'), join(workspace, project, file)];
    return spawnSync(process.execPath, args, { encoding: 'utf8', cwd: join(workspace, cwd) }).stdout;
  };

  test.each(['test.cjs', 'test.mjs'])('is refused where the test would find it, naming both: %s', (file) => {
    const told = answer('one', file, 'other');
    expect(JSON.parse(told)).toMatchObject({
      code: 'SDK_COPIES_DIFFER',
      hint: expect.stringContaining('{ sdk') as string,
    });
    expect(told).toContain(join('one/node_modules/@aws-sdk/client-sfn', 'index.js'));
    expect(told).toContain(require.resolve('@aws-sdk/client-sfn'));
  });

  test.each(['test.cjs', 'test.mjs'])('does not matter where only the runner would find it: %s', (file) => {
    expect(JSON.parse(answer('other', file, 'one'))).toEqual({});
  });
});
