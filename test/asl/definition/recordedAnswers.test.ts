import { invalidDefinitionMessage, validateDefinition } from '../../../src/asl/definition';
import { end, errorsOf, errorsOfState, machine, pass, task, type Fields } from './definitions';

const warningsOf = (definition: unknown): string[] =>
  validateDefinition(JSON.stringify(definition))
    .diagnostics.filter(({ severity }) => severity === 'WARNING')
    .map(({ code, message, location }) => `${code}: ${message} at ${location}`);

const withLanguage = (states: Fields): Fields => machine(states, { QueryLanguage: 'JSONata' });
const NO_END = 'MISSING_END_STATE: Workflow has no terminal state at null';

describe('what AWS was recorded to say of a definition', () => {
  test('transitions are looked at beside states that are wrong, and told after them [definition.graph-after-schema]', () => {
    const states = { A: { Type: 'Pass', Next: 'Unknown' }, B: { Type: 'Wait', Seconds: -1, End: true } };
    expect(
      invalidDefinitionMessage(validateDefinition(JSON.stringify({ StartAt: 'Missing', States: states })).diagnostics),
    ).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /States/B/Seconds, " +
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: Missing at /StartAt, " +
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: Unknown at /States/A/Next, " +
        'MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A, ' +
        'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B\'',
    );
  });

  test.each<[string, Fields, string[]]>([
    [
      'neither Next nor End',
      { Type: 'Pass' },
      ['This object should have only one of the following fields: [Next, End] at /States/A', NO_END],
    ],
    ['no Type', { End: true }, ["The field 'Type' is required at /States/A", NO_END]],
    [
      'a type that does not exist',
      { Type: 'No', End: true },
      [
        "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type",
      ],
    ],
    [
      'no duration of a Wait',
      { Type: 'Wait', End: true },
      [
        'This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/A',
      ],
    ],
  ])(
    '%s [definition.end-without-type] [definition.field-order] [definition.exactlyOneOf] [definition.isRequired]',
    (_, state, texts) => {
      expect(errorsOf(machine({ A: state }))).toEqual(
        texts.map((text) => (text === NO_END ? text : `SCHEMA_VALIDATION_FAILED: ${text}`)),
      );
    },
  );

  test('no states at all', () => {
    expect(errorsOf({ StartAt: 'First', States: {} })).toEqual([
      'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States',
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: First at /StartAt",
      NO_END,
    ]);
  });

  test('two comparisons in one rule, and none [definition.onlyOneOf] [definition.no-operator]', () => {
    const textOf = (rule: Fields): string =>
      errorsOf(
        machine({ A: { Type: 'Choice', Choices: [{ Variable: '$', Next: 'B', ...rule }], Default: 'B' }, B: pass() }),
      ).join();
    const list =
      '[StringEquals, IsBoolean, StringLessThan, IsNumeric, BooleanEquals, StringLessThanEqualsPath, NumericLessThan, ';
    expect(textOf({ StringEquals: '1', NumericGreaterThan: 0 })).toContain(
      `There should only be one of the following fields: ${list}`,
    );
    expect(textOf({})).toContain(`This object should have only one of the following fields: ${list}`);
  });

  test('what is no JSON, with its place [definition.no-json]', () => {
    expect(validateDefinition('{').diagnostics).toEqual([
      {
        severity: 'ERROR',
        code: 'INVALID_JSON_DESCRIPTION',
        message:
          'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])\n' +
          ' at [Source: (String)"{"; line: 1, column: 2]',
        location: '[Source: (String)"{"; line: 1, column: 2]',
      },
    ]);
  });

  test('a member that looks like a path [definition.warningNoDollar] [definition.warnings]', () => {
    expect(warningsOf(machine({ A: pass({ Parameters: { value: '$.value' } }) }))).toEqual([
      "NO_DOLLAR: The value of 'value' looks like a JSONPath. Instead of 'value', use 'value.$' to evaluate it as a JSONPath at runtime. at /States/A/Parameters",
    ]);
  });
});

describe('variables', () => {
  const inner = (assign: Fields): Fields => machine({ Inner: pass({ Assign: assign }) });

  test('must not be assigned again inside of what comes after [definition.shadowed-variable] [definition.duplicateVariable]', () => {
    const states = {
      Init: { Type: 'Pass', Assign: { x: 1 }, Next: 'Fork' },
      Fork: { Type: 'Parallel', Branches: [inner({ x: 2, y: 3 })], End: true },
    };
    expect(errorsOf(withLanguage(states))).toEqual([
      "DUPLICATE_VARIABLE_NAME: The variable name 'x' was already defined in a parent scope. at /States/Fork/Branches[0]/States/Inner/Assign/x",
    ]);
  });

  test('may be assigned inside of a Distributed Map, which does not see them [definition.distributed-variables]', () => {
    const config = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
    const states = {
      Init: { Type: 'Pass', Assign: { x: 1 }, Next: 'Each' },
      Each: { Type: 'Map', Items: [1], ItemProcessor: { ...inner({ x: 2 }), ...config }, End: true },
    };
    expect(errorsOf(withLanguage(states))).toEqual([]);
  });

  test('that are not assigned on every way get a warning where they are read [definition.undefined-variable] [definition.possiblyUndefined]', () => {
    const states = {
      Fork: { Type: 'Parallel', Branches: [inner({ branchOnly: 2 })], Assign: { known: 1 }, Next: 'Choose' },
      Choose: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $known = 1 %}', Assign: { some: 1 }, Next: 'Read' }],
        Default: 'Read',
      },
      Read: pass({
        Output: { a: '{% $branchOnly %}', b: '{% ($own := $known; $own & $uuid() & $sum([1])) %}', c: '{% $some %}' },
      }),
    };
    expect(warningsOf(withLanguage(states))).toEqual([
      "POSSIBLY_UNDEFINED_VARIABLE: Variable 'branchOnly' is possibly not defined. at /States/Read/Output/a",
      "POSSIBLY_UNDEFINED_VARIABLE: Variable 'some' is possibly not defined. at /States/Read/Output/c",
    ]);
  });
});

describe('expressions', () => {
  const RESULT = "Field '$states.result' does not exist.";
  const jsonata = { QueryLanguage: 'JSONata' };

  test.each<[string, Fields, string]>([
    ['a Pass', pass({ Output: '{% $states.result %}' }), `${RESULT} at /States/A/Output`],
    ['Arguments', task({ Arguments: { a: '{% $string($states.result) %}' } }), `${RESULT} at /States/A/Arguments/a`],
    [
      'Items',
      { Type: 'Map', Items: '{% $states.result %}', ItemProcessor: machine({ P: pass() }), ...end },
      `${RESULT} at /States/A/Items`,
    ],
  ])('see no result in %s [definition.states-members] [definition.statesFieldMissing]', (_, state, text) => {
    expect(errorsOf(machine({ A: state }, jsonata))).toEqual([`UNSUPPORTED_JSONATA_EXPRESSION: ${text}`]);
  });

  test('see the result in Output and Assign of what has one, and the error in a Catch', () => {
    const catcher = {
      ErrorEquals: ['States.ALL'],
      Output: '{% $states.errorOutput %}',
      Assign: { e: '{% $states.errorOutput.Error %}' },
      Next: 'B',
    };
    const state = task({
      End: undefined,
      Next: 'B',
      Output: '{% $states.result %}',
      Assign: { r: '{% $states.result.a %}' },
      Catch: [catcher],
    });
    expect(errorsOf(machine({ A: state, B: pass() }, jsonata))).toEqual([]);
  });

  test.each(['{% $states.input', '$states.input %}', '{%}'])(
    'that open or close only are refused: %s [definition.open-expression]',
    (text) => {
      expect(errorsOfState(pass({ Output: { a: [text] } }), jsonata)).toHaveLength(1);
      expect(errorsOfState({ Type: 'Fail', Cause: text })).toEqual([]);
    },
  );

  test('with a pattern that is none are refused in words of ours [jsonata.invalid-pattern]', () => {
    expect(errorsOfState(pass({ Output: '{% $match("a", /[b-a]/) %}' }), jsonata)).toEqual([
      'INVALID_JSONATA_EXPRESSION: Invalid regular expression: /[b-a]/ at /States/A/Output',
    ]);
  });
});
