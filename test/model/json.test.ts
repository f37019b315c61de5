import {
  JsonNumber,
  JsonSyntaxError,
  Payload,
  deepEqualJson,
  parseJson,
  stringifyJson,
  toJson,
  toPlainJson,
  type Json,
} from '../../src/model/json';
import { TestkitError } from '../../src/model/testkitError';

const refusalOf = (text: string): string => {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('JSON texts', () => {
  const lexemes = [
    '0.0',
    '1e3',
    '-0',
    '-0.0',
    '1.50',
    '12345678901234567890',
    '0.0000001',
    '1E+2',
    '123456789012345.67',
  ];

  it.each(lexemes)('keep the spelling of %s', (lexeme) => {
    for (const text of [lexeme, `[${lexeme}]`, `{"a":${lexeme}}`, `[1,${lexeme},"x"]`]) {
      expect(stringifyJson(parseJson(text))).toBe(text);
    }
  });

  it.each(['0', '-1', '1.5', '-0.5', '42', '1234567890', '0.25'])('read %s as a plain number', (lexeme) => {
    expect(parseJson(`{"a": ${lexeme}}`)).toEqual({ a: Number(lexeme) });
  });

  it('lose their blanks when they are evaluated', () => {
    expect(stringifyJson(parseJson(' { "a" : [ 1 , 2.0 , "b c" ] } '))).toBe('{"a":[1,2.0,"b c"]}');
  });

  it('read every escape, also where a number asks for the lossless reader', () => {
    const text = '{"n":0.0,"s":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é😀"}';
    expect(toPlainJson(parseJson(text))).toEqual(JSON.parse(text));
  });

  it('may have members with the names of inherited ones', () => {
    for (const text of ['{"__proto__":1,"constructor":2}', '{"__proto__":0.0,"constructor":2}']) {
      const value = parseJson(text);
      expect(stringifyJson(value)).toBe(text);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(Object.keys(toPlainJson(value) as object)).toEqual(['__proto__', 'constructor']);
    }
  });

  it('keep the order of their members, also where JavaScript has another', () => {
    const text = '{"b":{"y":0,"7":{"x":1,"2":2}},"10":1,"a":2,"9":3,"01":4}';
    expect(stringifyJson(parseJson(text))).toBe(text);
    expect(parseJson(text)).toEqual(JSON.parse(text));
    expect(stringifyJson(toPlainJson(parseJson(text)))).toBe(text);
    expect(stringifyJson(parseJson('{"b":1,"7":2,"b":3,"7":4}'))).toBe('{"b":3,"7":4}');
    expect(stringifyJson(parseJson('{"b":1,"\\u0037":2}'))).toBe('{"b":1,"7":2}');
  });

  it('keep the order of their members in copies that callers hand back, whatever they have changed', () => {
    const given = toPlainJson(parseJson('{"b":1,"7":2,"a":3,"5":4}')) as Record<string, Json>;
    expect(stringifyJson(toJson(given))).toBe('{"b":1,"7":2,"a":3,"5":4}');
    delete given['a'];
    Object.assign(given, { 3: 5, c: 6, b: 7 });
    expect(stringifyJson(toJson(given))).toBe('{"b":7,"7":2,"5":4,"3":5,"c":6}');
  });

  it('give the last of two members of one name', () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(stringifyJson(parseJson('{"a":1,"a":2.0}'))).toBe('{"a":2.0}');
  });

  it('are read as JSON.parse reads them', () => {
    const texts = [
      '[]',
      '{}',
      '""',
      'null',
      'true',
      '[[],{}]',
      '[1,[2.0]]',
      '{"a":{"b":[false]}}',
      ' [ ] ',
      '[1e0 , 2]',
    ];
    for (const text of texts) expect(toPlainJson(parseJson(text))).toEqual(JSON.parse(text));
  });

  it.each([
    '[1,]',
    '{"a":1,}',
    '{"a"}',
    '{"a" 1}',
    '[1 2]',
    '{1:2}',
    '01',
    '-',
    '1.',
    '.5',
    '1e',
    '+1',
    '"\n"',
    '"\\x"',
    '"\\u00g0"',
    '[',
    '{',
    '"',
    '{"a":',
    'nul',
    'nullx',
    'NaN',
    '[1}',
    ']',
    '1 2',
    '{} {}',
    'tru e',
    '"a" b',
    '[0.0',
    '1.0.0',
  ])('are refused where JSON.parse refuses them: %j', (text) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(() => parseJson(text)).toThrow(JsonSyntaxError);
  });
});

describe('the messages of the JSON reader', () => {
  it('name the character where the name of a member should start (recorded) [json.messages]', () => {
    expect(refusalOf("{'not': 'json'}")).toBe(
      "Unexpected character (''' (code 39)): was expecting double-quote to start field name",
    );
  });

  it('name the unknown word (recorded)', () => {
    expect(refusalOf('not some json')).toBe(
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    );
  });

  it('say of nothing at all that it is an invalid execution input (recorded)', () => {
    expect(refusalOf('')).toBe('Invalid execution input.');
  });

  it('name a missing comma [json.other-messages]', () => {
    expect(refusalOf('[1 2]')).toBe(
      "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
    );
  });

  it('refuse texts that are nested too deep, without exhausting the stack', () => {
    for (const depth of [1001, 200_000]) {
      expect(refusalOf('['.repeat(depth) + ']'.repeat(depth))).toMatch(/nesting depth/);
      expect(refusalOf('{"a":'.repeat(depth) + '1' + '}'.repeat(depth))).toMatch(/nesting depth/);
    }
    expect(refusalOf('['.repeat(1000) + ']'.repeat(1000))).toBe('accepted');
    expect(refusalOf(`[${'[],'.repeat(5000)}[]]`)).toBe('accepted');
    expect(refusalOf(`["${'\\"['.repeat(5000)}"]`)).toBe('accepted');
  });
});

describe('values of callers', () => {
  it('become JSON as JSON.stringify would write them', () => {
    const value = {
      d: new Date(0),
      u: undefined,
      f: () => 1,
      n: NaN,
      z: -0,
      list: [undefined, { a: 1 }],
    };
    expect(toJson(value)).toEqual({
      d: '1970-01-01T00:00:00.000Z',
      n: null,
      z: 0,
      list: [null, { a: 1 }],
    });
    expect(toJson(undefined)).toBeNull();
  });

  it('are copied, and keep the spelling of numbers', () => {
    const given = { a: [1], n: new JsonNumber('0.0') };
    const value = toJson(given);
    given.a.push(2);
    expect(stringifyJson(value)).toBe('{"a":[1],"n":0.0}');
  });

  it('that JSON cannot hold are refused', () => {
    const round: { self?: unknown } = {};
    round.self = round;
    for (const value of [round, { a: 10n }]) {
      expect(() => toJson(value)).toThrow(TestkitError);
      expect(() => toJson(value)).toThrow(/cannot be written as JSON/);
    }
  });
});

describe('equality', () => {
  const pairs: [string, string, boolean][] = [
    ['{"a":1,"b":2}', '{"b":2,"a":1}', true],
    ['[1,2]', '[2,1]', false],
    ['0.0', '0', true],
    ['1e1', '10', true],
    ['1', '"1"', false],
    ['0.0', 'null', false],
    ['0.0', '""', false],
    ['{}', '[]', false],
    ['{"a":null}', '{"b":null}', false],
    ['[null]', '[]', false],
    ['{"__proto__":1}', '{"__proto__":2}', false],
    ['12345678901234567890', '12345678901234567891', false],
    ['12345678901234567890', '12345678901234567890', true],
  ];

  it.each(pairs)('of %s and %s is %s', (a, b, expected) => {
    expect(deepEqualJson(parseJson(a), parseJson(b))).toBe(expected);
    expect(deepEqualJson(parseJson(b), parseJson(a))).toBe(expected);
  });
});

describe('a payload', () => {
  it('keeps the text that it was made of', () => {
    const payload = Payload.ofText('["Hello", 0.0]');
    expect(stringifyJson(payload.value)).toBe('["Hello",0.0]');
    expect(payload.text).toBe('["Hello", 0.0]');
  });

  it('writes a value compactly, null included', () => {
    const values: Json[] = [null, false, { a: [1] }];
    expect(values.map((value) => Payload.ofValue(value).text)).toEqual(['null', 'false', '{"a":[1]}']);
    expect(Payload.ofText('null').value).toBeNull();
  });
});
