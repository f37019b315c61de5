import { evaluateIntrinsic, intrinsicIsSyntacticallyValid, isIntrinsicCall } from '../../../src/asl/data/intrinsics';
import { StateFault, type Scope } from '../../../src/asl/data/scope';
import { Payload, stringifyJson, type Json } from '../../../src/model/json';
import { scopeWith } from './jsonPathScope';

const textOf = (call: string, input: Json | string = {}, others: Partial<Scope> = {}): string =>
  stringifyJson(evaluateIntrinsic(call, scopeWith(input, others)));
const faultOf = (call: string, input: Json | string = {}): StateFault => {
  try {
    evaluateIntrinsic(call, scopeWith(input));
  } catch (error) {
    if (error instanceof StateFault) return error;
    throw error;
  }
  throw new Error(`${call} had a value`);
};

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
  ])('%s of %s', (call, input, result) => {
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

  it('keeps the spelling of numbers, and writes containers as Java does', () => {
    expect(textOf("States.Format('{} {}', $.n, $.a)", '{"n":1.0,"a":[1,{"b":["c",null,true]}]}')).toBe(
      '"1.0 [1, {b=[c, null, true]}]"',
    );
  });

  it('refuses another number of values than of places', () => {
    expect(faultOf("States.Format('{} {}', 1)").error).toBe('States.IntrinsicFailure');
    expect(faultOf("States.Format('x', 1)").error).toBe('States.IntrinsicFailure');
  });
});

describe('what is left to chance', () => {
  it('comes from the scope: a UUID, a number from the start up to the end', () => {
    expect(textOf('States.UUID()')).toBe('"b9b1f6b0-0000-4000-8000-000000000000"');
    const drawn = (random: number): string =>
      textOf('States.MathRandom(12.5, 44.51)', {}, { chance: { ...scopeWith({}).chance, random: () => random } });
    expect([drawn(0), drawn(0.999999)]).toEqual(['13', '44']);
  });

  it('is the same for the same seed', () => {
    const drawn = [3, 3, 4].map((seed) => textOf(`States.MathRandom(0, 999, ${seed})`));
    expect(drawn[0]).toBe(drawn[1]);
    expect(drawn[0]).not.toBe(drawn[2]);
  });
});

describe('arrays', () => {
  it('are made unique by the value of their items', () => {
    expect(textOf('States.ArrayUnique($)', '[1,1.0,"1",{"a":1,"b":2},{"b":2,"a":1},null,null,[1],[1]]')).toBe(
      '[1,"1",{"a":1,"b":2},null,[1]]',
    );
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
    'States.ArrayGetItem($.a, -1)',
    'States.ArrayLength($.o)',
    "States.Base64Decode('not base64')",
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
  ])('make %s fail with States.IntrinsicFailure', (call) => {
    const fault = faultOf(call, { a: [1], o: {}, long: 'x'.repeat(10_001) });
    expect(fault.error).toBe('States.IntrinsicFailure');
    expect(fault.message).toMatch(`The function '${call}' had the following error: Invalid arguments in `);
  });

  it('name what is wrong with a JSON text', () => {
    expect(faultOf('States.StringToJson($.a)', { a: 'not json' }).message).toBe(
      "The function 'States.StringToJson($.a)' had the following error: Unrecognized token 'not': was expecting " +
        "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    );
  });
});

describe('a path argument that leads nowhere', () => {
  it('fails with States.Runtime and names the whole call, the path and the input as it was written', () => {
    const entered = Payload.ofText('{"b": 1}');
    const scope = scopeWith(entered.value, { entered });
    expect(() => evaluateIntrinsic('States.Array(States.UUID(), $.a)', scope)).toThrow(
      "The function 'States.Array(States.UUID(), $.a)' had the following error: " +
        `The JsonPath argument for the field '$.a' could not be found in the input '{"b": 1}'`,
    );
    expect(faultOf('States.Array($.a)').error).toBe('States.Runtime');
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
  ])('takes %s', (call) => {
    expect(intrinsicIsSyntacticallyValid(call)).toBe(true);
  });

  it.each([
    'States.Unknown()',
    'States.UUID(1)',
    'States.UUID',
    'States.UUID() x',
    'States.MathAdd(1)',
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
  ])('refuses %s', (call) => {
    expect(intrinsicIsSyntacticallyValid(call)).toBe(false);
    expect(() => evaluateIntrinsic(call, scopeWith({}))).toThrow(StateFault);
  });

  it('nests up to ten functions', () => {
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
