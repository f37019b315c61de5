import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFakeStepFunctions, virtualClock, type FakeStepFunctions } from 'redrive-testkit';
import { call, failedOrder, send, serving, servingRegions, type Answer } from '../httpServer/support';
import { ACTIONS } from '../../../src/adapters/control/actions';

const path = (action: string): string => `/_redrive-testkit/${action}`;
const post = (url: string, action: string, body: unknown = ''): Promise<Answer> =>
  send(url, { path: path(action) }, typeof body === 'string' ? body : JSON.stringify(body));
const get = (url: string, action: string): Promise<Answer> => send(url, { method: 'GET', path: path(action) });

async function served(): Promise<{ sfn: FakeStepFunctions; url: string; executionArn: string }> {
  const { sfn, executionArn } = failedOrder();
  return { sfn, executionArn, url: (await serving(sfn)).url };
}

test('seed: a mode with its options, one or several', async () => {
  const { sfn, url } = await served();
  const options = { state: 'ChargeCard', stoppedAgo: 60_000, afterRedrive: { fails: ['Card.Declined', 'again'] } };
  const { status, body } = await post(url, 'seed', { mode: 'lambda-function-failed', options });
  expect([status, body['status'], body['stopDate']]).toEqual([200, 'FAILED', '2026-11-22T08:59:00.000Z']);
  const executionArn = body['executionArn'] as string;
  sfn.redriveExecution({ executionArn });
  sfn.settle();
  expect(sfn.execution(executionArn)).toMatchObject({ status: 'FAILED', cause: 'again' });
  const { text } = await post(url, 'seed', { mode: 'running', count: 2 });
  expect(JSON.parse(text)).toEqual([expect.objectContaining({ status: 'RUNNING' }), expect.anything()]);
});

test('script: the fix is deployed', async () => {
  const { sfn, url, executionArn } = await served();
  const { stateMachineArn } = sfn.execution(executionArn);
  const tasks = { Charge: ['timesOut', { succeeds: { paid: true } }] };
  expect((await post(url, 'script', { stateMachine: stateMachineArn, tasks })).text).toBe('{}');
  for (const status of ['FAILED', 'SUCCEEDED']) {
    await call(url, 'RedriveExecution', { executionArn });
    await post(url, 'settle');
    expect(sfn.execution(executionArn).status).toBe(status);
  }
  expect(sfn.execution(executionArn).output).toBe('{"paid":true}');
});

test('script: what fails until it is redriven, and then does what is said', async () => {
  const { sfn, url, executionArn } = await served();
  const { stateMachineArn } = sfn.execution(executionArn);
  const tasks = { Charge: { failsUntilRedriven: ['E', 'c', { redrives: 2, then: { lambdaReturns: 7 } }] } };
  await post(url, 'script', { stateMachine: stateMachineArn, tasks });
  for (let times = 0; times < 2; times += 1) {
    sfn.redriveExecution({ executionArn });
    sfn.settle();
  }
  expect(JSON.parse(sfn.execution(executionArn).output!)).toMatchObject({ Payload: 7 });
});

test('clock: it is read, moved by, and moved to', async () => {
  const { url } = await served();
  expect((await get(url, 'clock')).body).toEqual({ now: '2026-11-22T09:00:00.000Z' });
  expect((await post(url, 'clock', { advanceBy: 60_000 })).body).toEqual({ now: '2026-11-22T09:01:00.000Z' });
  const to = '2026-12-01T00:00:00.000Z';
  expect((await post(url, 'clock', { advanceTo: to })).body).toEqual({ now: to });
});

test('failNext and loseNextResponse: the faults come, and calls tells of them', async () => {
  const { url, executionArn } = await served();
  await post(url, 'failNext', { operation: 'RedriveExecution', refusal: 'throttled', times: 2 });
  await post(url, 'failNext', {
    operation: 'DescribeExecution',
    refusal: { awsError: ['KmsThrottlingException', 'slow down'] },
  });
  const redrive = () => call(url, 'RedriveExecution', { executionArn });
  const names = [await redrive(), await redrive(), await call(url, 'DescribeExecution', { executionArn })].map(
    ({ body }) => (body['__type'] as string).split('#')[1],
  );
  expect(names).toEqual(['ThrottlingException', 'ThrottlingException', 'KmsThrottlingException']);
  await post(url, 'loseNextResponse', { operation: 'RedriveExecution' });
  await expect(redrive()).rejects.toMatchObject({ code: 'ECONNRESET' });
  const calls = JSON.parse((await get(url, 'calls')).text) as { operation: string; forced: boolean; attempt: number }[];
  expect(calls.map(({ operation, forced, attempt }) => [operation, forced, attempt])).toEqual([
    ['RedriveExecution', true, 1],
    ['RedriveExecution', true, 2],
    ['DescribeExecution', true, 1],
    ['RedriveExecution', true, 3],
  ]);
});

test('import: a captured execution can be redriven', async () => {
  const { sfn, url, executionArn } = await served();
  const describe = sfn.execution(executionArn);
  const history = { events: sfn.history(executionArn) };
  const { definition } = sfn.describeStateMachine({ stateMachineArn: describe.stateMachineArn! });
  await post(url, 'reset');
  expect((await call(url, 'DescribeExecution', { executionArn })).status).toBe(400);
  const imported = await post(url, 'import', { describe, history, definition, stoppedAgo: 1_000 });
  expect([imported.status, imported.body['executionArn']]).toEqual([200, executionArn]);
  expect((await call(url, 'RedriveExecution', { executionArn })).status).toBe(200);
});

test('reset: the fakes of a server by Regions begin again as they were set up', async () => {
  const { url, fake } = await servingRegions({ setup: (sfn) => void sfn.createActivity({ name: 'pack' }) });
  const eu = fake({ region: 'eu-west-1' });
  eu.createActivity({ name: 'ship' });
  fake().createActivity({ name: 'ship' });
  await post(url, 'reset?region=eu-west-1');
  expect([eu, fake()].map((sfn) => sfn.listActivities({}).activities.length)).toEqual([1, 2]);
});

test('settle tells of misuse that a call has swallowed', async () => {
  const { url } = await served();
  await call(url, 'InventTrouble', {});
  const { status, body } = await post(url, 'settle');
  expect([status, body['code']]).toEqual([400, 'OPERATION_NOT_MODELED']);
});

test('what there is, with an example each', async () => {
  const { url } = await served();
  const { actions } = (await get(url, '')).body as { actions: string[] };
  const names = actions.map((line) => line.split(' ')[1]!.replace(path(''), ''));
  expect([...new Set(names)].toSorted()).toEqual(
    ['calls', 'clock', 'failNext', 'import', 'loseNextResponse', 'reset', 'script', 'seed', 'settle'].toSorted(),
  );
});

const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';
test.each([
  ['sed', {}, 'REQUEST_REFUSED', /seed/],
  ['toString', {}, 'REQUEST_REFUSED', /GET/],
  ['seed', 'no JSON', 'ARGUMENT_INVALID', /lambda-function-failed/],
  ['seed', [1], 'ARGUMENT_INVALID', /lambda-function-failed/],
  ['seed', {}, 'OPTION_UNKNOWN', /failureModes/],
  ['seed', { mode: 'task-faild' }, 'OPTION_UNKNOWN', /task-failed/],
  ['seed', { mode: 'task-failed', options: { sate: 'x' } }, 'OPTION_UNKNOWN', /state/],
  ['seed', { mode: 'task-failed', options: { afterRedrive: 'sucseeds' } }, 'ARGUMENT_INVALID', /succeeds/],
  ['seed', { mode: 'task-failed', cuont: 3 }, 'OPTION_UNKNOWN', /count/],
  ['script', { stateMachine: machine, tasks: { Charg: 'succeeds' } }, 'STATE_UNKNOWN', /Charge/],
  ['script', { stateMachine: machine, tasks: { Charge: { succeed: [] } } }, 'ARGUMENT_INVALID', /succeeds/],
  ['script', { stateMachine: machine, tasks: { Charge: { toString: [] } } }, 'ARGUMENT_INVALID', /succeeds/],
  ['script', { stateMachine: machine, tasks: 7 }, 'ARGUMENT_INVALID', /ChargeCard/],
  ['script', { tasks: {} }, 'ARGUMENT_INVALID', /./],
  ['clock', {}, 'ARGUMENT_INVALID', /advanceBy/],
  ['clock', { advanceBy: -1 }, 'CLOCK_MOVED_BACKWARDS', /./],
  ['failNext', { operation: 'Redrive', refusal: 'throttled' }, 'OPERATION_NOT_MODELED', /RedriveExecution/],
  ['failNext', { operation: 'RedriveExecution', refusal: 'throttle' }, 'ARGUMENT_INVALID', /throttled/],
  ['failNext', { operation: 'RedriveExecution', refusal: 'unknownOperation' }, 'ARGUMENT_INVALID', /throttled/],
  ['loseNextResponse', { operation: 'RedriveExecution', times: 0 }, 'ARGUMENT_INVALID', /./],
  ['import', { history: { events: [] } }, 'HISTORY_INVALID', /./],
  ['import', { history: '[' }, 'ARGUMENT_INVALID', /JSON/],
] as const)('misuse of %s with %j is a 400 with its hint', async (action, given, code, hint) => {
  const { sfn, url, executionArn } = await served();
  const before = sfn.history(executionArn);
  const { status, body } = await post(url, action, given);
  expect([status, body['code']]).toEqual([400, code]);
  expect(`${String(body['found'])} ${String(body['hint'])}`).toMatch(hint);
  expect(body['what']).toEqual(expect.any(String));
  expect(sfn.history(executionArn)).toEqual(before);
});

test.each([
  ['PUT', 'seed'],
  ['GET', 'seed'],
  ['POST', 'calls'],
])('%s %s is refused', async (method, action) => {
  const { url } = await served();
  const { status, body } = await send(url, { method, path: path(action) });
  expect([status, body['code']]).toEqual([400, 'REQUEST_REFUSED']);
});

test('a web page cannot seed', async () => {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const { url } = await serving(sfn);
  const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
  const { status } = await send(url, { path: path('seed'), headers }, '{"mode":"task-failed"}');
  expect([status, sfn.listStateMachines({}).stateMachines]).toEqual([403, []]);
});

test('the guide shows every action', () => {
  const page = readFileSync(join(__dirname, '../../../docs/guide/any-language.md'), 'utf8');
  const shown = Object.entries(ACTIONS).filter(([name, { write }]) =>
    page.includes(`| \`${write === undefined ? 'GET' : 'POST'} ${name}\` `),
  );
  expect(shown.map(([name]) => name)).toEqual(Object.keys(ACTIONS));
});
