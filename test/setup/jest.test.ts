import { join } from 'node:path';
import { runJest, type Outcomes } from './jestProject';

const ENVIRONMENT = join(__dirname, '../../src/setup/jestEnvironment.ts');

const HEAD = `
const { failedExecution } = require('redrive-testkit');
const { DescribeExecutionCommand, RedriveExecutionCommand, SFNClient, ListActivitiesCommand } = require('@aws-sdk/client-sfn');
const redrive = (executionArn) => new SFNClient({}).send(new RedriveExecutionCommand({ executionArn }));
`;
const inEnvironment = (options = ''): string => `/**\n * @jest-environment ${ENVIRONMENT}\n${options} */\n`;

const FILES = {
  'setup.js': "require('redrive-testkit/jest').setupFakeStepFunctions({ region: 'eu-west-1' });",

  'set-up-file.test.js': `${HEAD}
const sfn = require('redrive-testkit/jest').setupFakeStepFunctions();
test('the fake of the set-up file', async () => {
  const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
  expect(executionArn).toContain('eu-west-1');
  await redrive(executionArn);
  expect(sfn).toHaveRedriven(executionArn, { times: 1 });
});
describe('inside', () => {
  let kept;
  test('kept', () => {
    kept = sfn.seed(failedExecution('lambda-function-failed'));
  });
  afterAll(async () => {
    await expect(redrive(kept.executionArn)).rejects.toThrow('It belonged to the test: inside kept.');
  });
});`,

  'swallowed.test.js': `${HEAD}
test('swallowed misuse', async () => {
  const command = new ListActivitiesCommand({});
  const rename = (next) => (args) => ((args.request.headers['x-amz-target'] = 'AWSStepFunctions.ListWidgets'), next(args));
  command.middlewareStack.add(rename, { step: 'finalizeRequest' });
  await new SFNClient({}).send(command).catch(() => {});
});`,

  'concurrent.test.js': `${HEAD}
const sfn = require('redrive-testkit/jest').setupFakeStepFunctions();
test.concurrent('concurrent', async () => sfn.seed(failedExecution('lambda-function-failed')));`,

  'modules.test.js': `
beforeEach(() => jest.resetModules());
for (const run of [1, 2]) {
  test('after a module reset, ' + run, async () => {
    ${HEAD}
    const sfn = require('redrive-testkit/jest').setupFakeStepFunctions();
    const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
    await redrive(executionArn);
    expect(sfn).toHaveRedriven(executionArn, { times: 1 });
    expect(sfn.calls).toHaveLength(1);
  });
}`,

  'msw.test.js': `${inEnvironment()}${HEAD}
const { setupFakeStepFunctions } = require('redrive-testkit/jest');
const { http, HttpResponse } = require('msw');
const { setupServer } = require('msw/node');
const sfn = setupFakeStepFunctions({ adapter: 'msw' });
test('the adapter msw', async () => {
  const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
  await redrive(executionArn);
  expect(sfn).toHaveRedriven(executionArn, { times: 1 });
});
for (const timers of [{}, { advanceTimers: true }, { legacyFakeTimers: true }]) {
  test('the adapter msw with fake timers ' + JSON.stringify(timers), async () => {
    jest.useFakeTimers(timers);
    const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
    await redrive(executionArn);
    jest.useRealTimers();
    expect(sfn.calls).toHaveLength(1);
  });
}
test("the consumer's own server", async () => {
  const server = setupServer(http.get('https://orders.test/1', () => HttpResponse.json({ id: 1 })));
  server.listen();
  await expect((await fetch('https://orders.test/1')).json()).resolves.toEqual({ id: 1 });
  server.close();
});
test('fetch can be replaced', () => {
  const own = () => 'own';
  global.fetch = own;
  expect(fetch).toBe(own);
});`,

  'msw-handlers.test.js': `${inEnvironment()}${HEAD}
const { createFakeStepFunctions } = require('redrive-testkit');
const { toMswHandlers } = require('redrive-testkit/msw');
test('handlers without a set-up of ours', () => {
  expect(toMswHandlers(createFakeStepFunctions())).toHaveLength(1);
});`,

  'jsdom.test.js': `${inEnvironment(' * @jest-environment-options {"environment":"jsdom"}\n')}${HEAD}
const sfn = require('redrive-testkit/jest').setupFakeStepFunctions();
test('with a document', async () => {
  const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
  await redrive(executionArn);
  document.body.textContent = sfn.execution(executionArn).status;
  expect(document.body.textContent).toBe('RUNNING');
});`,

  'automock.test.js': `
jest.mock('@aws-sdk/client-sfn');
const { SFNClient, StartExecutionCommand } = require('@aws-sdk/client-sfn');
test('the SDK mocked by Jest', async () => {
  SFNClient.prototype.send.mockResolvedValue({ executionArn: 'mocked' });
  expect(await new SFNClient({}).send(new StartExecutionCommand({}))).toEqual({ executionArn: 'mocked' });
  expect(SFNClient).toHaveBeenCalledTimes(1);
});
test('an adapter by hand', () => {
  const { interceptClients } = require('redrive-testkit/request-handler');
  interceptClients(require('redrive-testkit').createFakeStepFunctions());
});`,

  'factory.test.js': `
jest.mock('@aws-sdk/client-sfn', () => ({ SFN: jest.fn(() => ({ startExecution: async () => 'mocked' })) }));
test('the SDK mocked by a factory', async () => {
  const { SFN } = require('@aws-sdk/client-sfn');
  expect(await new SFN().startExecution()).toBe('mocked');
});`,

  'ownClass.test.js': `
jest.mock('@aws-sdk/client-sfn', () => ({ SFNClient: class { send() { return 'mocked'; } } }));
test('the SDK mocked by a class', () => {
  const { SFNClient } = require('@aws-sdk/client-sfn');
  expect(new SFNClient().send()).toBe('mocked');
});`,

  'nowhere.test.js': `${inEnvironment(' * @jest-environment-options {"environment":"jest-environment-nowhere"}\n')}
test('never', () => {});`,
};

describe('in Jest', () => {
  let outcomes: Outcomes;
  let output: string;
  beforeAll(() => {
    const config = { setupFilesAfterEnv: ['<rootDir>/setup.js'], detectOpenHandles: true };
    const { 'setup.js': setup, ...tests } = FILES;
    const runs = [true, false].map((isInEnvironment) => {
      const some = Object.entries(tests).filter(([, text]) => text.includes('@jest-environment') === isInEnvironment);
      return runJest({ ...Object.fromEntries(some), 'setup.js': setup }, config);
    });
    outcomes = Object.assign({}, ...runs.map((run) => run.outcomes)) as Outcomes;
    output = runs.map((run) => run.output).join('\n');
  });

  test.each([
    'the fake of the set-up file',
    'kept',
    'after a module reset, 1',
    'after a module reset, 2',
    'the adapter msw',
    'the adapter msw with fake timers {}',
    'the adapter msw with fake timers {"advanceTimers":true}',
    'the adapter msw with fake timers {"legacyFakeTimers":true}',
    "the consumer's own server",
    'fetch can be replaced',
    'handlers without a set-up of ours',
    'with a document',
    'the SDK mocked by Jest',
    'the SDK mocked by a factory',
    'the SDK mocked by a class',
  ])('this works: %s', (name) => {
    expect(outcomes[name]).toBe('passed');
  });

  test('misuse that the code under test has swallowed fails its test', () => {
    expect(outcomes['swallowed misuse']).toMatch(/^TestkitError: 'ListWidgets' is not modeled by this fake/);
  });

  test('concurrent tests are told what to do', () => {
    expect(outcomes['concurrent']).toContain('give each a fake with createFakeStepFunctions()');
  });

  test('an adapter that is opened by hand under a mock of the SDK is refused', () => {
    expect(outcomes['an adapter by hand']).toContain("Take jest.mock('@aws-sdk/client-sfn') out of the test");
  });

  test('an environment that is not installed is named, with the hint', () => {
    expect(outcomes['nowhere.test.js']).toContain('npm install --save-dev jest-environment-nowhere');
  });

  test('what outlives a test file is not taken away with its global object', () => {
    expect(output).not.toContain('soft deleted');
  });

  test('nothing is left open', () => {
    expect(output).not.toContain('open handle');
    expect(output).not.toContain('did not exit');
  });
});

test('listed under setupFiles, it says where it belongs', () => {
  const { outcomes } = runJest(
    { 'setup.js': "require('redrive-testkit/jest');", 'one.test.js': "test('never', () => {});" },
    { setupFiles: ['<rootDir>/setup.js'] },
  );
  expect(outcomes['one.test.js']).toContain('List the file under setupFilesAfterEnv');
});

test('it needs no injected globals', () => {
  const { outcomes } = runJest(
    {
      'one.test.js': `
const { expect, test } = require('@jest/globals');
${HEAD}
const sfn = require('redrive-testkit/jest').setupFakeStepFunctions();
test('without globals', async () => {
  const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
  await redrive(executionArn);
  expect(sfn).toHaveRedriven(executionArn, { times: 1 });
});`,
    },
    { injectGlobals: false },
  );
  expect(outcomes).toEqual({ 'without globals': 'passed' });
});
