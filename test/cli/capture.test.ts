import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createFakeStepFunctions,
  failedExecution,
  fails,
  importExecution,
  succeeds,
  type FakeStepFunctions,
} from 'redrive-testkit';
import { startServer, type RunningServer } from 'redrive-testkit/server';
import { command, folderWith } from './support';

let server: RunningServer | undefined;
const environment = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
});
afterEach(async () => {
  process.env = { ...environment };
  await server?.close();
});

async function captured(sfn: FakeStepFunctions, executionArn: string, ...more: string[]) {
  server = await startServer(sfn);
  const cwd = folderWith();
  const ended = await command(['capture', executionArn, '--endpoint-url', server.url, ...more], { cwd });
  const folder = join(cwd, 'incident');
  const files = existsSync(folder)
    ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.json'))
    : [];
  const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { ...ended, cwd, files: files.toSorted(), textOf, all: files.map(textOf).join('\n') };
}

const importedFrom = (textOf: (name: string) => string, folder = '') =>
  importExecution({
    describe: textOf(`${folder}describe-execution.json`),
    history: textOf(`${folder}get-execution-history.json`),
    definition: textOf('definition.json'),
  });

test('what is written imports, and can be redriven', async () => {
  const sfn = createFakeStepFunctions({ region: 'eu-west-1' });
  const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard', redriven: 1 }));
  const { code, files, textOf } = await captured(sfn, order.executionArn);
  expect([code, files]).toEqual([0, ['definition.json', 'describe-execution.json', 'get-execution-history.json']]);
  const other = createFakeStepFunctions({ region: 'eu-west-1' });
  const incident = other.seed(importedFrom(textOf));
  expect(incident).toMatchObject({ status: 'FAILED', redriveCount: 1 });
  other.redriveExecution({ executionArn: incident.executionArn });
  const next = other.history(incident)[sfn.history(order).length];
  expect(next).toMatchObject({ type: 'ExecutionRedriven' });
});

test('it only reads, page by page', async () => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution('lambda-function-failed', { events: 2_500 }));
  const { textOf, told } = await captured(sfn, order.executionArn, '--raw');
  const { events } = JSON.parse(textOf('get-execution-history.json')) as { events: unknown[] };
  expect(events).toEqual(JSON.parse(JSON.stringify(sfn.history(order))));
  expect(events).toHaveLength(2_500);
  expect(told).toMatch(/2000 events/);
  expect(sfn.calls.filter(({ operation }) => !/^(Describe|Get|List)/.test(operation))).toEqual([]);
});

const SECRET = 'Hunter2';
const secret = (what: string): string => `${SECRET}${what}`;

/** A secret in every text that is the user's: names, payloads, causes, roles, functions, comments, conditions. */
function secretive(): { sfn: FakeStepFunctions; executionArn: string } {
  const sfn = createFakeStepFunctions({ region: 'eu-west-1', account: '987654321098' });
  const task = (name: string) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Comment: secret('Comment'),
    Parameters: {
      FunctionName: `arn:aws:lambda:eu-west-1:987654321098:function:${secret(name)}`,
      Payload: { 'all.$': '$', key: secret('Literal') },
    },
  });
  const { stateMachineArn } = sfn.createStateMachine({
    name: secret('Machine'),
    roleArn: `arn:aws:iam::987654321098:role/${secret('Role')}`,
    definition: {
      Comment: secret('Comment'),
      StartAt: 'Prepare',
      States: {
        Prepare: {
          Type: 'Pass',
          Result: { items: [1, 2].map((id) => ({ id, mail: `${secret('Mail')}@example.org` })) },
          ResultPath: '$.made',
          Next: 'Each',
        },
        Each: {
          Type: 'Map',
          Label: secret('Label'),
          ItemsPath: '$.made.items',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Charge',
            States: { Charge: { ...task('Charge'), End: true } },
          },
          End: true,
        },
      },
    },
    tasks: {
      Charge: ({ input }) =>
        JSON.stringify(input).includes('"id":2')
          ? fails('Card.Declined', `${secret('Cause')} for ${secret('Name')}`)
          : succeeds({ receipt: secret('Receipt') }),
    },
  });
  const input = JSON.stringify({
    customer: secret('Customer'),
    nested: JSON.stringify({ token: secret('Token') }),
    url: `https://${secret('Host')}.example.com/${secret('Path')}`,
  });
  const { executionArn } = sfn.startExecution({
    stateMachineArn,
    name: secret('Execution'),
    input,
    traceHeader: `Root=${secret('Trace')}`,
  });
  sfn.settle();
  return { sfn, executionArn };
}

test('anonymized, no secret is in any file, and what is the same in two files stays so', async () => {
  const { sfn, executionArn } = secretive();
  expect(sfn.execution(executionArn).status).toBe('FAILED');
  const { code, files, all, textOf } = await captured(sfn, executionArn);
  expect(code).toBe(0);
  expect(files).toEqual([
    'definition.json',
    'describe-execution.json',
    'get-execution-history.json',
    ...[1, 2].flatMap((child) => [
      `map-runs/1/children/${child}/describe-execution.json`,
      `map-runs/1/children/${child}/get-execution-history.json`,
    ]),
    'map-runs/1/describe-map-run.json',
  ]);
  expect(all).not.toMatch(new RegExp(SECRET, 'i'));
  expect(all).not.toContain('987654321098');
  expect(all).not.toMatch(/\$metadata|requestId"/);
  const member = (name: string, each: string) => (JSON.parse(textOf(name)) as Record<string, string>)[each];
  expect(member('map-runs/1/describe-map-run.json', 'executionArn')).toBe(
    member('describe-execution.json', 'executionArn'),
  );
  expect(member('map-runs/1/children/1/describe-execution.json', 'mapRunArn')).toBe(
    member('map-runs/1/describe-map-run.json', 'mapRunArn'),
  );
  const other = createFakeStepFunctions({ region: 'eu-west-1' });
  expect(other.seed(importedFrom(textOf))).toMatchObject({ status: 'FAILED' });
});

test('raw, all of it is there', async () => {
  const { sfn, executionArn } = secretive();
  const { textOf, all } = await captured(sfn, executionArn, '--raw');
  expect(JSON.parse(textOf('describe-execution.json'))).toEqual(
    JSON.parse(JSON.stringify(sfn.execution(executionArn))),
  );
  for (const what of ['Machine', 'Role', 'Charge', 'Label', 'Cause', 'Token', 'Receipt']) {
    if (what !== 'Role') expect(all).toContain(secret(what));
  }
});

test('what is there is not overwritten', async () => {
  const sfn = createFakeStepFunctions();
  const { executionArn } = sfn.seed(failedExecution('task-failed'));
  const { cwd } = await captured(sfn, executionArn);
  const { code, told } = await command(['capture', executionArn, '--endpoint-url', server!.url], { cwd });
  expect([code, /--out/.test(told)]).toEqual([2, true]);
});

test("AWS's refusals are told", async () => {
  const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:orders:none';
  const { code, told, files } = await captured(createFakeStepFunctions(), executionArn);
  expect([code, files]).toEqual([2, []]);
  expect(told).toMatch(/^ExecutionDoesNotExist: Execution Does Not Exist/m);
});
