import { FAILED_PARALLEL, REDRIVEN_TASK, written } from '../history/written';
import { said } from './scene';

describe('toContainHistoryEvents', () => {
  const contains = (...expected: unknown[]) =>
    said('toContainHistoryEvents', {}, written(REDRIVEN_TASK), expected).holds;

  test('holds for types in their order, with others between them', () => {
    expect(contains('TaskFailed', 'ExecutionRedriven', 'TaskSucceeded')).toBe(true);
    expect(contains('ExecutionRedriven', 'TaskFailed')).toBe(false);
    expect(contains('TaskFailed', 'TaskFailed')).toBe(true);
    expect(contains('ExecutionSucceeded', 'ExecutionSucceeded')).toBe(false);
    expect(() => contains()).toThrow('an empty list');
  });

  test('compares the members that are given, of the event or of its details', () => {
    expect(contains({ type: 'TaskFailed', error: 'Card.Declined' }, { id: 12 })).toBe(true);
    expect(contains({ type: 'TaskFailed', taskFailedEventDetails: { error: 'Card.Declined' } })).toBe(true);
    expect(contains({ type: 'TaskStateExited', name: /^Charge/, output: { paid: true } })).toBe(true);
    expect(contains({ type: 'TaskStateExited', output: '{"paid":true}' })).toBe(true);
    expect(contains({ type: 'TaskStateExited', output: { paid: false } })).toBe(false);
    expect(contains({ previousEventId: 4, type: 'TaskScheduled', region: expect.any(String) })).toBe(true);
  });

  test('takes asymmetric matchers for whole events', () => {
    expect(contains(expect.objectContaining({ type: 'TaskFailed' }), 'ExecutionRedriven')).toBe(true);
    expect(contains(expect.objectContaining({ type: 'MapRunFailed' }))).toBe(false);
  });

  test.each([['TaskFaild'], [{ type: 'TaskFaild' }], [/Failed$/], [{}], [7], [undefined]])(
    'refuses what would pass, or fail, with whatever history: %p',
    (pattern) => {
      expect(() => contains(pattern)).toThrow(expect.objectContaining({ code: 'ARGUMENT_INVALID' }));
    },
  );

  test('its messages', () => {
    const expected = [
      'TaskFailed',
      { type: 'ExecutionRedriven' },
      { type: 'TaskFailed', error: /Card/ },
      'ExecutionFailed',
    ];
    expect(said('toContainHistoryEvents', {}, written(REDRIVEN_TASK), expected).message).toMatchInlineSnapshot(`
     "
     expect(history).toContainHistoryEvents([…])

     ✓ TaskFailed: #7
     ✓ { type: "ExecutionRedriven" }: #12
     ✗ { type: "TaskFailed", error: /Card/ }: none after #12
       ExecutionFailed

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
    expect(said('toContainHistoryEvents', { isNot: true }, written(FAILED_PARALLEL), ['ExecutionFailed']).message)
      .toMatchInlineSnapshot(`
     "
     expect(history).not.toContainHistoryEvents([…])

     ✓ ExecutionFailed: #15

     ── first run ─ 2026-01-31T12:00:01.000Z ──────────────────────────────────────────────────────────────────────
      1 ←  0   0.000 s     ExecutionStarted                    → {}
      2 ←  0   1.000 s     ParallelStateEntered       Fork     → {}
      3 ←  2   2.000 s     ParallelStateStarted       Fork
      4 ←  3   3.000 s       TaskStateEntered         Reserve  → {}
      5 ←  4   4.000 s       LambdaFunctionScheduled  Reserve  invoke → {}
      6 ←  3   5.000 s       TaskStateEntered         Charge   → {}
      7 ←  6   6.000 s       LambdaFunctionScheduled  Charge   invoke → {}
      8 ←  5   7.000 s       LambdaFunctionStarted    Reserve
      9 ←  7   8.000 s       LambdaFunctionStarted    Charge
     10 ←  8   9.000 s       LambdaFunctionSucceeded  Reserve  ← {}
     11 ← 10  10.000 s       TaskStateExited          Reserve  ← {}
     12 ←  9  11.000 s  ✗    LambdaFunctionFailed     Charge   Card.Declined: no
     13 ← 12  12.000 s       TaskStateAborted
     14 ← 12  13.000 s     ParallelStateFailed        Fork
     15 ← 14  14.000 s     ExecutionFailed                     Card.Declined: no
     "
    `);
  });
});
