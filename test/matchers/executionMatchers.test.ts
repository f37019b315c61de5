import { FAKE_OF } from '../../src/matchers/received';
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
     1 ← 0  ExecutionStarted                 → {"orderId":7}
     2 ← 0  PassStateEntered  Prepare        → {"orderId":7}
     3 ← 2  PassStateExited   Prepare        ← {"total":99}
     4 ← 3  TaskStateEntered  ChargeCard     → {"total":99}
     5 ← 4  TaskScheduled     lambda:invoke  → {"FunctionName":"charge"}
     6 ← 5  TaskStarted       lambda:invoke
     7 ← 6  TaskFailed        lambda:invoke  Card.Declined: insufficient funds
     8 ← 7  ExecutionFailed                  Card.Declined: insufficient funds
     "
    `);
  });
});

test('a record that knows its fake stands for its execution and its history', () => {
  const { order, sfn } = failedOrder();
  const linked = { ...order, [FAKE_OF]: sfn };
  expect(said('toHaveStatus', {}, linked, 'FAILED').holds).toBe(true);
  expect(said('toBeRedrivable', {}, linked).holds).toBe(true);
  expect(said('toHaveFailedAt', {}, linked, 'ChargeCard').holds).toBe(true);
});
