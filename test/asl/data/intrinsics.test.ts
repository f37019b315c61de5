import { evaluateIntrinsic, intrinsicIsSyntacticallyValid, isIntrinsicCall } from '../../../src/asl/data/intrinsics';
import { EvaluationError, type Scope } from '../../../src/asl/data/scope';
import { Payload, stringifyJson, type Json } from '../../../src/model/json';
import { scopeWith } from './jsonPathScope';

const textOf = (call: string, input: Json | string = {}, others: Partial<Scope> = {}): string =>
  stringifyJson(evaluateIntrinsic(call, scopeWith(input, others)));
const evaluationErrorOf = (call: string, input: Json | string = {}): EvaluationError => {
  try {
    evaluateIntrinsic(call, scopeWith(input));
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
  throw new Error(`${call} had a value`);
};

const failed = (call: string, reason: string): string =>
  `There was an error while evaluating the intrinsic function: ${call}. ${reason}`;

describe('recorded results', () => {
  it.each<[string, string, string]>([
    ['States.Array()', '{}', '[]'],
    ['States.Array($.a, $.b)', '{"a":null,"b":{"Arg1":1,"Arg2":[]}}', '[null,{"Arg1":1,"Arg2":[]}]'],
    ['States.ArrayPartition($.a, $.n)', '{"a":[0,1,2,3],"n":3}', '[[0,1,2],[3]]'],
    ['States.ArrayPartition($.a, $.n)', '{"a":[],"n":3}', '[]'],
    ['States.ArrayContains($.a, $.b)', '{"a":[{"1":2,"2":[]}],"b":{"1":2,"2":[]}}', 'true'],
    ['States.ArrayContains($.a, $.b)', '{"a":[[1,2,3],2],"b":null}', 'false'],
    ['States.ArrayRange($.a, $.b, $.c)', '{"a":0,"b":9,"c":3}', '[0,3,6,9]'],
    ['States.ArrayRange($.a, $.b, $.c)', '{"a":1,"b":9,"c":9}', '[1]'],
    ['States.ArrayGetItem($.a, $.i)', '{"a":[1,2,3,4,5,6,7],"i":5}', '6'],
    ['States.ArrayLength($.a)', '{"a":[null,1,"x"]}', '3'],
    ['States.Base64Encode($.a)', '{"a":"Data to encode"}', '"RGF0YSB0byBlbmNvZGU="'],
    ['States.Base64Decode($.a)', '{"a":"RGF0YSB0byBlbmNvZGU="}', '"Data to encode"'],
    ['States.Base64Decode($.a)', '{"a":""}', '""'],
    ["States.Hash('input data', 'MD5')", '{}', '"812f45842bc6d66ee14572ce20db8e86"'],
    ["States.Hash('input data', 'SHA-1')", '{}', '"aaff4a450a104cd177d28d18d74485e8cae074b7"'],
    [
      'States.JsonMerge($.a, $.b, false)',
      '{"a":{"a":{"x":1},"b":2,"d":3},"b":{"a":{"y":1},"c":3,"d":4}}',
      '{"a":{"y":1},"b":2,"c":3,"d":4}',
    ],
    [
      `States.JsonMerge(States.StringToJson('{"constant_in_literal": "false"}'), $.in, false)`,
      '{"in":{"constant_input_field":"constant_value"}}',
      '{"constant_input_field":"constant_value","constant_in_literal":"false"}',
    ],
    ['States.StringToJson($.a)', '{"a":" "}', 'null'],
    ['States.StringToJson($.a)', '{"a":"-0"}', '0'],
    ['States.StringToJson($.a)', '{"a":"\\"HelloWorld\\""}', '"HelloWorld"'],
    ['States.JsonToString($.a)', '{"a":[1, 2, "HelloWorld"]}', '"[1,2,\\"HelloWorld\\"]"'],
    ['States.MathAdd($.a, $.b)', '{"a":1.49,"b":1.5}', '3'],
    ['States.MathAdd($.a, $.b)', '{"a":-2.5,"b":0}', '-2'],
    ['States.MathAdd($.a, $.b)', '{"a":-1.51,"b":0}', '-2'],
    ['States.MathAdd($.a, $.b)', '{"a":-0.5,"b":0.5}', '1'],
    ['States.MathAdd($.a, $.b)', '{"a":-0.5,"b":0}', '0'],
    ['States.StringSplit($.a, $.b)', '{"a":", , ,","b":","}', '[" "," "]'],
    ['States.StringSplit($.a, $.b)', '{"a":",,,,","b":","}', '[]'],
    ['States.StringSplit($.a, $.b)', '{"a":"This.is+a,test=string","b":".+,="}', '["This","is","a","test","string"]'],
    ["States.StringSplit('Hello\nWorld', '\n')", '{}', '["Hello","World"]'],
    ["States.Format('a {} b {}.', $.a, $.b)", '{"a":{"Arg1":1,"Arg2":[]},"b":null}', '"a {Arg1=1, Arg2=[]} b null."'],
    ["States.Format('{} {}', $.a, $.b)", '{"a":1.1,"b":"{\\"x\\": 1}"}', '"1.1 {\\"x\\": 1}"'],
    [
      "States.ArrayGetItem(States.StringSplit($.n, '-'), States.MathAdd(States.ArrayLength(States.StringSplit($.n, '-')), -1))",
      '{"n":"a-b-c"}',
      '"c"',
    ],
  ])('%s of %s [intrinsic.add-rounds] [intrinsic.split-separators] [intrinsic.blank-json]', (call, input, result) => {
    expect(textOf(call, input)).toBe(result);
  });
});

describe('States.Format', () => {
  it('tells escaped braces from places', () => {
    expect(textOf("States.Format('\\{\\} {} \\'x\\' \\\\', 1)")).toBe(String.raw`"{} 1 'x' \\"`);
  });

  it('takes its template from a path, the context object or a variable', () => {
    const others = { variables: { template: 'v {}' } };
    expect(textOf('States.Format($.t, $$.State.Name)', { t: 'Answer {}' })).toBe('"Answer Charge"');
    expect(textOf('States.Format($template, 1)', {}, others)).toBe('"v 1"');
    expect(textOf('States.Format($.t, 1)', { t: 'C:\\{}' })).toBe('"C:\\\\1"');
  });

  it('keeps the spelling of numbers, and writes containers as Java does [intrinsic.format-values]', () => {
    expect(textOf("States.Format('{} {}', $.n, $.a)", '{"n":1.0,"a":[1,{"b":["c",null,true]}]}')).toBe(
      '"1.0 [1, {b=[c, null, true]}]"',
    );
  });

  it('refuses another number of values than of places', () => {
    for (const call of ["States.Format('{} {}', 1)", "States.Format('x', 1)"]) {
      expect(evaluationErrorOf(call).message).toBe(failed(call, 'Invalid arguments in States.Format'));
    }
  });

  it.each([
    ["States.Format('}')", "matching '{' not found for '}'."],
    ["States.Format('{{}}', 1)", "matching '}' not found for '{'."],
    [`States.Format('{} { "name": 1 }', 1)`, "matching '}' not found for '{'."],
  ])('refuses a brace that stands alone: %s [intrinsic.format-braces]', (call, reason) => {
    expect(evaluationErrorOf(call).message).toBe(failed(call, `Invalid template in States.Format: ${reason}`));
  });
});

describe('what is left to chance', () => {
  it('comes from the scope: a UUID, a number from the start up to the end', () => {
    expect(textOf('States.UUID()')).toBe('"b9b1f6b0-0000-4000-8000-000000000000"');
    const drawn = (random: number): string =>
      textOf('States.MathRandom(12.5, 44.51)', {}, { chance: { ...scopeWith({}).chance, random: () => random } });
    expect([drawn(0), drawn(0.999999)]).toEqual(['12', '43']);
  });

  it.each([
    ['States.MathRandom(1, 10, -10)', '1'],
    ['States.MathRandom(1, 10, 0)', '7'],
    ['States.MathRandom(1, 5, 42)', '3'],
    ['States.MathRandom(1, 10, 42)', '9'],
    ['States.MathRandom(2147483640, 2147483647, 1)', '2147483644'],
  ])('is that of java.util.Random with a seed: %s is %s [intrinsic.seeded-random]', (call, drawn) => {
    expect(textOf(call)).toBe(drawn);
  });

  it('does not look at the arguments of States.UUID [intrinsic.uuid-arguments]', () => {
    expect(textOf("States.UUID('x', null)")).toBe(textOf('States.UUID()'));
  });
});

describe('arrays', () => {
  it.each([
    ['[1,1.0,"1",{"a":1,"b":2},{"b":2,"a":1},null,null,[1],[1]]', '[1.0,{"a":1,"b":2},null,[1],1,"1"]'],
    ['[true,false,true,false]', '[false,true]'],
    ['["b","a","b"]', '["a","b"]'],
    ['[null,null,1,null]', '[null,1]'],
    ['[1,"1",1,"01"]', '[1,"1","01"]'],
  ])('are made unique in the order of a HashSet: %s [intrinsic.unique-order]', (items, unique) => {
    expect(textOf('States.ArrayUnique($)', items)).toBe(unique);
  });

  it('are made unique in no time, however many objects they hold', () => {
    const items = Array.from({ length: 12_000 }, (_, k) => ({ k }));
    expect(textOf('States.ArrayLength(States.ArrayUnique($.items))', { items })).toBe('12000');
  });

  it('contain what Java writes in the same way [intrinsic.contains-texts]', () => {
    expect(textOf('States.ArrayContains($.a, true)', { a: ['true'] })).toBe('true');
    expect(textOf('States.ArrayContains($.a, $.b)', { a: [{ a: 1, b: 2 }], b: { b: 2, a: 1 } })).toBe('false');
    expect(textOf('States.ArrayContains($.a, false)', { a: [0, 1] })).toBe('false');
  });

  it('hand out null where they are empty [intrinsic.item-of-nothing]', () => {
    expect(textOf('States.ArrayGetItem($, 999)', '[]')).toBe('null');
  });

  it('are cut at whole numbers, without their fractions [intrinsic.truncated]', () => {
    expect(textOf('States.ArrayPartition($, 2.6)', '[1,2,3,4,5]')).toBe('[[1,2],[3,4],[5]]');
    expect(textOf('States.ArrayRange(1.6, 1.4, 1)')).toBe('[1]');
    expect(textOf('States.ArrayGetItem($, 1.9)', '[1,2,3]')).toBe('2');
  });

  it('count down with a negative step, and are empty where the step leads away', () => {
    expect(textOf('States.ArrayRange(3, 0, -1)')).toBe('[3,2,1,0]');
    expect(textOf('States.ArrayRange(3, 0, 1)')).toBe('[]');
  });
});

describe('arguments that a function does not take', () => {
  it.each([
    'States.ArrayPartition($.a, 0)',
    "States.ArrayPartition('a', 1)",
    'States.ArrayRange(0, 9, 0)',
    'States.ArrayRange(0, 1000, 1)',
    'States.ArrayGetItem($.a, 1)',
    'States.ArrayPartition($.a, -0.4)',
    'States.MathAdd(2147483647, 1)',
    'States.MathRandom(1.49, 1.49)',
    "States.Base64Decode('a')",
    "States.Base64Decode('ab=c')",
    // As many arguments as the function does not take.
    'States.StringToJson()',
    'States.StringToJson($.o, $.o)',
    'States.ArrayRange(1, 5)',
    'States.MathAdd(1)',
    'States.MathRandom(1, 10, 5, 99)',
    "States.Hash('hello')",
    'States.ArrayGetItem($.a, -1)',
    'States.ArrayLength($.o)',
    'States.Base64Encode($.long)',
    "States.Hash('a', 'SHA-3')",
    'States.JsonMerge($.o, $.o, true)',
    'States.JsonMerge($.o, $.a, false)',
    'States.MathAdd($.o, 1)',
    "States.MathAdd('1', 1)",
    'States.MathAdd(2147483648, 1)',
    'States.MathRandom(5, 5)',
    "States.StringSplit(1, ',')",
    'States.StringToJson($.o)',
  ])(
    'make %s fail with States.Runtime [intrinsic.failure] [intrinsic.invalid-arguments] [intrinsic.arity-at-run-time]',
    (call) => {
      const fault = evaluationErrorOf(call, { a: [1], o: {}, long: 'x'.repeat(10_001) });
      expect(fault.error).toBe('States.Runtime');
      expect(fault.message).toBe(failed(call, `Invalid arguments in ${call.slice(0, call.indexOf('('))}`));
    },
  );

  it('name the inner function, and the outer expression', () => {
    const call = 'States.ArrayLength(States.Array(States.MathAdd(null, 1)))';
    expect(evaluationErrorOf(call).message).toBe(failed(call, 'Invalid arguments in States.MathAdd'));
  });

  it('are named for States.JsonToString [intrinsic.json-to-string-arity]', () => {
    const call = 'States.JsonToString($, $)';
    expect(evaluationErrorOf(call).message).toBe(
      failed(call, 'Invalid arguments in States.JsonToString: only a single argument is allowed.'),
    );
  });

  const at = (column: number): string =>
    `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`;
  const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

  it.each([
    ['undefined', `Unrecognized token 'undefined': was expecting ${VALUES}\n at ${at(10)}`],
    ['{"a":1', `Unexpected end-of-input: expected close marker for Object (start marker at ${at(1)})\n at ${at(7)}`],
    ['[1, [2', `Unexpected end-of-input: expected close marker for Array (start marker at ${at(5)})\n at ${at(7)}`],
  ])('name what is wrong with the JSON text %s, and where [json.places]', (text, reason) => {
    expect(evaluationErrorOf('States.StringToJson($.a)', { a: text }).message).toBe(
      failed('States.StringToJson($.a)', `Cannot convert String to Json in States.StringToJson, caused by: ${reason}`),
    );
  });
});

describe('States.Base64Decode', () => {
  it.each([
    ['!!!invalid!!!', Buffer.from('invalid', 'base64').toString()],
    ['abc', Buffer.from('abc', 'base64').toString()],
    ['aGVs\r\nbG8=', 'hello'],
  ])('takes %j [intrinsic.base64-lenient]', (text, decoded) => {
    expect(evaluateIntrinsic('States.Base64Decode($.t)', scopeWith({ t: text }))).toBe(decoded);
  });
});

describe('States.JsonMerge', () => {
  it.each([
    ['{"a":{"x":1},"b":{"x":null}}', '{"x":null}'],
    ['{"a":{"a":1,"nested":2},"b":{"b":3,"nested":4}}', '{"a":1,"nested":4,"b":3}'],
    ['{"a":{"__proto__":1},"b":{"x":2}}', '{"x":2,"__proto__":1}'],
  ])('of %s is %s [intrinsic.merge-null] [intrinsic.merge-order]', (input, merged) => {
    expect(textOf('States.JsonMerge($.a, $.b, false)', input)).toBe(merged);
  });

  it('is shallow for a flag that is no boolean [intrinsic.merge-flag]', () => {
    expect(textOf("States.JsonMerge($.a, $.a, 'false')", { a: { x: 1 } })).toBe('{"x":1}');
  });
});

describe('a path argument that leads nowhere', () => {
  it('fails with States.Runtime and names the whole call, the path and the input as it was written [intrinsic.missing-path]', () => {
    const entered = Payload.ofText('{"b": 1}');
    const scope = scopeWith(entered.value, { entered });
    expect(() => evaluateIntrinsic('States.Array(States.UUID(), $.a)', scope)).toThrow(
      "The function 'States.Array(States.UUID(), $.a)' had the following error: " +
        `The JsonPath argument for the field '$.a' could not be found in the input '{"b": 1}'`,
    );
    expect(evaluationErrorOf('States.Array($.a)').error).toBe('States.Runtime');
  });
});

describe('the syntax', () => {
  it.each([
    'States.UUID()',
    'States.Array( 1 , true,null , -1.5e3 )',
    "States.Array($['a, b)'], $.a[?(@.b == 'x)' && (@.c < 1))].d, $$.State.Name, $v)",
    "States.Array('\\'\\{\\}\\\\')",
    "States.Format('{}', $.a.length())",
    "States.Hash ('a', 'MD5')",
    'States.UUID(1)',
    'States.MathAdd(1)',
  ])('takes %s', (call) => {
    expect(intrinsicIsSyntacticallyValid(call)).toBe(true);
  });

  it.each([
    'States.Unknown()',
    'States.MathAdd(01, 1)',
    'States.UUID',
    'States.UUID() x',
    'States.MathAdd(1, 2',
    'States.Array(1,)',
    'States.Array("a")',
    'States.Array(a)',
    'States.Array($.a b)',
    'States.Array($..)',
    "States.Array('a",
    'Format()',
    // Both recorded: AWS refuses the machine.
    `States.StringToJson('{"text":"An \\"escaped double quote\\" here"}')`,
    `States.Format('He said, \\"Hello, {}!\\"', 'Test \\"Name\\" Here')`,
  ])('refuses %s [intrinsic.escapes]', (call) => {
    expect(intrinsicIsSyntacticallyValid(call)).toBe(false);
    expect(() => evaluateIntrinsic(call, scopeWith({}))).toThrow(EvaluationError);
  });

  it('nests up to ten functions [field-limit.intrinsicNesting]', () => {
    const nested = (depth: number): string => `${'States.Array('.repeat(depth)}1${')'.repeat(depth)}`;
    expect(intrinsicIsSyntacticallyValid(nested(10))).toBe(true);
    expect(intrinsicIsSyntacticallyValid(nested(11))).toBe(false);
    expect(intrinsicIsSyntacticallyValid(nested(20_000))).toBe(false);
  });

  it('starts with the prefix of the functions', () => {
    expect([isIntrinsicCall('States.UUID()'), isIntrinsicCall('$.a'), isIntrinsicCall('constant')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
