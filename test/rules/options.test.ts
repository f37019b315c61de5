import { defaultAssumptions, resolveAssumptions } from '../../src/rules/assumptions';
import { defaultLimits, resolveLimits } from '../../src/rules/limits';

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'nothing was thrown';
};

describe('limits', () => {
  test('can be replaced one by one', () => {
    expect(resolveLimits({ openExecutions: 2 })).toEqual({ ...defaultLimits, openExecutions: 2 });
    expect(resolveLimits({ openExecutions: undefined })).toEqual(defaultLimits);
    expect(resolveLimits()).toEqual(defaultLimits);
  });

  test('a shorter history leaves room for a redrive, as the real one does [limit.room-for-a-redrive]', () => {
    expect(resolveLimits({ historyEvents: 100 }).redrivableEvents).toBe(99);
    expect(resolveLimits({ historyEvents: 100, redrivableEvents: 50 }).redrivableEvents).toBe(50);
    expect(resolveLimits({ historyEvents: 30_000 }).redrivableEvents).toBe(defaultLimits.redrivableEvents);
  });

  test('an unknown one is refused with the one that was meant, or the list of those that are', () => {
    const act = () => resolveLimits({ openExecution: 2 } as never);
    expect(act).toThrow(/Did you mean 'openExecutions'/);
    expect(() => resolveLimits({ executions: 2 } as never)).toThrow(/openExecutions, mapRunRedrives/);
    expect(codeOf(act)).toBe('OPTION_UNKNOWN');
  });

  test.each([NaN, -1, '3'])('%p is no limit', (value) => {
    expect(codeOf(() => resolveLimits({ openExecutions: value as number }))).toBe('ARGUMENT_INVALID');
  });
});

describe('assumptions', () => {
  test('an assumed one can be replaced', () => {
    const replaced = resolveAssumptions({ 'idempotency.replay-prolongs': true });
    expect(replaced).toEqual({ ...defaultAssumptions, 'idempotency.replay-prolongs': true });
  });

  test.each(['redrivability.running', 'redrivability.period', 'no.such.rule'])('%s cannot', (id) => {
    const act = () => resolveAssumptions({ [id]: true });
    expect(act).toThrow(/redrivability\.period-boundary/);
    expect(codeOf(act)).toBe('OPTION_UNKNOWN');
  });

  test('a value of another kind is refused', () => {
    expect(codeOf(() => resolveAssumptions({ 'redrivability.order': 'any' as never }))).toBe('ARGUMENT_INVALID');
    expect(codeOf(() => resolveAssumptions({ 'redrivability.period-boundary': true as never }))).toBe(
      'ARGUMENT_INVALID',
    );
  });
});
