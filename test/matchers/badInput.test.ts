import { createFakeStepFunctions, failedExecution, virtualClock } from 'redrive-testkit';
import { assertThat } from 'redrive-testkit/matchers';
import { createHandle } from '../../src/setup/handle';
import { misuseOf } from '../support/misuse';

type Untyped = Record<string, (...args: unknown[]) => void>;
const sfn = createFakeStepFunctions({ clock: virtualClock() });
const order = sfn.seed(failedExecution('task-failed'));
const untyped = (received: unknown, isNot: boolean) => {
  const assertions = assertThat(received);
  return (isNot ? assertions.not : assertions) as unknown as Untyped;
};

describe.each([
  ['a fake', 'toHaveRedriven', []],
  ['a fake', 'toHaveReplayedToken', []],
  ['a fake', 'toHaveReceivedNoWrites', []],
  ['a history', 'toHaveFailedAt', ['A']],
  ['a history', 'toResumeAt', ['A']],
  ['a history', 'toContainHistoryEvents', [[]]],
  ['a history', 'toBeValidHistory', []],
  ['an execution', 'toHaveStatus', ['FAILED']],
  ['an execution', 'toBeRedrivable', []],
])('what is not %s', (due, matcher, args) => {
  test.each([[undefined], [null], [5], ['sfn'], [{}], [() => sfn]])(`is refused by ${matcher}: %p`, (received) => {
    for (const isNot of [false, true]) {
      const refusal = misuseOf(() => untyped(received, isNot)[matcher]!(...args));
      expect(refusal).toMatchObject({
        code: 'ARGUMENT_INVALID',
        what: expect.stringContaining(`${matcher} needs ${due}`),
      });
    }
  });
});

test('an answer that was not awaited is named', () => {
  const answer = Promise.resolve({ status: 'FAILED' });
  expect(misuseOf(() => assertThat(answer).toHaveStatus('FAILED')).found).toContain('not awaited');
});

test('the fake of setupFakeStepFunctions is refused outside a test as such', () => {
  expect(misuseOf(() => assertThat(createHandle().sfn).toHaveRedriven()).code).toBe('USED_BEFORE_TEST');
});

describe.each([false, true])('with .not: %p', (isNot) => {
  test.each<[string, unknown, unknown[], string]>([
    ['toHaveRedriven', sfn, [{ times: 1 }], 'ARGUMENT_INVALID'],
    ['toHaveRedriven', sfn, [null], 'ARGUMENT_INVALID'],
    ['toHaveRedriven', sfn, [5], 'ARGUMENT_INVALID'],
    ['toHaveRedriven', sfn, [{ executionArn: undefined }], 'ARGUMENT_INVALID'],
    ['toHaveRedriven', sfn, [order, 1], 'ARGUMENT_INVALID'],
    ['toHaveRedriven', sfn, [order, null], 'ARGUMENT_INVALID'],
    ['toHaveRedriven', sfn, [order, { time: 1 }], 'OPTION_UNKNOWN'],
    ['toHaveRedriven', sfn, [order, { times: '1' }], 'ARGUMENT_INVALID'],
    ['toHaveRedriven', sfn, [order, { times: 0.5 }], 'ARGUMENT_INVALID'],
    ['toHaveRedriven', sfn, [order, { clientToken: 5 }], 'ARGUMENT_INVALID'],
    ['toHaveReplayedToken', sfn, [{ clientToken: 'a' }], 'ARGUMENT_INVALID'],
    ['toHaveReplayedToken', sfn, [order, { token: 'a' }], 'OPTION_UNKNOWN'],
    ['toHaveFailedAt', sfn.history(order), [], 'ARGUMENT_INVALID'],
    ['toHaveFailedAt', sfn.history(order), ['A', 'E'], 'ARGUMENT_INVALID'],
    ['toHaveFailedAt', sfn.history(order), ['A', { error: 5 }], 'ARGUMENT_INVALID'],
    ['toHaveFailedAt', sfn.history(order), ['A', { attempt: '0' }], 'ARGUMENT_INVALID'],
    ['toHaveFailedAt', sfn.history(order), ['A', { eror: 'E' }], 'OPTION_UNKNOWN'],
    ['toResumeAt', sfn.history(order), [5], 'ARGUMENT_INVALID'],
    ['toResumeAt', sfn.history(order), ['A', { redrive: 'last' }], 'ARGUMENT_INVALID'],
    ['toResumeAt', sfn.history(order), ['A', { redrive: 0 }], 'ARGUMENT_INVALID'],
    ['toResumeAt', sfn.history(order), ['A', null], 'ARGUMENT_INVALID'],
    ['toContainHistoryEvents', sfn.history(order), [], 'ARGUMENT_INVALID'],
    ['toContainHistoryEvents', sfn.history(order), ['TaskFailed'], 'ARGUMENT_INVALID'],
    ['toContainHistoryEvents', sfn.history(order), [['TaskFailed', undefined]], 'ARGUMENT_INVALID'],
    ['toHaveStatus', order, [], 'ARGUMENT_INVALID'],
    ['toHaveStatus', order, ['failed'], 'ARGUMENT_INVALID'],
    ['toBeRedrivable', order, [null], 'ARGUMENT_INVALID'],
    ['toBeRedrivable', order, [{ because: 'x' }], 'OPTION_UNKNOWN'],
    ['toBeRedrivable', order, [{ reason: 5 }], 'ARGUMENT_INVALID'],
  ])('%s refuses %#', (matcher, received, args, code) => {
    const refusal = misuseOf(() => untyped(received, isNot)[matcher]!(...args));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(`${matcher}(`);
  });
});

test('a promise is to be awaited', () => {
  const answer = Promise.resolve({ status: 'RUNNING' });
  const refusal = misuseOf(() => untyped(answer, false)['toHaveStatus']!('RUNNING'));
  expect(refusal).toMatchObject({ found: 'Found: a promise, which was not awaited.', hint: 'Await it first.' });
});
