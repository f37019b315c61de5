import { evaluateJsonata } from '../../../src/asl/data/jsonata';
import type { Chance } from '../../../src/asl/data/scope';
import type { Json } from '../../../src/model/json';
import { evaluationErrorOf } from './evaluationErrorOf';
import { scopeWith } from './jsonPathScope';

const chance: Chance = { uuid: () => 'the-uuid', random: () => 0.25, now: () => Date.UTC(2026, 8, 24, 10, 30) };
const evaluate = (text: string): Json => evaluateJsonata(text, 'Output', scopeWith({}, { chance }));
const textOf = (text: string): string => evaluationErrorOf(() => evaluate(text)).text;
const givesNothing = (text: string): boolean => textOf(text).endsWith('returned nothing (undefined).');

describe('$partition', () => {
  it('cuts an array into chunks, the last one shorter', () => {
    expect(evaluate('$partition([1,2,3,4,5], 2)')).toEqual([[1, 2], [3, 4], [5]]);
    expect(evaluate('$partition([0], 1)')).toEqual([[0]]);
    expect(evaluate('$partition([1,2,3])')).toEqual([[1, 2, 3]]);
  });

  it('rounds the size towards zero [jsonata.round-to-zero]', () => {
    expect(evaluate('$partition([1,2,3,4,5], 2.9)')).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('gives nothing for an empty array and for chunks of nothing', () => {
    expect(['$partition([], 2)', '$partition([1], 0)', '$partition([1], -0.5)'].map(givesNothing)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('refuses a negative size, and what is no array [jsonata.partition-array]', () => {
    expect(textOf('$partition("a", 1)')).toContain('T0410: ');
    expect(textOf('$partition([1], -1)')).toContain('D3137: Second argument must be zero or greater');
  });

  it('can be partially applied', () => {
    expect(evaluate('($pairs := $partition(?, 2); $pairs([1,2,3]))')).toEqual([[1, 2], [3]]);
  });
});

describe('$range', () => {
  it('counts up and down, the end included when a step lands on it', () => {
    expect(evaluate('$range(0, 10, 4)')).toEqual([0, 4, 8]);
    expect(evaluate('$range(0, 6, 2)')).toEqual([0, 2, 4, 6]);
    expect(evaluate('$range(10, 0, -5)')).toEqual([10, 5, 0]);
  });

  it('rounds towards zero [jsonata.round-to-zero]', () => {
    expect(evaluate('$range(-1.7, 2, 1)')).toEqual([-1, 0, 1, 2]);
    expect(evaluate('$range(5, 1, -1.5)')).toEqual([5, 4, 3, 2, 1]);
  });

  it('is a sequence: one number stands for itself, as recorded', () => {
    expect(evaluate('$range(1, 9, 9)')).toBe(1);
    expect(evaluate('[$range(1, 9, 9)]')).toEqual([1]);
  });

  it('gives nothing without a step, or with one that leads away', () => {
    expect(['$range(1, 5)', '$range(1, 5, 0)', '$range(5, 1, 1)'].map(givesNothing)).toEqual([true, true, true]);
  });

  it('ends at once where the numbers are huge', () => {
    expect(evaluate('$count($range(-9223372036854775808, 9223372036854775807, 9223372036854775807))')).toBe(3);
  });
});

describe('$hash', () => {
  it.each([
    ['MD5', '8b1a9953c4611296a827abf8c47804d7'],
    ['SHA-1', 'f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0'],
    ['SHA-256', '185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969'],
  ])('%s', (algorithm, digest) => {
    expect(evaluate(`$hash('Hello', '${algorithm}')`)).toBe(digest);
  });

  it('hashes UTF-8', () => {
    expect(evaluate("$hash('ñ', 'MD5')")).toBe('94e9342ecbb1458b6043ecd3bfcbc192');
  });

  it('knows five names, in capitals [jsonata.hash-algorithms]', () => {
    expect(textOf("$hash('a', 'md5')")).toContain(
      "D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
    );
    expect(textOf("$hash('a', 'toString')")).toContain('D3137: ');
    expect(givesNothing("$hash('a')")).toBe(true);
  });
});

describe('$random, $uuid, $shuffle, $now and $millis', () => {
  it('come from the dice and the clock of the evaluation', () => {
    expect(evaluate('[$random(), $uuid(), $now(), $millis()]')).toEqual([
      0.25,
      'the-uuid',
      '2026-09-24T10:30:00.000Z',
      Date.UTC(2026, 8, 24, 10, 30),
    ]);
    expect(evaluate('$shuffle([1,2,3,4])')).toEqual([4, 3, 1, 2]);
    expect(evaluate("$now('[Y]-[M01]', '+0000')")).toBe('2026-09');
  });

  it('$random is java.util.Random with a seed [jsonata.seeded-random]', () => {
    expect(evaluate('[$random(42), $random(0), $random(7), $random(0.9)]')).toEqual([
      0.7275636800328681, 0.730967787376657, 0.7306990420600421, 0.730967787376657,
    ]);
  });

  it('$toMillis of a time without a date means today', () => {
    expect(evaluate("$toMillis('12:30', '[H]:[m]')")).toBe(Date.UTC(2026, 8, 24, 12, 30));
    expect(evaluate("$toMillis('2016-08-18T17:33:00Z')")).toBe(Date.UTC(2016, 7, 18, 17, 33));
  });

  it('refuse arguments that they do not know', () => {
    for (const text of ["$uuid('x')", '$random(1, 2)', "$parse('{}', 'x')", '$range(1)', "$hash(42, 'MD5')"]) {
      expect(textOf(text)).toContain('T0410: ');
    }
  });
});

describe('$parse', () => {
  it('reads JSON, members in their order, numbers without their spelling', () => {
    expect(JSON.stringify(evaluate(`$parse('{"b": 1.0, "a": [null]}')`))).toBe('{"b":1,"a":[null]}');
    expect(evaluate(`$parse('{"a": {"b": 2}}').a.b`)).toBe(2);
    expect(evaluate(`$exists($parse('null'))`)).toBe(true);
    expect(evaluate(`$map(['1', '2'], $parse)`)).toEqual([1, 2]);
  });

  it('refuses what is no JSON [jsonata.parse-invalid]', () => {
    for (const text of ['', '  ', '{', '{"a":1}{"b":2}', '{a:1}']) {
      expect(textOf(`$parse('${text}')`)).toContain('D3137: Invalid JSON');
    }
    expect(textOf('$parse(null)')).toContain('T0410: Argument 1 of function "parse"');
    expect(givesNothing('$parse()')).toBe(true);
  });
});

describe('functions of JSONata as in the version that AWS documents', () => {
  it('$number reads hexadecimal, octal and binary', () => {
    expect(evaluate("[$number('0x1F'), $number('0o17'), $number('0b11'), $number('1e2'), $number(true)]")).toEqual([
      31, 15, 3, 100, 1,
    ]);
    expect(textOf("$number('0xZ')")).toContain('D3030');
  });

  it('$eval is unknown, as AWS says', () => {
    expect(textOf("$eval('1+1')")).toContain('T1006: Attempted to invoke a non-function');
  });

  it('$base64decode of what is no Base64 is an internal error [jsonata.base64decode-invalid] [jsonata.internal-error] [jsonata.base64decode-taken]', () => {
    expect(textOf("$base64decode('!!!')")).toBe(
      "The JSONata expression '$base64decode('!!!')' specified for the field 'Output' threw an internal error during evaluation. the-uuid",
    );
    expect(["$base64decode('YQ==')", "$base64decode('YQ')", "$base64decode(' Y Q')"].map(evaluate)).toEqual([
      'a',
      'a',
      'a',
    ]);
  });

  it('$formatNumber refuses a picture without a digit [jsonata.picture-without-digits]', () => {
    expect(textOf("$formatNumber(1, 'x')")).toContain('D3086: ');
    expect(evaluate("$formatNumber(1.5, '0.00')")).toBe('1.50');
  });

  it('$pad still pads', () => {
    expect(evaluate("[$pad('a', 3), $pad('a', -3, '#'), $pad('abc', 2)]")).toEqual(['a  ', '##a', 'abc']);
  });
});
