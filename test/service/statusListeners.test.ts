import { createFakeStepFunctions, failedExecution, fails, succeeds, TestkitError } from '../../src';
import type { ExecutionStatusChangeEvent } from '../../src';
import { virtualClock } from '../../src/time/clock';

const definition = (State: object) => ({ StartAt: 'State', States: { State } });
const task = definition({ Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: {}, End: true });
const fail = definition({ Type: 'Fail', Error: 'Order.Invalid' });

function fakeWith(machine: object, tasks = {}) {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-03-01T12:00:00.250Z') });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition: machine, tasks });
  const events: ExecutionStatusChangeEvent[] = [];
  sfn.onStatusChange((event) => void events.push(event));
  return { sfn, stateMachineArn, events, started: () => sfn.startExecution({ stateMachineArn, name: 'order-1' }) };
}

const statuses = (events: readonly ExecutionStatusChangeEvent[]) =>
  events.map(({ detail }) => [detail.status, detail.redriveCount, detail.redriveDate === null]);

test('a start is told as RUNNING although the execution has failed by then', async () => {
  const { sfn, events, started } = fakeWith(fail);
  started();
  await sfn.idle();
  expect(statuses(events)).toEqual([
    ['RUNNING', 0, true],
    ['FAILED', 0, true],
  ]);
  const [running, failed] = events.map(({ detail }) => detail);
  expect(running).toMatchObject({
    stopDate: null,
    error: null,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
  });
  expect(failed).toMatchObject({ error: 'Order.Invalid', redriveStatus: 'REDRIVABLE', redriveStatusReason: null });
});

test('a redrive is told as RUNNING with its count and date, then what it came to', async () => {
  const { sfn, events, started } = fakeWith(task, { State: [fails('Busy'), succeeds({ saved: true })] });
  const { executionArn } = started();
  await sfn.idle();
  sfn.clock.advanceBy(5_000);
  sfn.redriveExecution({ executionArn: executionArn });
  await sfn.idle();
  expect(statuses(events)).toEqual([
    ['RUNNING', 0, true],
    ['FAILED', 0, true],
    ['RUNNING', 1, false],
    ['SUCCEEDED', 1, false],
  ]);
  expect(events[2]?.detail).toMatchObject({ stopDate: null, error: null, redriveDate: sfn.clock.now() });
  expect(events[3]?.detail).toMatchObject({ output: '{"saved":true}', outputDetails: { included: true } });
});

test('events come after the call that caused them', async () => {
  const { sfn, events, started } = fakeWith(fail);
  started();
  expect(events).toEqual([]);
  await sfn.idle();
  expect(events).toHaveLength(2);
});

test('a listener that redrives heals what can be healed', async () => {
  const { sfn, started } = fakeWith(task, { State: [fails('Busy'), fails('Busy'), succeeds()] });
  sfn.onStatusChange(({ detail }) => {
    if (detail.status === 'FAILED') sfn.redriveExecution({ executionArn: detail.executionArn });
  });
  const { executionArn } = started();
  await sfn.idle();
  expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
});

test.each([
  ['at once', fail, {}],
  ['after a moment', task, { State: fails('Busy') }],
])(
  'a listener that redrives for ever what fails %s is stopped, and the loop is named',
  async (_when, machine, tasks) => {
    const { sfn, started } = fakeWith(machine, tasks);
    sfn.onStatusChange(({ detail }) => {
      if (detail.status === 'FAILED') sfn.redriveExecution({ executionArn: detail.executionArn });
    });
    const { executionArn } = started();
    const error: unknown = await sfn.idle().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TestkitError);
    expect(error).toMatchObject({ code: 'LISTENER_LOOP', what: expect.stringContaining(executionArn) as string });
  },
);

test('a listener that waits for all listeners is refused, for it would wait for itself', async () => {
  const { sfn, started } = fakeWith(fail);
  sfn.onStatusChange(() => sfn.idle());
  started();
  await expect(sfn.idle()).rejects.toMatchObject({ code: 'LISTENER_WAITS' });
});

test('what a listener sets going, without waiting for it, may wait for all of them', async () => {
  const { sfn, started } = fakeWith(fail);
  const background: Promise<void>[] = [];
  sfn.onStatusChange(() => {
    background.push(new Promise((resolve) => setTimeout(resolve, 1)).then(() => sfn.idle()));
  });
  started();
  await sfn.idle();
  await expect(Promise.all(background)).resolves.toHaveLength(2);
});

test('what a listener throws is thrown to whoever waits, and the others hear of the event all the same', async () => {
  const { sfn, events, started } = fakeWith(fail);
  const other: string[] = [];
  sfn.onStatusChange(() => Promise.reject(new Error('handler broken')));
  sfn.onStatusChange(({ detail }) => void other.push(detail.status));
  started();
  await expect(sfn.idle()).rejects.toThrow('handler broken');
  expect(other).toEqual(['RUNNING', 'FAILED']);
  expect(events).toHaveLength(2);
});

test('who has ended listening hears nothing any more', async () => {
  const { sfn, started } = fakeWith(fail);
  const heard: string[] = [];
  const end = sfn.onStatusChange(({ detail }) => void heard.push(detail.status));
  end();
  started();
  await sfn.idle();
  expect(heard).toEqual([]);
});

test('what was seeded belongs to the past: nobody hears of it', async () => {
  const { sfn, events } = fakeWith(fail);
  sfn.seed(failedExecution('lambda-function-failed'));
  await sfn.idle();
  expect(events).toEqual([]);
});

test('Express executions are not told', async () => {
  const sfn = createFakeStepFunctions();
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition: fail, type: 'EXPRESS' });
  const heard: unknown[] = [];
  sfn.onStatusChange((event) => heard.push(event));
  sfn.startExecution({ stateMachineArn });
  await sfn.idle();
  expect(heard).toEqual([]);
});
