import { format } from 'pretty-format';
import {
  createFakeStepFunctions,
  days,
  describeExecutionOutput,
  executionHistory,
  failedExecution,
  minutes,
  redriven,
  seconds,
  virtualClock,
  type FakeOptions,
} from 'redrive-testkit';
import { serializer } from 'redrive-testkit/snapshot';

const printed = (value: unknown): string => format(value, { plugins: [serializer], printBasicPrototype: false });

async function scene(options: FakeOptions) {
  const sfn = createFakeStepFunctions(options);
  const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard', stoppedAgo: days(3) }));
  const { executionArn } = order;
  await sfn.execute('RedriveExecution', { executionArn, clientToken: '2b3c7a7e-3a43-4f0e-9a64-3f3c3c1f3f10' });
  await sfn.execute('RedriveExecution', { executionArn });
  sfn.settle();
  return { sfn, order };
}

test('two runs with other seeds and dates print the same', async () => {
  const [first, second] = await Promise.all([
    scene({ randomSeed: 1, clock: virtualClock('2026-01-01') }),
    scene({ randomSeed: 2, clock: virtualClock('2027-08-09T10:11:12.345Z') }),
  ]);
  const all = ({ sfn, order }: typeof first) => ({
    before: order,
    after: sfn.execution(order),
    history: sfn.history(order),
    calls: sfn.calls,
  });
  expect(printed(all(first))).toBe(printed(all(second)));
  expect(printed(first.sfn.history(order(first)))).not.toContain('2026');
});

const order = ({ order: { executionArn } }: { order: { executionArn: string } }): string => executionArn;

test('a history is a line for each event, with the attempts apart', async () => {
  const { sfn, order } = await scene({ clock: virtualClock() });
  const lines = printed(sfn.history(order)).split('\n');
  expect(lines).toContain('  ── first run');
  expect(lines).toContain('  ── redrive 1, 3 d after ExecutionFailed');
  expect(lines.at(1 + lines.indexOf('  ── redrive 1, 3 d after ExecutionFailed'))).toMatch(
    /^ {2}\d+ ← \d+ ExecutionRedriven · redriveCount 1$/,
  );
  expect(lines.find((line) => line.includes('LambdaFunctionFailed'))).toContain(' · ChargeCard · + 1.55 s · ');
});

test('an execution keeps its members, with ids by number and dates from its start', async () => {
  const { sfn, order } = await scene({ clock: virtualClock() });
  const lines = printed(sfn.execution(order)).split('\n');
  expect(lines).toContain('  "name": "<id 1>",');
  expect(lines).toContain('  "startDate": "start",');
  expect(lines).toContain('  "redriveDate": "start + 3 d 1.55 s",');
  expect(lines.find((line) => line.includes('executionArn'))).toContain('execution:lambda-function-failed:<id 1>"');
});

test('calls show their input and what they came to', async () => {
  const { sfn } = await scene({ clock: virtualClock() });
  expect(printed(sfn.calls).split('\n')).toEqual([
    'Calls {',
    '  1 RedriveExecution {"clientToken":"<id 1>","executionArn":"arn:aws:states:us-east-1:123456789012:execution:lambda-function-failed:<id 2>"} · ok',
    '  2 RedriveExecution {"executionArn":"arn:aws:states:us-east-1:123456789012:execution:lambda-function-failed:<id 2>"} · ExecutionNotRedrivable: Execution is RUNNING and cannot be redriven',
    '}',
  ]);
  expect(printed(sfn.calls.of('DescribeExecution'))).toBe('Calls {}');
  expect(printed(sfn.calls[1])).toMatch(/^Call \{ RedriveExecution .* cannot be redriven \}$/);
});

test('one execution has one number in all values of a snapshot', async () => {
  const { sfn, order } = await scene({ clock: virtualClock() });
  const text = printed([order, sfn.calls, sfn.history(order).at(0)]);
  const named = text.match(/execution:lambda-function-failed:<id \d>/g)!;
  expect(named).toHaveLength(3);
  expect(new Set(named).size).toBe(1);
});

test('of the clock of the process, what a machine takes does not show, and what a test moves does', () => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution('task-timed-out', { stoppedAgo: days(2) }));
  const late = Date.now() + seconds(4);
  jest.spyOn(Date, 'now').mockReturnValue(late);
  sfn.clock.advanceBy(minutes(15));
  sfn.redriveExecution(order);
  jest.restoreAllMocks();
  expect(printed(sfn.history(order))).toContain('── redrive 1, 2 d 15 min after ExecutionFailed');
});

test('a payload that tells a date of the history tells it by its distance, and no other date', () => {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-05-05T00:00:00Z') });
  const machine = sfn.createStateMachine({
    name: 'dated',
    definition: {
      StartAt: 'Note',
      States: {
        Note: {
          Type: 'Pass',
          Parameters: { 'at.$': '$$.Execution.StartTime', due: '2020-02-02T00:00:00Z' },
          End: true,
        },
      },
    },
  });
  const run = sfn.startExecution({ ...machine, name: 'one' });
  sfn.settle();
  expect(printed(sfn.history(run))).toContain('{"due":"2020-02-02T00:00:00Z","at":"<start>"}');
});

test('task tokens and page tokens are numbered', async () => {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const taskToken = 'Ab1+'.repeat(92);
  await sfn.execute('SendTaskSuccess', { taskToken, output: '1' });
  sfn.seed(failedExecution('task-timed-out'), { count: 3 });
  const machine = sfn.listStateMachines({}).stateMachines[0]!;
  const page = { stateMachineArn: machine.stateMachineArn, maxResults: 1 };
  const answer = await sfn.execute('ListExecutions', page);
  const { nextToken } = (answer as unknown as { output: { nextToken: string } }).output;
  await sfn.execute('ListExecutions', { ...page, nextToken });
  const text = printed(sfn.calls);
  expect(text).toContain('"taskToken":"<task token 1>"');
  expect(text).toContain('"nextToken":"<page 1>"');
});

test('what factories make is ours too, also a single event', () => {
  expect(printed(executionHistory('lambda-function-failed', redriven(1)))).toContain('── redrive 1');
  expect(printed(describeExecutionOutput('lambda-function-failed'))).toContain('"startDate": "start"');
  expect(printed(executionHistory('lambda-function-failed').slice(0, 1))).toContain('Event { 1 ← 0 ExecutionStarted');
});

test('values that do not come from the kit are left alone, whatever they look like', () => {
  const sfn = createFakeStepFunctions();
  const order = sfn.seed(failedExecution('lambda-function-failed'));
  const foreign = [
    { ...order },
    JSON.parse(JSON.stringify(sfn.history(order))) as unknown,
    [{ id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: new Date(0) }],
    { executionArn: order.executionArn, startDate: new Date(0) },
    new Date(0),
    order.executionArn,
    null,
    undefined,
    Symbol('a'),
  ];
  for (const value of foreign) expect(serializer.test(value)).toBe(false);
  expect(printed(foreign)).toBe(format(foreign, { printBasicPrototype: false }));
});
