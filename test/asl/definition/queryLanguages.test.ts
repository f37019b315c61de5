import { end, errorsOf, errorsOfState, machine, pass, task, type Fields } from './definitions';

describe('query languages', () => {
  const jsonata = { QueryLanguage: 'JSONata' };

  test('fields of the other language', () => {
    expect(errorsOfState(pass({ Output: 1 }))).toEqual([
      "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/A",
    ]);
    expect(errorsOfState(task({ Parameters: {} }), jsonata)).toEqual([
      "The QueryLanguage is set to 'JSONata', but field 'Parameters' is only supported for the 'JSONPath' QueryLanguage at /States/A",
    ]);
  });

  test('a JSONata machine has no JSONPath states', () => {
    expect(errorsOfState(pass({ QueryLanguage: 'JSONPath' }), jsonata)).toEqual([
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
    ]);
  });

  test('the language of a Map does not reach the states inside it, and its processor has none of its own', () => {
    const map = (processor: Fields): Fields => ({ Type: 'Map', ...jsonata, ItemProcessor: processor, End: true });
    expect(errorsOfState(map(machine({ P: pass({ Output: 1 }) })))).toEqual([
      "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage " +
        'at /States/A/ItemProcessor/States/P',
    ]);
    expect(errorsOfState(map(machine({ P: pass() }, jsonata)))).toEqual([
      "Field 'QueryLanguage' is not supported at /States/A/ItemProcessor",
    ]);
  });

  test.each([
    ['a[1,2)', 'Expected "]", got ","'],
    ['"unterminated', 'String literal must be terminated by a matching quote'],
    ['1 +', 'Unexpected end of expression'],
    ['{"a":}', 'The symbol "}" cannot be used as a unary operator'],
    ['$match("a", /abc', 'No terminating / in regular expression'],
  ])('%s does not parse', (expression, text) => {
    expect(errorsOfState(pass({ Output: `{% ${expression} %}` }), jsonata)).toEqual([
      `INVALID_JSONATA_EXPRESSION: ${text} at /States/A/Output`,
    ]);
  });

  test('names without a context are refused where they stand', () => {
    const output = { v: '{% phone.number %}', w: ['{% $sum($states.input[price > 1].price) + total %}'] };
    expect(errorsOfState(pass({ Output: output }), jsonata)).toEqual([
      "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output/v",
      "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'total' at the top level is not supported. at /States/A/Output/w[0]",
    ]);
  });

  test('$states.errorOutput exists in a Catch only', () => {
    const catcher = { ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Cause %}', Next: 'B' };
    const definition = machine({ A: task({ Catch: [catcher] }), B: pass() }, jsonata);
    expect(errorsOf(definition)).toEqual([]);
    expect(errorsOfState(pass({ Output: '{% $states.errorOutput %}' }), jsonata)).toEqual([
      "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist. at /States/A/Output",
    ]);
  });

  test('expressions stand for numbers, timestamps, conditions and items', () => {
    const states = {
      A: task({ TimeoutSeconds: '{% $t %}', HeartbeatSeconds: '{% 2 %}', End: undefined, Next: 'B' }),
      B: { Type: 'Wait', Timestamp: '{% $states.input.at %}', Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'D' }], Default: 'D' },
      D: { Type: 'Map', Items: '{% [1..3] %}', ItemProcessor: machine({ E: pass() }), ...end },
    };
    expect(errorsOf(machine(states, jsonata))).toEqual([]);
  });
});
