import 'redrive-testkit/jest';
import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  SFN,
  SFNClient,
  StartSyncExecutionCommand,
  paginateListExecutions,
} from '@aws-sdk/client-sfn';
import { failedExecution, minutes } from 'redrive-testkit';
import { setupFakeStepFunctions } from 'redrive-testkit/jest';

// Their regions are many, the executions are of one.
const sfn = setupFakeStepFunctions({ assumptions: { 'caller.place-must-match': false } });

const CLIENTS = {
  'no configuration': {},
  'another region': { region: 'eu-west-1' },
  'a region that does not exist': { region: 'moon-north-1' },
  China: { region: 'cn-north-1' },
  'GovCloud, FIPS': { region: 'us-gov-west-1', useFipsEndpoint: true },
  FIPS: { useFipsEndpoint: true },
  'FIPS and dual stack': { useFipsEndpoint: true, useDualstackEndpoint: true },
  'dual stack': { useDualstackEndpoint: true },
  'a custom endpoint': { endpoint: 'http://localhost:4566/base/' },
  'an address of its own': { endpoint: 'http://127.0.0.1:8083' },
  'credentials of its own': { credentials: { accessKeyId: 'REAL', secretAccessKey: 'REAL' } },
  'a handler of its own': { requestHandler: { handle: () => Promise.reject(new Error('the network was asked')) } },
  'credentials that fail': { credentials: () => Promise.reject(new Error('expired')) },
};

// Every connection of the process is one of these: whoever makes one has left the fake.
const { Socket } = require('node:net') as typeof import('node:net');
let connect: jest.SpyInstance;
beforeEach(() => {
  connect = jest.spyOn(Socket.prototype, 'connect');
});
afterEach(() => {
  const connections = connect.mock.calls.length;
  connect.mockRestore();
  expect(connections).toBe(0);
});

test.each(['http', 'https'])('the tests of this file would see a request over %s', async (scheme) => {
  const { request } = require(`node:${scheme}`) as typeof import('node:http');
  await new Promise((resolve) => request(`${scheme}://localhost:1`).on('error', resolve).end());
  expect(connect).toHaveBeenCalled();
  connect.mockClear();
});

test.each(Object.entries(CLIENTS))('a client with %s does not reach a host', async (_, config) => {
  const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
  const client = new SFNClient(config);
  await client.send(new RedriveExecutionCommand({ executionArn }));
  expect(sfn).toHaveRedriven(executionArn, { times: 1 });
});

test.each(Object.entries(CLIENTS))('nor does one of a sync- host: %s', async (_, config) => {
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'quick',
    type: 'EXPRESS',
    definition: { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } },
  });
  // The SDK itself finds no URL for sync-127.0.0.1.
  const disableHostPrefix = 'endpoint' in config && config.endpoint.includes('127.0.0.1');
  const client = new SFNClient({ ...config, disableHostPrefix });
  const { status } = await client.send(new StartSyncExecutionCommand({ stateMachineArn }));
  expect(status).toBe('SUCCEEDED');
});

test('the aggregated client, paginators and callbacks are answered', async () => {
  const { executionArn, stateMachineArn } = sfn.seed(failedExecution('lambda-function-failed'));
  const client = new SFN({});
  const answered = await new Promise((resolve) => {
    client.describeExecution({ executionArn }, (_error, output) => resolve(output?.status));
  });
  expect(answered).toBe('FAILED');
  for await (const { executions } of paginateListExecutions({ client }, { stateMachineArn })) {
    expect(executions?.map((execution) => execution.executionArn)).toEqual([executionArn]);
  }
});

const TIMERS = {
  real: undefined,
  modern: {},
  'modern, advancing': { advanceTimers: true },
  'modern, without nextTick': { doNotFake: ['nextTick' as const] },
  'only Date': {
    doNotFake: [
      'nextTick',
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'queueMicrotask',
    ],
  } as const,
  legacy: { legacyFakeTimers: true as const },
};

/** Nothing fires unless the test moves them. */
const standStill = new Set(['modern', 'modern, without nextTick', 'legacy']);

/** A consumer that redrives and polls; each poll but the first after a second. */
async function recover(client: SFNClient, executionArn: string): Promise<string | undefined> {
  await client.send(new RedriveExecutionCommand({ executionArn }));
  for (;;) {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return status;
    await new Promise((resolve) => {
      setTimeout(resolve, 1000);
    });
  }
}

describe.each(Object.entries(TIMERS))('with timers that are %s', (name, timers) => {
  beforeEach(() => {
    if (timers !== undefined) jest.useFakeTimers(timers as Parameters<typeof jest.useFakeTimers>[0]);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Lets what is due fire until the work is done, as a test with timers that stand still has to. */
  async function whileTimersRun<T>(work: Promise<T>): Promise<T> {
    if (!standStill.has(name)) return work;
    const unfinished = new Set([work]);
    void work.finally(() => unfinished.clear());
    while (unfinished.size > 0) await passSecond();
    return work;
  }

  async function passSecond(): Promise<void> {
    if (name !== 'legacy') {
      await jest.advanceTimersByTimeAsync(1000);
      return;
    }
    jest.advanceTimersByTime(1000);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  test('a consumer that polls comes to its end', async () => {
    const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
    await expect(whileTimersRun(recover(new SFNClient({}), executionArn))).resolves.toBe('SUCCEEDED');
  });

  test('an answer that is lost is asked for again', async () => {
    const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
    sfn.loseNextResponse('RedriveExecution');
    await new SFNClient({}).send(new RedriveExecutionCommand({ executionArn }));
    expect(sfn).toHaveRedriven(executionArn, { times: 1 });
  });

  test('the clock of the fake can be moved', () => {
    const before = sfn.clock.now();
    sfn.clock.advanceBy(minutes(15));
    expect(sfn.clock.now() - before).toBeGreaterThanOrEqual(minutes(15));
  });
});
