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

/** Compiled, never called: what the types allow. */
export function typesOfTheMatchers(): void {
  expect(1).toHaveRedriven({ executionArn: 'arn' }, { times: 1, clientToken: 'token-1' });
  expect(1).not.toBeRedrivable({ reason: expect.stringContaining('period') });
  expect(1).toContainHistoryEvents(['TaskFailed', { type: 'TaskFailed', error: 'Card.Declined', cause: /no/ }]);
  // @ts-expect-error there is no such option
  expect(1).toHaveRedriven('arn', { time: 1 });
  // @ts-expect-error there is no such status
  expect(1).toHaveStatus('BROKEN');
  // @ts-expect-error there is no such event
  expect(1).toContainHistoryEvents(['TaskFaild']);
  // @ts-expect-error there is no such option
  assertThat(1).toResumeAt('ChargeCard', { attempt: 1 });
}
