import { chooseRule } from '../../../src/asl/data/choice';
import { matchesPattern } from '../../../src/asl/data/choiceOperators';
import type { ChoiceRule, StateDefinition } from '../../../src/asl/definition/definition';
import { parseJson, type Json } from '../../../src/model/json';
import { evaluationErrorOf } from './evaluationErrorOf';
import { scopeWith } from './jsonPathScope';

const choice = (...Choices: ChoiceRule[]): StateDefinition => ({ Type: 'Choice', Choices });

function holds(rule: ChoiceRule, input: Json | string): boolean {
  return chooseRule(choice({ ...rule, Next: 'Taken' }), 'JSONPath', scopeWith(input)) !== undefined;
}

describe('a Choice state', () => {
  const state: StateDefinition = {
    Type: 'Choice',
    Choices: [
      { Variable: '$.a', NumericEquals: 1, Next: 'One' },
      { Variable: '$.a', NumericLessThan: 5, Next: 'Few' },
    ],
    Default: 'Other',
  };

  it('takes the first rule that holds, and says which', () => {
    expect(chooseRule(state, 'JSONPath', scopeWith({ a: 1 }))).toEqual({
      next: 'One',
      rule: state.Choices?.[0],
      index: 0,
    });
    expect(chooseRule(state, 'JSONPath', scopeWith({ a: 2 }))).toMatchObject({ next: 'Few', index: 1 });
  });

  it('goes to Default without a rule, or nowhere', () => {
    expect(chooseRule(state, 'JSONPath', scopeWith({ a: 9 }))).toEqual({ next: 'Other' });
    expect(chooseRule({ ...state, Default: undefined }, 'JSONPath', scopeWith({ a: 9 }))).toBeUndefined();
  });

  it('does not look at the rules after the one that holds', () => {
    const broken = choice(
      { Variable: '$.a', IsPresent: true, Next: 'A' },
      { Variable: '$.no', IsNull: true, Next: 'B' },
    );
    expect(chooseRule(broken, 'JSONPath', scopeWith({ a: 1 }))?.next).toBe('A');
  });
});

describe('a comparison', () => {
  const T1 = '2016-08-18T17:33:00Z';
  const SAME = '2016-08-18T19:33:00+02:00';
  const T2 = '2016-08-18T17:33:00.000000001Z';

  it.each<[string, Json, Json, boolean[]]>([
    // [operator family, smaller, larger, holds for (smaller, larger), (equal), (larger, smaller)]
    ['NumericEquals', 1, 2, [false, true, false]],
    ['NumericLessThan', 1, 2, [true, false, false]],
    ['NumericGreaterThan', 1, 2, [false, false, true]],
    ['NumericLessThanEquals', 1, 2, [true, true, false]],
    ['NumericGreaterThanEquals', 1, 2, [false, true, true]],
    ['StringEquals', 'a', 'b', [false, true, false]],
    ['StringLessThan', 'a', 'b', [true, false, false]],
    ['StringGreaterThan', 'a', 'b', [false, false, true]],
    ['StringLessThanEquals', 'a', 'b', [true, true, false]],
    ['StringGreaterThanEquals', 'a', 'b', [false, true, true]],
    ['TimestampEquals', T1, T2, [false, true, false]],
    ['TimestampLessThan', T1, T2, [true, false, false]],
    ['TimestampGreaterThan', T1, T2, [false, false, true]],
    ['TimestampLessThanEquals', T1, T2, [true, true, false]],
    ['TimestampGreaterThanEquals', T1, T2, [false, true, true]],
    ['BooleanEquals', false, true, [false, true, false]],
  ])('%s, with a value and with a path', (operator, small, large, expected) => {
    const pairs: [Json, Json][] = [
      [small, large],
      [small, small],
      [large, small],
    ];
    expect(pairs.map(([value, operand]) => holds({ Variable: '$.a', [operator]: operand }, { a: value }))).toEqual(
      expected,
    );
    expect(
      pairs.map(([value, operand]) => holds({ Variable: '$.a', [`${operator}Path`]: '$.b' }, { a: value, b: operand })),
    ).toEqual(expected);
  });

  it('of instants disregards their offsets', () => {
    expect(holds({ Variable: '$.a', TimestampEquals: T1 }, { a: SAME })).toBe(true);
  });

  it('of numbers disregards their spelling', () => {
    expect(holds({ Variable: '$.a', NumericEquals: 5 }, '{"a": 5.0}')).toBe(true);
    expect(holds({ Variable: '$.a', NumericGreaterThan: 99 }, '{"a": 1e2}')).toBe(true);
  });

  it('of different types is false; a string is no number, as recorded', () => {
    const orderings = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];
    const compared = ['String', 'Numeric', 'Timestamp'].flatMap((kind) => orderings.map((name) => `${kind}${name}`));
    for (const operator of [...compared, 'BooleanEquals', 'StringMatches']) {
      const operand = operator.startsWith('Numeric') ? 42 : operator.startsWith('Boolean') ? true : T1;
      for (const value of [operator.startsWith('Numeric') ? '42' : 42, null, [], {}]) {
        expect([operator, holds({ Variable: '$.a', [operator]: operand }, { a: value })]).toEqual([operator, false]);
      }
    }
  });

  it('reads context paths and variables', () => {
    const state = choice({ Variable: '$limit', StringEqualsPath: '$$.State.Name', Next: 'Same' });
    expect(chooseRule(state, 'JSONPath', scopeWith({}, { variables: { limit: 'Charge' } }))?.next).toBe('Same');
  });
});

describe('a type test', () => {
  it.each<[string, string[]]>([
    ['IsNull', ['null']],
    ['IsBoolean', ['true', 'false']],
    ['IsNumeric', ['0', '0.0', '-1']],
    ['IsString', ['""', '"2016-08-18T17:33:00Z"']],
    ['IsTimestamp', ['"2016-08-18T17:33:00Z"']],
  ])('%s holds for its type alone, and its negation for the others', (operator, texts) => {
    const samples = ['null', 'true', 'false', '0', '0.0', '-1', '""', '"2016-08-18T17:33:00Z"', '[]', '{}'];
    const found = samples.filter((text) => holds({ Variable: '$.a', [operator]: true }, { a: parseJson(text) }));
    const not = samples.filter((text) => holds({ Variable: '$.a', [operator]: false }, { a: parseJson(text) }));
    expect(found).toEqual(texts);
    expect(not).toEqual(samples.filter((text) => !texts.includes(text)));
  });

  it('IsPresent asks for the path; null is present', () => {
    expect(holds({ Variable: '$.a', IsPresent: true }, { a: null })).toBe(true);
    expect(holds({ Variable: '$.a.b', IsPresent: true }, { a: 1 })).toBe(false);
    expect(holds({ Variable: '$.no.such', IsPresent: false }, {})).toBe(true);
  });
});

describe('And, Or and Not', () => {
  const a = (value: number): ChoiceRule => ({ Variable: '$.a', NumericEquals: value });

  it('combine to any depth', () => {
    expect(holds({ And: [a(1), { Not: a(2) }] }, { a: 1 })).toBe(true);
    expect(holds({ Or: [a(2), { And: [a(1), a(1)] }] }, { a: 1 })).toBe(true);
    expect(holds({ Not: { Or: [a(1), a(2)] } }, { a: 1 })).toBe(false);
  });

  it('stop at what decides', () => {
    const missing: ChoiceRule = { Variable: '$.no', IsNull: true };
    expect(holds({ And: [a(2), missing] }, { a: 1 })).toBe(false);
    expect(holds({ Or: [a(1), missing] }, { a: 1 })).toBe(true);
    expect(() => holds({ And: [a(1), missing] }, { a: 1 })).toThrow("Invalid path '$.no'");
  });
});

describe('a path that leads nowhere', () => {
  it.each<ChoiceRule>([
    { Variable: '$.no', NumericEquals: 1 },
    { Variable: '$.a', NumericEqualsPath: '$.no' },
    { Variable: '$.no', IsNull: true },
  ])('is a runtime error: %j [choice.missing-path] [choice.missing-path-text]', (rule) => {
    expect(evaluationErrorOf(() => holds(rule, { a: 1 }))).toEqual({
      error: 'States.Runtime',
      text: "Invalid path '$.no': The choice state's condition path references an invalid value.",
    });
  });
});

describe('StringMatches', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['log-*.txt', 'log-1.txt', true],
    ['log-*.txt', 'log-.txt', true],
    ['log-*.txt', 'log-1.txt.gz', false],
    ['*.a.*', 'x.a.y', true],
    ['*a*a', 'a', false],
    ['*a*a', 'aa', true],
    ['ab', 'ab', true],
    ['ab', 'abc', false],
    ['a*b*c', 'a-c-b', false],
    ['zebra\\*', 'zebra*', true],
    ['zebra\\*', 'zebras', false],
    ['a\\\\*', 'a\\b', true],
    ['a.c', 'abc', false],
    ['a\\b', 'a\\b', true],
  ])('%s on %s', (pattern, text, expected) => {
    expect(matchesPattern(text, pattern)).toBe(expected);
    expect(holds({ Variable: '$.a', StringMatches: pattern }, { a: text })).toBe(expected);
  });

  it('takes no exponential time', () => {
    expect(matchesPattern('a'.repeat(50_000), `${'*a'.repeat(200)}*b`)).toBe(false);
  });
});

describe('a Condition', () => {
  const when = (Condition: Json, input: Json = { a: 1 }): string | undefined =>
    chooseRule(choice({ Condition, Next: 'Taken' }), 'JSONata', scopeWith(input))?.next;

  it('is an expression or a literal', () => {
    expect(when('{% $states.input.a = 1 %}')).toBe('Taken');
    expect(when('{% $states.input.a > 1 %}')).toBeUndefined();
    expect(when(true)).toBe('Taken');
    expect(when(false)).toBeUndefined();
  });

  it('has to be a boolean', () => {
    expect(evaluationErrorOf(() => when('{% $states.input.a %}'))).toEqual({
      error: 'States.QueryEvaluationError',
      text:
        "The JSONata expression '$states.input.a' specified for the field 'Choices[0]/Condition' returned an " +
        "unexpected result type. Expected 'boolean', but was 'number' for value: 1",
      location: 'Choices[0]/Condition',
    });
  });

  it('fails where it has no value, and later ones are not evaluated', () => {
    expect(evaluationErrorOf(() => when('{% $states.input.b %}')).location).toBe('Choices[0]/Condition');
    const state = choice({ Condition: true, Next: 'A' }, { Condition: '{% $missing %}', Next: 'B' });
    expect(chooseRule(state, 'JSONata', scopeWith({}))?.next).toBe('A');
  });
});
