import { failedOrder, said } from './scene';
import { FAILED_MAP, FAILED_PARALLEL, REDRIVEN_MAP, REDRIVEN_TASK, rewritten, written } from '../history/written';

describe('toResumeAt', () => {
  test('holds for the state with which the last redrive went on', async () => {
    const { order, redrive, sfn } = failedOrder();
    await redrive();
    expect(said('toResumeAt', {}, sfn.history(order), 'ChargeCard').holds).toBe(true);
    expect(said('toResumeAt', {}, sfn.history(order), 'Prepare').holds).toBe(false);
  });

  test('does not hold before a redrive, unless the next one is asked for', () => {
    const { order, sfn } = failedOrder();
    expect(said('toResumeAt', {}, sfn.history(order), 'ChargeCard').holds).toBe(false);
    expect(said('toResumeAt', {}, sfn.history(order), 'ChargeCard', { redrive: 'next' }).holds).toBe(true);
    expect(said('toResumeAt', {}, sfn.history(order), 'ChargeCard', { redrive: 1 }).holds).toBe(false);
  });

  test('holds for the Map around the state too', () => {
    expect(said('toResumeAt', {}, written(REDRIVEN_MAP), 'Orders', { redrive: 1 }).holds).toBe(true);
    expect(said('toResumeAt', {}, written(FAILED_PARALLEL), 'Reserve', { redrive: 'next' }).holds).toBe(false);
  });

  test('its messages', () => {
    expect(said('toResumeAt', {}, written(REDRIVEN_TASK), 'Prepare').message).toMatchInlineSnapshot();
    expect(
      said('toResumeAt', { isNot: true }, written(FAILED_MAP), 'Charge', { redrive: 'next' }).message,
    ).toMatchInlineSnapshot();
    expect(said('toResumeAt', {}, written(FAILED_PARALLEL), 'Charge').message).toContain('no redrive in this history');
  });
});

describe('toHaveFailedAt', () => {
  test('holds for the innermost state that failed and the containers around it, in any attempt', () => {
    const { order, sfn } = failedOrder();
    expect(said('toHaveFailedAt', {}, sfn.history(order), 'ChargeCard').holds).toBe(true);
    expect(said('toHaveFailedAt', {}, written(REDRIVEN_TASK), 'ChargeCard').holds).toBe(true);
    expect(said('toHaveFailedAt', {}, written(FAILED_MAP), 'Charge').holds).toBe(true);
    expect(said('toHaveFailedAt', {}, written(FAILED_MAP), 'Orders').holds).toBe(true);
    expect(said('toHaveFailedAt', {}, written(FAILED_PARALLEL), 'Reserve').holds).toBe(false);
    expect(said('toHaveFailedAt', {}, written(REDRIVEN_TASK), 'ChargeCard', { attempt: 1 }).holds).toBe(false);
  });

  test('compares error and cause, as text, pattern or asymmetric matcher', () => {
    const history = written(REDRIVEN_TASK);
    const at = (options: object) => said('toHaveFailedAt', {}, history, 'ChargeCard', options).holds;
    expect(at({ error: 'Card.Declined', cause: /^insufficient/ })).toBe(true);
    expect(at({ cause: expect.stringContaining('funds') })).toBe(true);
    expect(at({ error: 'States.Timeout' })).toBe(false);
    expect(at({ cause: /g/g })).toBe(false);
  });

  test('holds for the open state of an execution that was stopped', () => {
    const stopped = written('1 0 ExecutionStarted\n2 0 WaitStateEntered name=Pause\n3 0 ExecutionAborted error=Ops');
    expect(said('toHaveFailedAt', {}, stopped, 'Pause', { error: 'Ops' }).holds).toBe(true);
  });

  test('its messages', () => {
    expect(
      said('toHaveFailedAt', {}, written(FAILED_MAP), 'Ship', { error: 'Ship.Lost' }).message,
    ).toMatchInlineSnapshot();
    expect(
      said('toHaveFailedAt', { isNot: true }, written(REDRIVEN_TASK), 'ChargeCard', { cause: /funds/ }).message,
    ).toMatchInlineSnapshot();
  });
});

describe('toContainHistoryEvents', () => {
  const contains = (...expected: unknown[]) =>
    said('toContainHistoryEvents', {}, written(REDRIVEN_TASK), expected).holds;

  test('holds for types in their order, with others between them', () => {
    expect(contains('TaskFailed', 'ExecutionRedriven', 'TaskSucceeded')).toBe(true);
    expect(contains('ExecutionRedriven', 'TaskFailed')).toBe(false);
    expect(contains('TaskFailed', 'TaskFailed')).toBe(true);
    expect(contains('ExecutionSucceeded', 'ExecutionSucceeded')).toBe(false);
    expect(contains()).toBe(true);
  });

  test('compares the members that are given, of the event or of its details', () => {
    expect(contains({ type: 'TaskFailed', error: 'Card.Declined' }, { id: 12 })).toBe(true);
    expect(contains({ type: 'TaskFailed', taskFailedEventDetails: { error: 'Card.Declined' } })).toBe(true);
    expect(contains({ type: 'TaskStateExited', name: /^Charge/, output: { paid: true } })).toBe(true);
    expect(contains({ type: 'TaskStateExited', output: '{"paid":true}' })).toBe(true);
    expect(contains({ type: 'TaskStateExited', output: { paid: false } })).toBe(false);
    expect(contains({ previousEventId: 4, type: 'TaskScheduled', region: expect.any(String) })).toBe(true);
  });

  test('its messages', () => {
    const expected = [
      'TaskFailed',
      { type: 'ExecutionRedriven' },
      { type: 'TaskFailed', error: /Card/ },
      'ExecutionFailed',
    ];
    expect(said('toContainHistoryEvents', {}, written(REDRIVEN_TASK), expected).message).toMatchInlineSnapshot();
    expect(
      said('toContainHistoryEvents', { isNot: true }, written(FAILED_PARALLEL), ['ExecutionFailed']).message,
    ).toMatchInlineSnapshot();
  });
});

describe('toBeValidHistory', () => {
  test('holds for what the fake writes', async () => {
    const { order, redrive, sfn } = failedOrder();
    await redrive();
    expect(said('toBeValidHistory', {}, sfn.history(order)).holds).toBe(true);
    expect(said('toBeValidHistory', {}, sfn.history(order).slice(0, 3)).holds).toBe(false);
    expect(said('toBeValidHistory', {}, sfn.history(order).slice(0, 3), { allowIncomplete: true }).holds).toBe(true);
  });

  test('its messages', () => {
    const broken = written(rewritten(REDRIVEN_TASK, { 13: '13 10 TaskScheduled' }));
    expect(said('toBeValidHistory', {}, broken).message).toMatchInlineSnapshot();
    expect(
      said('toBeValidHistory', { isNot: true }, written('1 0 ExecutionStarted\n2 0 ExecutionAborted')).message,
    ).toMatchInlineSnapshot();
  });
});

describe('histories are taken', () => {
  test('from an answer of GetExecutionHistory, newest first too', () => {
    const events = written(REDRIVEN_TASK);
    expect(said('toBeValidHistory', {}, { events, $metadata: {} }).holds).toBe(true);
    expect(said('toBeValidHistory', {}, { events: [...events].reverse() }).holds).toBe(true);
  });

  test('not from one page of several', () => {
    expect(() => said('toBeValidHistory', {}, { events: written(REDRIVEN_TASK), nextToken: 'more' })).toThrow(
      /one page of several/,
    );
  });

  test('not from something else', () => {
    expect(() => said('toResumeAt', {}, { executionArn: 'arn' }, 'X')).toThrow(/toResumeAt needs a history/);
    expect(() => said('toHaveFailedAt', {}, [1, 2], 'X')).toThrow(/an array of something else/);
  });
});
