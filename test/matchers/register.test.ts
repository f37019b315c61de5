import { AssertionError } from 'node:assert';
import { assertThat, matchers } from '../../src/matchers';
import { registerJestMatchers } from '../../src/matchers/register/jest';
import { registerVitestMatchers } from '../../src/matchers/register/vitest';
import { FAILED_TASK, REDRIVEN_TASK, written } from '../history/written';
import { failedOrder } from './scene';

describe('in Jest', () => {
  beforeAll(() => registerJestMatchers());

  test('the matchers are called as its own are, with .not too', async () => {
    const { order, redrive, sfn } = failedOrder();
    expect(sfn.execution(order)).toBeRedrivable();
    expect(sfn).toHaveReceivedNoWrites();
    await redrive();
    expect(sfn).toHaveRedriven(order, { times: 1 });
    expect(sfn.history(order)).toResumeAt('ChargeCard');
    expect(sfn.execution(order)).not.toBeRedrivable({ reason: /SUCCEEDED/ });
    expect(sfn.history(order)).toContainHistoryEvents([
      'TaskFailed',
      { type: 'TaskSucceeded', output: { paid: true } },
    ]);
  });

  test('a failure throws the message', () => {
    expect(() => expect(written(FAILED_TASK)).toHaveStatus('SUCCEEDED')).toThrow(
      /Expected: SUCCEEDED\nReceived: FAILED/,
    );
    expect(() => expect(written(FAILED_TASK)).not.toHaveStatus('FAILED')).toThrow(/Expected: not FAILED/);
  });
});

describe('in Vitest', () => {
  const vitest = Symbol.for('expect-global');
  afterEach(() => {
    delete (globalThis as Record<symbol, unknown>)[vitest];
  });

  test('the matchers are given to its expect', () => {
    const extend = jest.fn();
    Object.assign(globalThis, { [vitest]: { extend } });
    registerVitestMatchers();
    expect(extend).toHaveBeenCalledWith(matchers);
  });

  test('or to the one that is handed in', () => {
    const extend = jest.fn();
    registerVitestMatchers({ extend });
    expect(extend).toHaveBeenCalledWith(matchers);
  });
});

describe('without a runner', () => {
  test('assertThat throws what node:assert would', () => {
    assertThat(written(REDRIVEN_TASK)).toHaveStatus('SUCCEEDED');
    assertThat(written(REDRIVEN_TASK)).not.toHaveStatus('FAILED');
    expect(() => assertThat(written(REDRIVEN_TASK)).toHaveStatus('FAILED')).toThrow(AssertionError);
    expect(() => assertThat(written(REDRIVEN_TASK)).not.toBeValidHistory()).toThrow(
      /expect\(history\)\.not\.toBeValidHistory\(\)/,
    );
  });
});
