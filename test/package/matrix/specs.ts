import ts from 'typescript';

/** A test as a consumer would write it, one per adapter; `prologue` is what the runner needs to know `test`. */
export interface Spec {
  readonly adapter: string;
  /** What the runner reads at the very top of the file. */
  readonly docblock?: string;
  readonly source: string;
}

const IMPORTS = `
import assert from 'node:assert/strict';
import { DescribeExecutionCommand, ExecutionNotRedrivable, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { createFakeStepFunctions, failedExecution } from 'redrive-testkit';
`;

const CONSUMER = `
async function recover(client: SFNClient, executionArn: string): Promise<string | undefined> {
  const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn }));
  assert.ok(redriveDate instanceof Date);
  await assert.rejects(client.send(new RedriveExecutionCommand({ executionArn })), ExecutionNotRedrivable);
  let status: string | undefined;
  do {
    ({ status } = await client.send(new DescribeExecutionCommand({ executionArn })));
  } while (status === 'RUNNING');
  return status;
}
`;

const CREDENTIALS = `region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }`;

export const requestHandler: Spec = {
  adapter: 'request-handler',
  source: `${IMPORTS}
import { toRequestHandler } from 'redrive-testkit/request-handler';
${CONSUMER}
test('a failed execution is redriven', async () => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  const client = new SFNClient({ ${CREDENTIALS}, requestHandler: toRequestHandler(sfn) });
  assert.equal(await recover(client, order.executionArn), 'SUCCEEDED');
});`,
};

export const interceptedClients: Spec = {
  adapter: 'intercepted clients',
  source: `${IMPORTS}
import * as sdk from '@aws-sdk/client-sfn';
import { interceptClients } from 'redrive-testkit/request-handler';
${CONSUMER}
test('a client that knows nothing of the fake is answered by it', async () => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  const restore = interceptClients(sfn, { sdk });
  try {
    assert.equal(await recover(new SFNClient({ region: 'us-east-1' }), order.executionArn), 'SUCCEEDED');
  } finally {
    restore();
  }
});`,
};

export const clientMock: Spec = {
  adapter: 'client-mock',
  source: `${IMPORTS}
import * as sdk from '@aws-sdk/client-sfn';
import { toClientMock } from 'redrive-testkit/client-mock';
${CONSUMER}
test('the stub of aws-sdk-client-mock answers out of the fake and records', async () => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  const stub = toClientMock(sfn, { sdk });
  assert.equal(await recover(new SFNClient({}), order.executionArn), 'SUCCEEDED');
  assert.equal(stub.commandCalls(RedriveExecutionCommand).length, 2);
  stub.restore();
});`,
};

export const msw: Spec = {
  adapter: 'msw',
  source: `${IMPORTS}
import { setupServer } from 'msw/node';
import { toMswHandlers } from 'redrive-testkit/msw';
${CONSUMER}
test('requests over HTTP are answered by the fake', async () => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  const server = setupServer(...toMswHandlers(sfn));
  server.listen();
  try {
    assert.equal(await recover(new SFNClient({ ${CREDENTIALS} }), order.executionArn), 'SUCCEEDED');
  } finally {
    server.close();
  }
});`,
};

/** The set-up of a runner: `entry` is `jest` or `vitest`. */
export const setUp = (entry: string): Spec => ({
  adapter: 'set-up and matchers',
  source: `${IMPORTS.replace('createFakeStepFunctions, ', '')}
import { setupFakeStepFunctions } from 'redrive-testkit/${entry}';
${CONSUMER}
const sfn = setupFakeStepFunctions();
test('three lines are enough', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }));
  assert.equal(await recover(new SFNClient({}), order.executionArn), 'SUCCEEDED');
  expect(sfn).toHaveRedriven(order.executionArn, { times: 1 });
  expect(sfn.history(order)).toResumeAt('ChargeCard');
});`,
});

const TIMERS = {
  jest: {
    module: '@jest/globals',
    name: 'jest',
    kinds: `[{}, { advanceTimers: true }, { doNotFake: ['nextTick'] }, { legacyFakeTimers: true }]`,
  },
  vitest: {
    module: 'vitest',
    name: 'vi',
    kinds: `[{}, { shouldAdvanceTime: true }, { toFake: ['setTimeout', 'clearTimeout', 'Date'] }]`,
  },
};

/** A consumer that polls, with each kind of fake timers of the runner. */
export const fakeTimers = (entry: 'jest' | 'vitest'): Spec => ({
  adapter: 'fake timers',
  source: `${IMPORTS.replace('createFakeStepFunctions, ', '').replace('ExecutionNotRedrivable, ', '')}
import { ${TIMERS[entry].name} as timers } from '${TIMERS[entry].module}';
import { setupFakeStepFunctions } from 'redrive-testkit/${entry}';
const sfn = setupFakeStepFunctions();
const realTurn = setImmediate;
const turn = (): Promise<void> => new Promise((resolve) => void realTurn(resolve));
for (const kind of ${TIMERS[entry].kinds} as object[]) {
  test('a poll comes to its end with fake timers ' + JSON.stringify(kind), async () => {
    const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
    timers.useFakeTimers(kind);
    const client = new SFNClient({});
    let done = false;
    const recovered = (async () => {
      await client.send(new RedriveExecutionCommand({ executionArn }));
      for (;;) {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        if (status !== 'RUNNING') return status;
        await new Promise<void>((resolve) => void setTimeout(resolve, 1000));
      }
    })().finally(() => (done = true));
    for (await turn(); !done; await turn()) timers.advanceTimersByTime(1000);
    timers.useRealTimers();
    assert.equal(await recovered, 'SUCCEEDED');
  });
}`,
});

/** The same by plain functions, for runners that have no entry of their own. */
export const plainSetUp: Spec = {
  adapter: 'set-up and matchers',
  source: `${IMPORTS.replace('createFakeStepFunctions, failedExecution', 'failedExecution, openFakeStepFunctions, type OpenedFake')}
import { assertThat } from 'redrive-testkit/matchers';
${CONSUMER}
let fake: OpenedFake;
beforeEach(() => void (fake = openFakeStepFunctions()));
afterEach(() => fake.close());
for (const name of ['a fake of its own', 'and the next one']) {
  test(name, async () => {
    const { sfn } = fake;
    assert.equal(sfn.calls.length, 0);
    const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' }));
    assert.equal(await recover(new SFNClient({}), order.executionArn), 'SUCCEEDED');
    assertThat(sfn).toHaveRedriven(order.executionArn, { times: 1 });
    assertThat(sfn.history(order)).toResumeAt('ChargeCard');
  });
}`,
};

/** In a runner that passes for Jest and is not: the entry says so, and what to take instead. */
export const setUpWithoutJest: Spec = {
  ...plainSetUp,
  source: `${plainSetUp.source}
test('the entry for Jest is refused', async () => {
  await assert.rejects(import('redrive-testkit/jest'), { code: 'RUNNER_UNSUPPORTED', hint: /openFakeStepFunctions/ });
});`,
};

/** The test's own msw answers other services, whichever of the two is imported first. */
export const besideMsw = (entry: string): Spec[] => {
  const own = `import { http, HttpResponse } from 'msw';\nimport { setupServer } from 'msw/node';`;
  const kit = `import { setupFakeStepFunctions } from 'redrive-testkit/${entry}';`;
  return [
    { adapter: 'after msw/node', imports: [own, kit] },
    { adapter: 'before msw/node', imports: [kit, own] },
  ].map(({ adapter, imports }) => ({
    adapter,
    source: `${imports.join('\n')}
${IMPORTS.replace('createFakeStepFunctions, ', '')}
${CONSUMER}
const sfn = setupFakeStepFunctions();
const server = setupServer(http.get('https://orders.example.com/7', () => HttpResponse.json({ id: 7 })));
beforeAll(() => server.listen({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' } as object));
afterAll(() => server.close());
test('each answers what is its own', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  assert.equal(await recover(new SFNClient({}), order.executionArn), 'SUCCEEDED');
  const response = await fetch('https://orders.example.com/7');
  assert.equal(JSON.stringify(await response.json()), '{"id":7}');
  expect(sfn).toHaveRedriven(order, { times: 1 });
});`,
  }));
};

/** With msw outside the sandbox of CommonJS Jest: the environment hands it to the set-up. */
export const mswByEnvironment: Spec = {
  adapter: 'msw',
  docblock: '/** @jest-environment redrive-testkit/jest-environment */\n',
  source: `${IMPORTS.replace('createFakeStepFunctions, ', '')}
import { setupFakeStepFunctions } from 'redrive-testkit/jest';
${CONSUMER}
const sfn = setupFakeStepFunctions({ adapter: 'msw' });
test('requests over HTTP are answered by the fake', async () => {
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  assert.equal(await recover(new SFNClient({ ${CREDENTIALS} }), order.executionArn), 'SUCCEEDED');
});`,
};

export type Format = 'typescript' | 'module' | 'commonjs';

/** The text of a spec's file in the format that its runner reads. */
export function written(spec: Spec, format: Format, prologue = ''): string {
  const source = `${prologue}${spec.source}\n`;
  const { docblock = '' } = spec;
  if (format === 'typescript') return docblock + source;
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: format === 'module' ? ts.ModuleKind.ES2022 : ts.ModuleKind.CommonJS,
      esModuleInterop: true,
    },
  });
  return docblock + outputText;
}
