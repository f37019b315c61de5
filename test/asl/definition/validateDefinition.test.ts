import { validateDefinition } from '../../../src/asl/definition';
import { end, errorsOf, errorsOfState, machine, pass, type Fields } from './definitions';

describe('warnings', () => {
  test('are reported, and keep nothing from being created', () => {
    const states = {
      A: { Type: 'Pass', Result: { a: '$.x' }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { deep: { p: 'States.UUID()' } }, Next: 'C' },
      C: { Type: 'Fail', Error: 'E', Cause: '$.cause' },
    };
    const { definition, diagnostics } = validateDefinition(JSON.stringify(machine(states)));
    expect(definition?.StartAt).toBe('A');
    expect(diagnostics.map(({ severity, code, location }) => [severity, code, location])).toEqual([
      ['WARNING', 'PASS_RESULT_IS_STATIC', '/States/A/Result/a'],
      ['WARNING', 'NO_DOLLAR', '/States/B/Parameters'],
      ['WARNING', 'NO_PATH', '/States/C/Cause'],
    ]);
  });
});

describe('robustness', () => {
  test('nesting 40 deep is accepted, thousands deep are an error and no stack overflow', () => {
    const nested = (depth: number): Fields =>
      depth === 0
        ? machine({ Leaf: pass() })
        : machine({ [`P${depth}`]: { Type: 'Parallel', Branches: [nested(depth - 1)], ...end } });
    expect(errorsOf(nested(40))).toEqual([]);
    expect(errorsOf('{"a":'.repeat(100_000))).toHaveLength(1);
    expect(errorsOf(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toHaveLength(1);
  });

  test('names that objects inherit are no fields, types or states', () => {
    expect(errorsOf('{"StartAt":"constructor","States":{"A":{"Type":"toString","End":true}}}')).toEqual([
      "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type",
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: constructor at /StartAt",
      'MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A',
    ]);
    expect(errorsOf('{"StartAt":"toString","States":{"A":{"Type":"Pass","End":true}}}')[0]).toContain('Missing');
    expect(errorsOf('{"StartAt":"__proto__","States":{"__proto__":{"Type":"Succeed"}}}')).toEqual([]);
  });

  test('values of any type in any field are an answer, never an exception', () => {
    const values = [null, true, 0, '', 'x', [], [null], {}, { a: null }, [[]], [{}]];
    const fields = [
      'Next',
      'Retry',
      'Catch',
      'Branches',
      'Choices',
      'ItemProcessor',
      'ItemReader',
      'Assign',
      'Credentials',
    ];
    for (const type of ['Task', 'Map', 'Parallel', 'Choice', 'Pass', 'Wait']) {
      for (const field of [...fields, 'QueryLanguage', 'Type', 'Resource', 'Label', 'ItemBatcher', 'Timestamp']) {
        for (const value of values) {
          expect(() => errorsOfState({ Type: type, End: true, [field]: value })).not.toThrow();
        }
      }
    }
  });
});
