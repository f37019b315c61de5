import type { HistoryEventLike } from '../../src/history/historyEvents';
import { printHistory } from '../../src/history/printHistory';
import { FAILED_PARALLEL, REDRIVEN_MAP, REDRIVEN_MAP_RUN, REDRIVEN_TASK, written } from './written';

const printed = (text: string, options: Parameters<typeof printHistory>[1] = {}) =>
  `\n${printHistory(written(text), { colors: false, width: 100, ...options })}\n`;

const ESCAPE = '\u001B';

describe('a printed history', () => {
  test('sets attempts apart and shows links, times, states, resources, errors and documents', () => {
    expect(printed(REDRIVEN_TASK)).toMatchInlineSnapshot(`
     "
     ── first run ─ 2026-01-31T12:00:01.000Z ────────────────────────────────────────────────────────────
      1 ←  0   0.000 s     ExecutionStarted                → {"orderId":7}
      2 ←  0   1.000 s     PassStateEntered    Prepare     → {"orderId":7}
      3 ←  2   2.000 s     PassStateExited     Prepare     ← {"total":99}
      4 ←  3   3.000 s     TaskStateEntered    ChargeCard  → {"total":99}
      5 ←  4   4.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
      6 ←  5   5.000 s     TaskStarted         ChargeCard  lambda:invoke
      7 ←  6   6.000 s     TaskFailed          ChargeCard  lambda:invoke Card.Declined: insufficient fun…
      8 ←  7   7.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
      9 ←  8   8.000 s     TaskStarted         ChargeCard  lambda:invoke
     10 ←  9   9.000 s  ✗  TaskFailed          ChargeCard  lambda:invoke Card.Declined: insufficient fun…
     11 ← 10  10.000 s     ExecutionFailed                 Card.Declined: insufficient funds
     ── redrive 1 ─ 2026-01-31T12:00:12.000Z ─ 1.000 s after ExecutionFailed ────────────────────────────
     12 ← 11   0.000 s     ExecutionRedriven               redriveCount 1
     13 ←  4   1.000 s     TaskScheduled       ChargeCard  lambda:invoke → {}
     14 ← 13   2.000 s     TaskStarted         ChargeCard  lambda:invoke
     15 ← 14   3.000 s     TaskSucceeded       ChargeCard  lambda:invoke ← {"paid":true}
     16 ← 15   4.000 s     TaskStateExited     ChargeCard  ← {"paid":true}
     17 ← 16   5.000 s     ExecutionSucceeded              ← {"paid":true}
     "
    `);
  });

  test('sets iterations in', () => {
    expect(printed(REDRIVEN_MAP)).toMatchInlineSnapshot(`
     "
     ── first run ─ 2026-01-31T12:00:01.000Z ────────────────────────────────────────────────────────────
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
     ── redrive 1 ─ 2026-01-31T12:00:20.000Z ─ 1.000 s after ExecutionFailed ────────────────────────────
     20 ← 19   0.000 s     ExecutionRedriven                        redriveCount 1
     21 ← 12   1.000 s         LambdaFunctionScheduled  Charge [1]  invoke → {}
     22 ← 21   2.000 s         LambdaFunctionStarted    Charge [1]
     23 ← 22   3.000 s         LambdaFunctionSucceeded  Charge [1]  ← {}
     24 ← 23   4.000 s         TaskStateExited          Charge [1]  ← {}
     25 ← 24   5.000 s       MapIterationSucceeded      Orders [1]
     26 ← 24   6.000 s       MapIterationStarted        Orders [2]
     27 ← 26   7.000 s         TaskStateEntered         Charge [2]  → {}
     28 ← 27   8.000 s         LambdaFunctionScheduled  Charge [2]  invoke → {}
     29 ← 28   9.000 s         LambdaFunctionStarted    Charge [2]
     30 ← 29  10.000 s         LambdaFunctionSucceeded  Charge [2]  ← {}
     31 ← 30  11.000 s         TaskStateExited          Charge [2]  ← {}
     32 ← 31  12.000 s       MapIterationSucceeded      Orders [2]
     33 ← 32  13.000 s     MapStateSucceeded            Orders
     34 ← 32  14.000 s     MapStateExited               Orders      ← {}
     35 ← 34  15.000 s     ExecutionSucceeded                       ← {}
     "
    `);
  });

  test('sets branches in', () => {
    expect(printed(FAILED_PARALLEL)).toMatchInlineSnapshot(`
     "
     ── first run ─ 2026-01-31T12:00:01.000Z ────────────────────────────────────────────────────────────
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

  test('names Map Runs', () => {
    expect(printed(REDRIVEN_MAP_RUN)).toMatchInlineSnapshot(`
     "
     ── first run ─ 2026-01-31T12:00:01.000Z ────────────────────────────────────────────────────────────
      1 ←  0  0.000 s     ExecutionStarted           → {}
      2 ←  0  1.000 s     MapStateEntered     Files  → {}
      3 ←  2  2.000 s     MapStateStarted     Files  6 items
      4 ←  3  3.000 s     MapRunStarted       Files  checkout/Files:7
      5 ←  4  4.000 s  ✗  MapRunFailed        Files  States.ExceedToleratedFailureThreshold: exceeded
      6 ←  5  5.000 s     MapStateFailed      Files
      7 ←  6  6.000 s     ExecutionFailed            States.ExceedToleratedFailureThreshold: exceeded
     ── redrive 1 ─ 2026-01-31T12:00:08.000Z ─ 1.000 s after ExecutionFailed ────────────────────────────
      8 ←  7  0.000 s     ExecutionRedriven          redriveCount 1
      9 ←  3  1.000 s     MapRunRedriven      Files  checkout/Files:7
     10 ←  9  2.000 s     MapRunSucceeded     Files
     11 ← 10  3.000 s     MapStateSucceeded   Files
     12 ←  9  4.000 s     MapStateExited      Files  ← {}
     13 ← 12  5.000 s     ExecutionSucceeded         ← {}
     "
    `);
  });

  test('shows the newest events only, if asked', () => {
    expect(printed(REDRIVEN_TASK, { last: 3 })).toMatchInlineSnapshot(`
     "
     ── 14 earlier events ───────────────────────────────────────────────────────────────────────────────
     15 ← 14   3.000 s    TaskSucceeded       ChargeCard  lambda:invoke ← {"paid":true}
     16 ← 15   4.000 s    TaskStateExited     ChargeCard  ← {"paid":true}
     17 ← 16   5.000 s    ExecutionSucceeded              ← {"paid":true}
     "
    `);
  });

  test('has no column of times without dates, and says that an execution runs', () => {
    const undated = written(REDRIVEN_TASK)
      .slice(0, 6)
      .map((event) => ({ ...event, timestamp: 'timestamp' }));
    expect(`\n${printHistory(undated, { colors: false, width: 80 })}\n`).toMatchInlineSnapshot(`
     "
     ── first run ───────────────────────────────────────────────────────────────────
     1 ← 0  ExecutionStarted              → {"orderId":7}
     2 ← 0  PassStateEntered  Prepare     → {"orderId":7}
     3 ← 2  PassStateExited   Prepare     ← {"total":99}
     4 ← 3  TaskStateEntered  ChargeCard  → {"total":99}
     5 ← 4  TaskScheduled     ChargeCard  lambda:invoke → {}
     6 ← 5  TaskStarted       ChargeCard  lambda:invoke
     ── still running ───────────────────────────────────────────────────────────────
     "
    `);
  });

  test('no line is wider than asked for', () => {
    for (const width of [60, 100, 140]) {
      const lines = printed(REDRIVEN_TASK, { width }).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });

  test('a document on several lines takes one', () => {
    const [event] = written('1 0 ExecutionStarted');
    const text = printHistory([
      { ...event, executionStartedEventDetails: { input: '{\n  "a": 1\n}' } } as HistoryEventLike,
    ]);
    expect(text).toContain('→ { "a": 1 }');
  });

  test('what a payload says does not reach the terminal', () => {
    const hostile = '\u001b[31mred\u0007\u202eback\u2028line\ud800';
    const events = written(`1 0 ExecutionStarted\n2 1 ExecutionFailed error=E`);
    const failure = { error: hostile, cause: hostile };
    const text = printHistory([
      events[0]!,
      { ...events[1]!, executionFailedEventDetails: failure } as HistoryEventLike,
    ]);
    expect(text).toContain(String.raw`\u{1b}[31mred\u{7}\u{202e}back line\u{d800}`);
    expect(text).not.toMatch(/[\u0007\u001b\u202e\u2028\ud800]/);
  });

  test('a long name of a state leaves room for the error', () => {
    const name = 'A'.repeat(80);
    const lines = printed(
      `1 0 ExecutionStarted\n2 0 TaskStateEntered name=${name}\n3 2 ExecutionFailed error=States.Runtime`,
    );
    expect(lines).toContain('AAA…  →');
    expect(lines).toContain('States.Runtime');
  });

  test('colors only what is asked for, and never without a terminal', () => {
    expect(printHistory(written(REDRIVEN_TASK), { colors: true })).toContain(`${ESCAPE}[31mTaskFailed`);
    expect(printHistory(written(REDRIVEN_TASK))).not.toContain(ESCAPE);
  });

  describe('with a terminal attached', () => {
    const { columns, isTTY } = process.stdout;
    const { CI, NO_COLOR } = process.env;

    beforeEach(() => {
      Object.assign(process.stdout, { isTTY: true, columns: 90 });
      delete process.env['CI'];
      delete process.env['NO_COLOR'];
    });

    afterEach(() => {
      Object.assign(process.stdout, { isTTY, columns });
      for (const [name, value] of Object.entries({ CI, NO_COLOR })) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    });

    test('it is colored and as wide as the terminal', () => {
      const text = printHistory(written(REDRIVEN_TASK));
      expect(text).toContain(ESCAPE);
      expect(text.split('\n')[0]!.replaceAll(/\u001B\[\d+m/g, '')).toHaveLength(90);
    });

    test('NO_COLOR is heeded', () => {
      process.env['NO_COLOR'] = '1';
      expect(printHistory(written(REDRIVEN_TASK))).not.toContain(ESCAPE);
    });
  });

  test('an empty history', () => {
    expect(printHistory([], { colors: false, width: 40 })).toBe(`── no events ${'─'.repeat(27)}`);
  });

  test.each([[{ width: Number.NaN }], [{ width: Infinity }], [{ width: '80' }], [{ last: -1 }], [{ colours: true }]])(
    'the options %p are refused',
    (options) => {
      expect(() => printHistory([], options as never)).toThrow(/whole number|does not know the option 'colours'/);
    },
  );
});
