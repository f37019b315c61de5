import { bench } from './harness';

const wrong = {
  StartAt: 'Missing',
  States: { A: { Type: 'Pass', Next: 'Unknown' }, B: { Type: 'Wait', Seconds: -1, End: true } },
};

function validated(definition: object, options: { maxResults?: number; severity?: 'ERROR' | 'WARNING' } = {}) {
  return bench().call('validateStateMachineDefinition', { definition: JSON.stringify(definition), ...options });
}

describe('ValidateStateMachineDefinition', () => {
  test('says whether there is more than was asked for, of whatever kind [definition.truncated]', () => {
    const first = { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Minimum value is 0' };
    expect(validated(wrong, { maxResults: 1 })).toEqual({
      result: 'FAIL',
      diagnostics: [{ ...first, location: '/States/B/Seconds' }],
      truncated: true,
    });
    const { diagnostics, truncated } = validated(wrong);
    expect([diagnostics.length, truncated]).toEqual([5, false]);
    expect(validated(wrong, { maxResults: 5 }).truncated).toBe(false);
    expect(validated(wrong, { maxResults: 4 }).truncated).toBe(true);
  });

  test('shows warnings only if asked for, and they do not make it fail [definition.warnings-pass]', () => {
    const definition = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Parameters: { value: '$.value' }, End: true } },
    };
    expect(validated(definition)).toEqual({ result: 'OK', diagnostics: [], truncated: false });
    expect(validated(definition, { severity: 'WARNING' })).toMatchObject({
      result: 'OK',
      diagnostics: [{ severity: 'WARNING', code: 'NO_DOLLAR' }],
    });
  });
});
