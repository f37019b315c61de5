import {
  createFakeStepFunctions,
  days,
  failedExecution,
  minutes,
  succeeds,
  type TaskScriptEntry,
} from '../../src/index';
import { FAILED_TASK, REDRIVEN_TASK, written } from '../history/written';
import { failedOrder, said } from './scene';

describe('toBeRedrivable', () => {
  test('holds for what AWS shows as REDRIVABLE', async () => {
    const { order, redrive, sfn } = failedOrder();
    expect(said('toBeRedrivable', {}, sfn.execution(order)).holds).toBe(true);
    await redrive();
    expect(said('toBeRedrivable', { isNot: true }, sfn.execution(order)).holds).toBe(true);
    expect(said('toBeRedrivable', {}, sfn.execution(order)).holds).toBe(false);
  });

  test('with .not compares the reason', async () => {
    const { order, redrive, sfn } = failedOrder();
    const not = (reason: unknown) => said('toBeRedrivable', { isNot: true }, sfn.execution(order), { reason }).holds;
    expect(not('Execution is SUCCEEDED and cannot be redriven')).toBe(false);
    await redrive();
    expect(not('Execution is SUCCEEDED and cannot be redriven')).toBe(true);
    expect(not(/SUCCEEDED/)).toBe(true);
    expect(not('Execution is RUNNING and cannot be redriven')).toBe(false);
  });

  test('a child of a Map Run is not redrivable itself', () => {
    expect(said('toBeRedrivable', {}, { redriveStatus: 'REDRIVABLE_BY_MAP_RUN', status: 'FAILED' }).holds).toBe(false);
  });

  test('a history tells as far as it can', () => {
    expect(said('toBeRedrivable', {}, written(FAILED_TASK)).holds).toBe(true);
    expect(said('toBeRedrivable', { isNot: true }, written(REDRIVEN_TASK), { reason: /SUCCEEDED/ }).holds).toBe(true);
  });

  test('its messages', async () => {
    const { order, redrive, sfn } = failedOrder();
    expect(said('toBeRedrivable', { isNot: true }, sfn.execution(order)).message).toMatchInlineSnapshot(`
     "
     expect(execution).not.toBeRedrivable()

     Expected: not REDRIVABLE
     Received: REDRIVABLE (status FAILED)
     "
    `);
    await redrive();
    expect(said('toBeRedrivable', {}, sfn.execution(order)).message).toMatchInlineSnapshot(`
     "
     expect(execution).toBeRedrivable()

     Expected: REDRIVABLE
     Received: NOT_REDRIVABLE, because "Execution is SUCCEEDED and cannot be redriven" (status SUCCEEDED)
     "
    `);
    expect(
      said('toBeRedrivable', { isNot: true }, sfn.execution(order), { reason: 'Execution redrivable period exceeded' })
        .message,
    ).toMatchInlineSnapshot(`
     "
     expect(execution).not.toBeRedrivable({ reason: "Execution redrivable period exceeded" })

     Expected: not REDRIVABLE, because "Execution redrivable period exceeded"
     Received: NOT_REDRIVABLE, because "Execution is SUCCEEDED and cannot be redriven" (status SUCCEEDED)
     "
    `);
  });

  test('a reason without .not, and an item of a list, are misuse', () => {
    expect(() => said('toBeRedrivable', {}, { redriveStatus: 'REDRIVABLE' }, { reason: /x/ })).toThrow(/has no reason/);
    expect(() => said('toBeRedrivable', {}, { status: 'FAILED' })).toThrow(/an execution with its redriveStatus/);
  });
});

describe('toHaveStatus', () => {
  test('holds for the status of an execution, of an item of a list, of a history', () => {
    const { order, sfn } = failedOrder();
    const [item] = sfn.listExecutions({ stateMachineArn: sfn.execution(order).stateMachineArn }).executions ?? [];
    expect(said('toHaveStatus', {}, sfn.execution(order), 'FAILED').holds).toBe(true);
    expect(said('toHaveStatus', {}, item, 'FAILED').holds).toBe(true);
    expect(said('toHaveStatus', {}, sfn.history(order), 'FAILED').holds).toBe(true);
    expect(said('toHaveStatus', {}, written('1 0 ExecutionStarted'), 'RUNNING').holds).toBe(true);
    expect(said('toHaveStatus', {}, sfn.execution(order), 'SUCCEEDED').holds).toBe(false);
  });

  test('its messages', () => {
    const { order, sfn } = failedOrder();
    expect(said('toHaveStatus', {}, sfn.execution(order), 'SUCCEEDED').message).toMatchInlineSnapshot(`
     "
     expect(execution).toHaveStatus("SUCCEEDED")

     Expected: SUCCEEDED
     Received: FAILED
     "
    `);
    expect(said('toHaveStatus', { isNot: true }, sfn.history(order), 'FAILED').message).toMatchInlineSnapshot(`
     "
     expect(history).not.toHaveStatus("FAILED")

     Expected: not FAILED
     Received: FAILED

     ── first run ─ 2026-01-31T12:00:00.000Z ──────────────────────────────────────────────────────────────────────
     1 ← 0     ExecutionStarted              → {"orderId":7}
     2 ← 0     PassStateEntered  Prepare     → {"orderId":7}
     3 ← 2     PassStateExited   Prepare     ← {"total":99}
     4 ← 3     TaskStateEntered  ChargeCard  → {"total":99}
     5 ← 4     TaskScheduled     ChargeCard  lambda:invoke → {"FunctionName":"charge"}
     6 ← 5     TaskStarted       ChargeCard  lambda:invoke
     7 ← 6  ✗  TaskFailed        ChargeCard  lambda:invoke Card.Declined: insufficient funds
     8 ← 7     ExecutionFailed               Card.Declined: insufficient funds
     "
    `);
  });
});

describe('a status that is not there yet', () => {
  const redriven = (afterRedrive: TaskScriptEntry = succeeds({})) => {
    const sfn = createFakeStepFunctions();
    const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard', afterRedrive }));
    sfn.redriveExecution(order);
    return { order };
  };

  test('what the execution waits for is told, and what completes it', () => {
    const { order } = redriven();
    const { message } = said('toHaveStatus', {}, order, 'SUCCEEDED');
    expect(message).toContain(`Expected: SUCCEEDED
Received: RUNNING

ChargeCard waits for the next read, or settle().
Matchers look without advancing: call sfn.settle() first, which completes all that takes no time of the clock.

── first run ─`);
    expect(message).toContain('redriveCount 1');
  });

  test('a clock that has to move is told with its time', () => {
    const { order } = redriven(succeeds({}, { after: minutes(5) }));
    const { message } = said('toHaveStatus', {}, order, 'SUCCEEDED');
    expect(message).toMatch(
      /ChargeCard waits for the clock, due [^\n]+\nPass over the time with sfn\.settle\(\{ skipTime: true \}\)/,
    );
    expect(message).not.toContain('which completes all');
  });

  test.each([
    ['a task token', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'Answer for whoever has the task token'],
    ['an activity', 'arn:aws:states:us-east-1:123456789012:activity:pack', 'Let your worker poll'],
  ])('who answers for %s is told', (_what, Resource, advice) => {
    const sfn = createFakeStepFunctions();
    sfn.createActivity({ name: 'pack' });
    const Parameters = {
      QueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q',
      MessageBody: { 'token.$': '$$.Task.Token' },
    };
    const Ask = { Type: 'Task', Resource, ...(Resource.includes('sqs') && { Parameters }), End: true };
    const order = sfn.startExecution(
      sfn.createStateMachine({ name: 'ask', definition: { StartAt: 'Ask', States: { Ask } } }),
    );
    sfn.settle();
    const { message } = said('toHaveStatus', {}, order, 'SUCCEEDED');
    expect(message).toContain(advice);
    expect(message).not.toContain('which completes all');
  });

  test('of a description, which knows no fake, only the latter', () => {
    const { message } = said('toHaveStatus', {}, { status: 'RUNNING' }, 'SUCCEEDED');
    expect(message).toMatch(/Received: RUNNING\n\nMatchers look without advancing: call sfn\.settle\(\) first/);
  });

  test('with .not nothing is said', () => {
    const { order } = redriven();
    expect(said('toHaveStatus', { isNot: true }, order, 'RUNNING').message).not.toContain('waits for');
  });

  test('an execution that failed shows its history', () => {
    const sfn = createFakeStepFunctions();
    const order = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard', error: 'Card.Declined' }));
    expect(said('toHaveStatus', {}, order, 'SUCCEEDED').message).toContain('ChargeCard    Card.Declined: insufficient');
  });
});

describe('what seed answers stands for the execution as it is by now', () => {
  const seeded = (options = {}) => {
    const sfn = createFakeStepFunctions();
    return { sfn, order: sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard', ...options })) };
  };

  test('its status, and whether it is redrivable', () => {
    const { order, sfn } = seeded();
    expect(said('toBeRedrivable', {}, order).holds).toBe(true);
    sfn.redriveExecution(order);
    sfn.settle();
    expect(said('toHaveStatus', {}, order, 'SUCCEEDED').holds).toBe(true);
    expect(said('toBeRedrivable', { isNot: true }, order, { reason: /SUCCEEDED/ }).holds).toBe(true);
  });

  test('by the clock of its fake', () => {
    const { order, sfn } = seeded({ stoppedAgo: days(13) });
    sfn.clock.advanceBy(days(2));
    expect(said('toBeRedrivable', { isNot: true }, order, { reason: /period exceeded/ }).holds).toBe(true);
  });

  test('its history', () => {
    const { order, sfn } = seeded();
    expect(said('toHaveFailedAt', {}, order, 'ChargeCard').holds).toBe(true);
    sfn.redriveExecution(order);
    sfn.settle();
    expect(said('toResumeAt', {}, order, 'ChargeCard').holds).toBe(true);
    expect(said('toContainHistoryEvents', {}, order, ['ExecutionRedriven']).holds).toBe(true);
    expect(said('toBeValidHistory', {}, order).holds).toBe(true);
  });

  test('one of many too, and nobody else sees the fake in it', () => {
    const { order, sfn } = seeded();
    const [first] = sfn.seed(failedExecution('task-failed'), { count: 2 });
    expect(said('toHaveStatus', {}, first, 'FAILED').holds).toBe(true);
    expect(Reflect.ownKeys(order)).toEqual(Object.keys(order));
    expect(() => expect({ order }).toEqual({ order: expect.stringContaining('a') })).toThrow('StringContaining');
  });

  test('other records are what they were', () => {
    const { order, sfn } = seeded();
    const before = sfn.execution(order);
    sfn.redriveExecution(order);
    expect(said('toHaveStatus', {}, before, 'FAILED').holds).toBe(true);
  });
});
