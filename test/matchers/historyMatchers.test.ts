import { failedOrder, said } from './scene';
import { FAILED_MAP, FAILED_PARALLEL, REDRIVEN_MAP, REDRIVEN_TASK, rewritten, written } from '../history/written';

describe('toResumeAt', () => {
  test('holds for the state with which the last redrive went on', async () => {
    const { order, redrive, sfn } = failedOrder();
    await redrive();
    expect(said('toResumeAt', {}, sfn.history(order), 'ChargeCard').holds).toBe(true);
    expect(said('toResumeAt', {}, sfn.history(order), 'Prepare').holds).toBe(false);
  });

  test.each([false, true])('is refused before a redrive, unless the next one is asked for; with .not: %p', (isNot) => {
    const { order, sfn } = failedOrder();
    const ask = (...options: object[]) => said('toResumeAt', { isNot }, sfn.history(order), 'ChargeCard', ...options);
    expect(() => ask()).toThrow('asks where a redrive resumed, and this history has no redrive');
    expect(() => ask({ redrive: 1 })).toThrow('asks where redrive 1 resumed, and this history has no redrive');
    expect(ask({ redrive: 'next' }).holds).toBe(!isNot);
  });

  test('holds for the Map around the state too', () => {
    expect(said('toResumeAt', {}, written(REDRIVEN_MAP), 'Orders', { redrive: 1 }).holds).toBe(true);
    expect(said('toResumeAt', {}, written(FAILED_PARALLEL), 'Reserve', { redrive: 'next' }).holds).toBe(false);
  });

  test('its messages', () => {
    expect(said('toResumeAt', {}, written(REDRIVEN_TASK), 'Prepare').message).toMatchInlineSnapshot(`
     "
     expect(history).toResumeAt("Prepare")

     Expected: the redrive resumes at "Prepare"
     Received: resumes at "ChargeCard" (task is scheduled again)

     ── first run ─ 2026-01-31T12:00:01.000Z ──────────────────────────────────────────────────────────────────────
      1 ←  0   0.000 s     ExecutionStarted                → {"orderId":7}
      2 ←  0   1.000 s     PassStateEntered    Prepare     → {"orderId":7}
      3 ←  2   2.000 s     PassStateExited     Prepare     ← {"total":99}
      4 ←  3   3.000 s     TaskStateEntered    ChargeCard  → {"total":99}
      5 ←  4   4.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
      6 ←  5   5.000 s     TaskStarted         ChargeCard  lambda:invoke
      7 ←  6   6.000 s     TaskFailed          ChargeCard  lambda:invoke Card.Declined: insufficient funds
      8 ←  7   7.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
      9 ←  8   8.000 s     TaskStarted         ChargeCard  lambda:invoke
     10 ←  9   9.000 s  ✗  TaskFailed          ChargeCard  lambda:invoke Card.Declined: insufficient funds
     11 ← 10  10.000 s     ExecutionFailed                 Card.Declined: insufficient funds
     ── redrive 1 ─ 2026-01-31T12:00:12.000Z ─ 1.000 s after ExecutionFailed ──────────────────────────────────────
     12 ← 11   0.000 s     ExecutionRedriven               redriveCount 1
     13 ←  4   1.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
     14 ← 13   2.000 s     TaskStarted         ChargeCard  lambda:invoke
     15 ← 14   3.000 s     TaskSucceeded       ChargeCard  lambda:invoke ← {"paid":true}
     16 ← 15   4.000 s     TaskStateExited     ChargeCard  ← {"paid":true}
     17 ← 16   5.000 s     ExecutionSucceeded              ← {"paid":true}
     "
    `);
    expect(said('toResumeAt', { isNot: true }, written(FAILED_MAP), 'Charge', { redrive: 'next' }).message)
      .toMatchInlineSnapshot(`
     "
     expect(history).not.toResumeAt("Charge", { redrive: "next" })

     Expected: the next redrive does not resume at "Charge"
     Received: resumes at "Charge" (task is scheduled again)

     ── first run ─ 2026-01-31T12:00:01.000Z ──────────────────────────────────────────────────────────────────────
      1 ←  0   0.000 s     ExecutionStarted                         → {}
      2 ←  0   1.000 s     MapStateEntered              Orders      → {}
      3 ←  2   2.000 s     MapStateStarted              Orders      3 items
      4 ←  3   3.000 s       MapIterationStarted        Orders [0]
      5 ←  4   4.000 s         TaskStateEntered         Charge [0]  → {}
      6 ←  5   5.000 s         LambdaFunctionScheduled  Charge [0]  invoke → {}
      7 ←  6   6.000 s         LambdaFunctionStarted    Charge [0]
      8 ←  7   7.000 s         LambdaFunctionSucceeded  Charge [0]  ← {}
      9 ←  8   8.000 s         TaskStateExited          Charge [0]  ← {}
     10 ←  9   9.000 s       MapIterationSucceeded      Orders [0]
     11 ←  9  10.000 s       MapIterationStarted        Orders [1]
     12 ← 11  11.000 s         TaskStateEntered         Charge [1]  → {}
     13 ← 12  12.000 s         LambdaFunctionScheduled  Charge [1]  invoke → {}
     14 ← 13  13.000 s         LambdaFunctionStarted    Charge [1]
     15 ← 14  14.000 s  ✗      LambdaFunctionFailed     Charge [1]  Card.Declined: no
     16 ← 15  15.000 s       MapIterationFailed         Orders [1]
     17 ← 15  16.000 s         TaskStateAborted
     18 ← 15  17.000 s     MapStateFailed               Orders
     19 ← 18  18.000 s     ExecutionFailed                          Card.Declined: no
     "
    `);
    expect(() => said('toResumeAt', {}, written(FAILED_PARALLEL), 'Charge')).toThrow('this history has no redrive');
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
    expect(said('toHaveFailedAt', {}, written(REDRIVEN_TASK), 'ChargeCard', { attempt: 1 }).holds).toBe(true);
    expect(said('toHaveFailedAt', {}, written(REDRIVEN_TASK), 'ChargeCard', { attempt: 2 }).holds).toBe(false);
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

  test('a long cause is cut, unless it is asked for', () => {
    const cause = 'x'.repeat(300);
    const history = written(
      `1 0 ExecutionStarted\n2 0 WaitStateEntered name=Pause\n3 0 ExecutionAborted cause=${cause}`,
    );
    expect(said('toHaveFailedAt', { isNot: true }, history, 'Pause').message).toContain(`cause ${'x'.repeat(79)}…\n`);
    expect(said('toHaveFailedAt', {}, history, 'Pause', { cause: 'y' }).message).toContain(`cause ${cause}\n`);
  });

  test('its messages', () => {
    expect(said('toHaveFailedAt', {}, written(FAILED_MAP), 'Charge', { error: 'Ship.Lost', attempt: 1 }).message)
      .toMatchInlineSnapshot(`
     "
     expect(history).toHaveFailedAt("Charge", { error: "Ship.Lost", attempt: 1 })

     Expected: failed at "Charge", error "Ship.Lost", in attempt 1
     Received: attempt 1 (first run): ExecutionFailed at "Charge" in "Orders", error Card.Declined, cause no

     ── first run ─ 2026-01-31T12:00:01.000Z ──────────────────────────────────────────────────────────────────────
      1 ←  0   0.000 s     ExecutionStarted                         → {}
      2 ←  0   1.000 s     MapStateEntered              Orders      → {}
      3 ←  2   2.000 s     MapStateStarted              Orders      3 items
      4 ←  3   3.000 s       MapIterationStarted        Orders [0]
      5 ←  4   4.000 s         TaskStateEntered         Charge [0]  → {}
      6 ←  5   5.000 s         LambdaFunctionScheduled  Charge [0]  invoke → {}
      7 ←  6   6.000 s         LambdaFunctionStarted    Charge [0]
      8 ←  7   7.000 s         LambdaFunctionSucceeded  Charge [0]  ← {}
      9 ←  8   8.000 s         TaskStateExited          Charge [0]  ← {}
     10 ←  9   9.000 s       MapIterationSucceeded      Orders [0]
     11 ←  9  10.000 s       MapIterationStarted        Orders [1]
     12 ← 11  11.000 s         TaskStateEntered         Charge [1]  → {}
     13 ← 12  12.000 s         LambdaFunctionScheduled  Charge [1]  invoke → {}
     14 ← 13  13.000 s         LambdaFunctionStarted    Charge [1]
     15 ← 14  14.000 s  ✗      LambdaFunctionFailed     Charge [1]  Card.Declined: no
     16 ← 15  15.000 s       MapIterationFailed         Orders [1]
     17 ← 15  16.000 s         TaskStateAborted
     18 ← 15  17.000 s     MapStateFailed               Orders
     19 ← 18  18.000 s     ExecutionFailed                          Card.Declined: no
     "
    `);
    expect(said('toHaveFailedAt', { isNot: true }, written(REDRIVEN_TASK), 'ChargeCard', { cause: /funds/ }).message)
      .toMatchInlineSnapshot(`
     "
     expect(history).not.toHaveFailedAt("ChargeCard", { cause: /funds/ })

     Expected: not failed at "ChargeCard", cause /funds/
     Received: attempt 1 (first run): ExecutionFailed at "ChargeCard", error Card.Declined, cause insufficient funds

     ── first run ─ 2026-01-31T12:00:01.000Z ──────────────────────────────────────────────────────────────────────
      1 ←  0   0.000 s     ExecutionStarted                → {"orderId":7}
      2 ←  0   1.000 s     PassStateEntered    Prepare     → {"orderId":7}
      3 ←  2   2.000 s     PassStateExited     Prepare     ← {"total":99}
      4 ←  3   3.000 s     TaskStateEntered    ChargeCard  → {"total":99}
      5 ←  4   4.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
      6 ←  5   5.000 s     TaskStarted         ChargeCard  lambda:invoke
      7 ←  6   6.000 s     TaskFailed          ChargeCard  lambda:invoke Card.Declined: insufficient funds
      8 ←  7   7.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
      9 ←  8   8.000 s     TaskStarted         ChargeCard  lambda:invoke
     10 ←  9   9.000 s  ✗  TaskFailed          ChargeCard  lambda:invoke Card.Declined: insufficient funds
     11 ← 10  10.000 s     ExecutionFailed                 Card.Declined: insufficient funds
     ── redrive 1 ─ 2026-01-31T12:00:12.000Z ─ 1.000 s after ExecutionFailed ──────────────────────────────────────
     12 ← 11   0.000 s     ExecutionRedriven               redriveCount 1
     13 ←  4   1.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
     14 ← 13   2.000 s     TaskStarted         ChargeCard  lambda:invoke
     15 ← 14   3.000 s     TaskSucceeded       ChargeCard  lambda:invoke ← {"paid":true}
     16 ← 15   4.000 s     TaskStateExited     ChargeCard  ← {"paid":true}
     17 ← 16   5.000 s     ExecutionSucceeded              ← {"paid":true}
     "
    `);
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
    expect(said('toBeValidHistory', {}, broken).message).toMatchInlineSnapshot(`
     "
     expect(history).toBeValidHistory()

     #13 TaskScheduled: previousEventId is 10 (#10 TaskFailed), due: #4 TaskStateEntered
         history.tasks.sequence (recorded): Each step follows the one before it; a redrive schedules the task again from the original entry into its state.
     #13 TaskScheduled: it hangs on #10 TaskFailed of an earlier attempt
         history.redrives.resumption (recorded): Resumed work hangs on the original entry into its state or on what last succeeded, never on a failure.

     ── first run ─ 2026-01-31T12:00:01.000Z ──────────────────────────────────────────────────────────────────────
      1 ←  0   0.000 s     ExecutionStarted                → {"orderId":7}
      2 ←  0   1.000 s     PassStateEntered    Prepare     → {"orderId":7}
      3 ←  2   2.000 s     PassStateExited     Prepare     ← {"total":99}
      4 ←  3   3.000 s     TaskStateEntered    ChargeCard  → {"total":99}
      5 ←  4   4.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
      6 ←  5   5.000 s     TaskStarted         ChargeCard  lambda:invoke
      7 ←  6   6.000 s     TaskFailed          ChargeCard  lambda:invoke Card.Declined: insufficient funds
      8 ←  7   7.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
      9 ←  8   8.000 s     TaskStarted         ChargeCard  lambda:invoke
     10 ←  9   9.000 s  ✗  TaskFailed          ChargeCard  lambda:invoke Card.Declined: insufficient funds
     11 ← 10  10.000 s     ExecutionFailed                 Card.Declined: insufficient funds
     ── redrive 1 ─ 2026-01-31T12:00:12.000Z ─ 1.000 s after ExecutionFailed ──────────────────────────────────────
     12 ← 11   0.000 s     ExecutionRedriven               redriveCount 1
     13 ← 10   1.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
     14 ← 13   2.000 s     TaskStarted         ChargeCard  lambda:invoke
     15 ← 14   3.000 s     TaskSucceeded       ChargeCard  lambda:invoke ← {"paid":true}
     16 ← 15   4.000 s     TaskStateExited     ChargeCard  ← {"paid":true}
     17 ← 16   5.000 s     ExecutionSucceeded              ← {"paid":true}
     "
    `);
    expect(said('toBeValidHistory', { isNot: true }, written('1 0 ExecutionStarted\n2 0 ExecutionAborted')).message)
      .toMatchInlineSnapshot(`
     "
     expect(history).not.toBeValidHistory()

     Every rule of the history checker is kept.

     ── first run ─ 2026-01-31T12:00:01.000Z ──────────────────────────────────────────────────────────────────────
     1 ← 0  0.000 s     ExecutionStarted    → {}
     2 ← 0  1.000 s  ✗  ExecutionAborted
     "
    `);
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
      /paginateGetExecutionHistory/,
    );
  });

  test('not from something else', () => {
    expect(() => said('toResumeAt', {}, { executionArn: 'arn' }, 'X')).toThrow(/toResumeAt needs a history/);
    expect(() => said('toHaveFailedAt', {}, [1, 2], 'X')).toThrow(/a list of something else/);
  });
});
