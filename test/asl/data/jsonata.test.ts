import {
  evaluateJsonata,
  evaluateJsonataTemplate,
  evaluateTyped,
  isJsonataExpression,
} from '../../../src/asl/data/jsonata';
import { compileJsonata } from '../../../src/asl/data/jsonataLibrary';
import type { Scope } from '../../../src/asl/data/scope';
import { fieldLimit } from '../../../src/rules/fieldLimits';
import { ProcessorTime } from '../../../src/time/realTime';
import { JsonNumber, parseJson, type Json } from '../../../src/model/json';
import { evaluationErrorOf } from './evaluationErrorOf';
import { scopeWith } from './jsonPathScope';

/** Whether searches take their whole time before they are stopped: two seconds of the processor each. */
let patient = false;
const { run } = ProcessorTime.prototype;
const watched = jest.spyOn(ProcessorTime.prototype, 'run').mockImplementation(function (this: ProcessorTime, work) {
  return run.call(patient ? this : new ProcessorTime(50), work);
});
beforeEach(() => {
  watched.mockClear();
  patient = false;
});

const evaluate = (text: string, scope: Scope = scopeWith({})): Json => evaluateJsonata(text, 'Output', scope);
const textOf = (text: string, scope?: Scope): string => evaluationErrorOf(() => evaluate(text, scope)).text;
const failed = (text: string, end: string): string =>
  `The JSONata expression '${text}' specified for the field 'Output' ${end}`;

describe('a string of a definition', () => {
  it('is an expression when {% and %} enclose all of it', () => {
    expect(['{% 1 %}', '{%1%}', '{%%}'].map(isJsonataExpression)).toEqual([true, true, true]);
    expect([' {% 1 %}', '{% 1 %} ', 'a {% 1 %}', '{%}', '', null, 1, undefined].map(isJsonataExpression)).toEqual(
      Array.from({ length: 8 }, () => false),
    );
  });
});

describe('an expression', () => {
  it('sees the input, the result, the error output, the context and the variables', () => {
    const scope = scopeWith({ total: 2 }, { result: { id: 1 }, errorOutput: { Error: 'E' }, variables: { limit: 5 } });
    expect(evaluate('{% $states.input.total + $limit %}', scope)).toBe(7);
    expect(evaluate('$states.result.id', scope)).toBe(1);
    expect(evaluate('$states.errorOutput.Error', scope)).toBe('E');
    expect(evaluate('$states.context.State.Name', scope)).toBe('Charge');
  });

  it('does not build the context object unless it asks for it', () => {
    const context = jest.fn(() => ({}));
    evaluate('$states.input', scopeWith({}, { context }));
    expect(context).not.toHaveBeenCalled();
  });

  it('can be the whole of $states', () => {
    expect(evaluate('$states', scopeWith({ a: 1 }))).toEqual({ input: { a: 1 }, context: scopeWith({}).context() });
  });

  it('has no value at the top level', () => {
    expect(textOf('$', scopeWith({ a: 1 }))).toBe(failed('$', 'returned nothing (undefined).'));
    expect(textOf('$exists', undefined)).toBe(failed('$exists', 'returned an unsupported result type.'));
  });

  it('keeps null, which is a value', () => {
    expect(evaluate('null')).toBeNull();
    expect(evaluate('$states.input.a', scopeWith({ a: null }))).toBeNull();
  });

  it('hands the very same value on where nothing changes it', () => {
    const input = { items: [1, { a: null }] };
    expect(evaluate('$states.input', scopeWith(input))).toBe(input);
    expect(evaluate('$states.input.items', scopeWith(input))).toBe(input.items);
  });

  it('drops the spelling of numbers that it touches', () => {
    const input = parseJson('{"price": 0.0, "list": [1.50]}');
    expect(evaluate('$states.input', scopeWith(input))).toEqual({ price: 0, list: [1.5] });
    expect(evaluate('$states.input.price', scopeWith(input))).toBe(0);
    expect(evaluate('$v', scopeWith({}, { variables: { v: new JsonNumber('2.0') } }))).toBe(2);
  });

  it('gives plain arrays, without the marks of the library', () => {
    const result = evaluate('$states.input.items.a', scopeWith({ items: [{ a: 1 }, { a: 2 }] })) as Json[];
    expect(Object.keys(result)).toEqual(['0', '1']);
  });

  it('leaves the input as it was, also where it asks for an array with []', () => {
    const input = { items: [1, 2] };
    expect(evaluate('$states.input.items[]', scopeWith(input))).toEqual([1, 2]);
    expect(Object.keys(input.items)).toEqual(['0', '1']);
    expect(evaluate('($x := $states.input.items; $x[])', scopeWith(input))).toEqual([1, 2]);
    expect(Object.keys(input.items)).toEqual(['0', '1']);
  });

  it('works on frozen input', () => {
    const input = Object.freeze({ items: Object.freeze([Object.freeze({ a: 2 }), Object.freeze({ a: 1 })]) });
    expect(evaluate('$sort($states.input.items, function($l, $r) { $l.a > $r.a }).a', scopeWith(input))).toEqual([
      1, 2,
    ]);
    expect(evaluate('$states.input ~> |items|{"b": a}|', scopeWith(input))).toEqual({
      items: [
        { a: 2, b: 2 },
        { a: 1, b: 1 },
      ],
    });
    expect(evaluate('$states.input.items[]', scopeWith(input))).toHaveLength(2);
  });

  it('takes data for data, whatever its members are called', () => {
    const input = parseJson('{"_jsonata_lambda": true, "__proto__": 1, "sequence": true, "next": 1}');
    expect(evaluate('$states.input', scopeWith(input))).toBe(input);
    expect(evaluate('{"constructor": 2}')).toEqual({ constructor: 2 });
  });

  it('leaves undefined members out, and numbers that JSON has not become strings [jsonata.infinite-numbers]', () => {
    expect(evaluate('{"a": $states.input.x, "b": 1}')).toEqual({ b: 1 });
    expect(['1/0', '-1/0', '0/0', '[1/0]', '{"k": 1/0}'].map((text) => evaluate(text))).toEqual([
      'Infinity',
      '-Infinity',
      'NaN',
      ['Infinity'],
      { k: 'Infinity' },
    ]);
  });
});

describe('a failing expression is a States.QueryEvaluationError', () => {
  it('that names the field in the text and as the location, as recorded', () => {
    expect(evaluationErrorOf(() => evaluateJsonata('{% $doesNotExist %}', 'Output/result', scopeWith({})))).toEqual({
      error: 'States.QueryEvaluationError',
      text: "The JSONata expression '$doesNotExist' specified for the field 'Output/result' returned nothing (undefined).",
      location: 'Output/result',
    });
  });

  it('with code and message of JSONata, as recorded [jsonata.error-text]', () => {
    expect(textOf('$randomSeeded(1)')).toBe(
      failed('$randomSeeded(1)', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'),
    );
  });

  it('where it gives a function, as recorded, or something with a function in it', () => {
    for (const text of ['$fn := function($x){$x}', '[$sum]', '{"f": function($x){$x}}', '/a/']) {
      expect(textOf(text)).toBe(failed(text, 'returned an unsupported result type.'));
    }
  });

  it.each([
    ['$sum(["a"])', 'T0412: Argument 1 of function "sum" must be an array of "numbers"'],
    ['$split("a", "b", -1)', 'D3020: Third argument of split function must evaluate to a positive number'],
    ['$sqrt(-1)', 'D3060: The sqrt function cannot be applied to a negative number: -1'],
    ['1 + {}', 'T2002: The right side of the "+" operator must evaluate to a number'],
    ['$error("boom")', 'D3137: boom'],
    ['1 +', 'S0207: Unexpected end of expression'],
  ])('%s: %s', (text, message) => {
    expect(textOf(text)).toBe(failed(text, `threw an error during evaluation. ${message}`));
  });
});

describe('an expression that does not end', () => {
  const recursion = (n: number): string => `($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(${n}))`;
  const STACK =
    'threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. ' +
    'Consider rewriting as tail-recursive';
  const MEMORY =
    'threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage';

  it.each([
    [`1${'+1'.repeat(99)}`, `1${'+1'.repeat(100)}`],
    [`${'('.repeat(99)}1${')'.repeat(99)}`, `${'('.repeat(100)}1${')'.repeat(100)}`],
    [`1${'~>$string'.repeat(99)}`, `1${'~>$string'.repeat(100)}`],
    [recursion(31), recursion(32)],
  ])('nests 100 deep and no deeper: %.12s… [field-limit.jsonataDepth] [jsonata.limit-texts]', (shallow, deep) => {
    expect(() => evaluate(shallow)).not.toThrow();
    expect(textOf(deep)).toBe(failed(deep, STACK));
  });

  it('is stopped where a tail call loops for ever, by a count and not by a clock [field-limit.jsonataEvaluations]', () => {
    const text = '($f := function($x){ $f($x+1) }; $f(1))';
    expect(textOf(text)).toBe(
      failed(text, 'threw an error during evaluation: Expression evaluation timeout: Check for infinite loop'),
    );
  });

  const TIME = 'threw an error during evaluation: Expression evaluation timeout: Check for infinite loop';

  it.each([`$match("${'a'.repeat(40)}!", /^(a+)+$/)`, `$match("${'a'.repeat(15)}", /(a|a|a|a|a|a|a|a|a|a|a|a)*b/)`])(
    'is stopped where a regular expression backtracks without an end: %s [field-limit.patternMilliseconds]',
    (text) => {
      expect(textOf(text)).toBe(failed(text, TIME));
    },
  );

  it('shares the time of its searches for patterns among them', () => {
    patient = true;
    const begun = process.cpuUsage();
    const text = `$map([1..100], function($i) { $contains("${'a'.repeat(40)}" & $i, /(a+)+b/) })`;
    expect(textOf(text)).toBe(failed(text, TIME));
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3 * fieldLimit('patternMilliseconds'));
  });

  it('is watched only while it searches for patterns that may take long', () => {
    expect(evaluate('$replace("a-b-c", /-([a-z])/, "+$1") & $join($split("d, e", /,\\s*/))')).toBe('a+b+cde');
    expect(evaluate('$contains("the order number is 17", /17/) and $contains("order 17", /[0-9]+/)')).toBe(true);
    expect(watched).not.toHaveBeenCalled();
    expect(evaluate('$contains("an.order@example.com", /^(\\w+\\.)*\\w+@/)')).toBe(true);
    expect(watched).toHaveBeenCalledTimes(1);
  });

  it('may search where null is, and may not match nothing again and again', () => {
    expect(evaluate('$filter(["abc", null, "b"], /b/)')).toBe('abc');
    expect(textOf('$replace("abc", /x*/, "-")')).toContain('D1004: Regular expression matches zero length string');
  });

  it.each([
    '$formatNumber(0, "0.0e0")',
    '$formatNumber(0, "0e0")',
    "$formatInteger(1/0, 'a')",
    '$count($distinct($range(1, 300000, 1)))',
    '[1..200000]{"all": $}',
  ])('is stopped where a function of the library would not end: %s [field-limit.jsonataSteps]', (text) => {
    expect(textOf(text)).toMatch(/Expression evaluation (timeout|memory limit)|Stack overflow/);
  });

  it('sorts long arrays, in the order of equal items, and hands over as many numbers as there are', () => {
    expect(evaluate('$count($sort($range(300000, 1, -1)))')).toBe(300_000);
    expect(
      evaluate('$sort([{"k": 1, "v": "a"}, {"k": 0}, {"k": 1, "v": "b"}], function($l, $r) { $l.k > $r.k }).v'),
    ).toEqual(['a', 'b']);
    expect(evaluate('[$max([1..300000]), $min([1..300000])]')).toEqual([300_000, 1]);
  });

  it('is stopped where functions walk long arrays again and again', () => {
    const text = '($long := [1..800000]; $map($long, function() { $sum($long) }))';
    expect(textOf(text)).toContain('Expression evaluation timeout');
  });

  it.each([
    ['$count([1..873782])', '$count([1..873783])'],
    ['$count($range(1, 360145, 1))', '$range(1, 360146, 1)'],
    ['$length($pad("x", 262145))', '$pad("x", 262146)'],
    ['($p := $pad("", 262144); $exists($join([1..26].$p)))', '($p := $pad("", 262144); $join([1..27].$p))'],
  ])(
    'takes so much memory and no more: %s [field-limit.jsonataArray] [field-limit.jsonataString] [field-limit.jsonataRange] [field-limit.jsonataPadding]',
    (small, large) => {
      expect(() => evaluate(small)).not.toThrow();
      expect(textOf(large)).toBe(failed(large, MEMORY));
    },
  );

  it('does not overflow the stack of the process by its spelling', () => {
    expect(textOf(`${'('.repeat(50_000)}1${')'.repeat(50_000)}`)).toContain('Stack overflow error');
  });

  it('does not spoil the next evaluation', () => {
    expect(() => evaluate(recursion(50))).toThrow();
    expect(evaluate(recursion(31))).toBe(31);
  });

  it('does not spoil what is parsed after it', () => {
    expect(() => evaluate('$formatNumber(0, "0.0e0")')).toThrow();
    expect(compileJsonata('$states.input.total + 1').ast()).toBeDefined();
  });
});

describe('a template', () => {
  const template = (value: Json, scope = scopeWith({ a: 1 })): Json => evaluateJsonataTemplate(value, 'Output', scope);

  it('has its expressions evaluated at every depth, in its own order', () => {
    const value = { z: '{% $states.input.a %}', list: [1, '{% 2 %}', ['{% "x" %}']], 'b.$': '$.a' };
    expect(JSON.stringify(template(value))).toBe('{"z":1,"list":[1,2,["x"]],"b.$":"$.a"}');
  });

  it('is the very same value where there is nothing to evaluate', () => {
    const value = { a: [1, { b: 'text {% 1 %}' }] };
    expect(template(value)).toBe(value);
  });

  it.each([
    [{ v: '{% $missing %}' }, 'Output/v'],
    [{ a: { b: '{% $missing %}' } }, 'Output/a/b'],
    ['{% $missing %}', 'Output'],
    [{ values: ['{% $missing %}', 1] }, 'Output/values[0]'],
    [{ a: { b: [[1, '{% $missing %}']] } }, 'Output/a/b[0][1]'],
  ] as const)('names the place of the failing expression: %j', (value, location) => {
    expect(evaluationErrorOf(() => template(value as Json)).location).toBe(location);
  });
});

describe('a field of one type', () => {
  it('refuses others with the recorded text', () => {
    expect(evaluationErrorOf(() => evaluateTyped("{% 'string' %}", 'Items', 'array', scopeWith({})))).toEqual({
      error: 'States.QueryEvaluationError',
      text:
        "The JSONata expression ''string'' specified for the field 'Items' returned an unexpected result type. " +
        "Expected 'array', but was 'string' for value: \"string\"",
      location: 'Items',
    });
  });

  it('returns a literal as it is', () => {
    expect(evaluateTyped('plain', 'Error', 'string', scopeWith({}))).toBe('plain');
  });
});
