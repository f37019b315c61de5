import { itemInput, mapItems } from '../../../src/asl/data/mapItems';
import type { QueryLanguage, StateDefinition } from '../../../src/asl/definition/definition';
import type { Json } from '../../../src/model/json';
import { evaluationErrorOf } from './evaluationErrorOf';
import { scopeWith } from './jsonPathScope';

const items = (fields: Partial<StateDefinition>, input: Json, language: QueryLanguage = 'JSONPath') =>
  mapItems({ Type: 'Map', ...fields }, language, { ...scopeWith({}), input, variables: { list: [7], flag: true } });

const distributed: Partial<StateDefinition> = {
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'A', States: {} },
};

describe('the items of a Map', () => {
  it('are its input, or what ItemsPath or Items says', () => {
    expect(items({}, [1, 'two'])).toEqual([1, 'two']);
    expect(items({ ItemsPath: '$.a' }, { a: [1] })).toEqual([1]);
    expect(items({ ItemsPath: '$list' }, {})).toEqual([7]);
    expect(items({ ItemsPath: 'States.Array($.a, 2)' }, { a: 1 })).toEqual([1, 2]);
    expect(items({}, [1], 'JSONata')).toEqual([1]);
    expect(items({ Items: '{% $states.input.a %}' }, { a: [] }, 'JSONata')).toEqual([]);
    expect(items({ Items: [1, "{% $number('2') %}", 3] }, {}, 'JSONata')).toEqual([1, 2, 3]);
  });

  it('are the very same array where nothing selects', () => {
    const input = [{ a: 1 }];
    expect(items({}, input)).toBe(input);
  });

  it('are the pairs of an object in Distributed mode [map.object-items]', () => {
    const pairs = [
      { Key: 'a', Value: 1 },
      { Key: 'b', Value: [2] },
    ];
    expect(items({ ...distributed }, { a: 1, b: [2] })).toEqual(pairs);
    expect(items({ ...distributed, Items: '{% $states.input %}' }, { a: 1, b: [2] }, 'JSONata')).toEqual(pairs);
  });
});

describe('what is no array', () => {
  it.each<[Json, string]>([
    [true, 'true'],
    [null, 'null'],
    [1, '1'],
    ['string', '"string"'],
  ])('as the input of a JSONata Map fails with the recorded text and no location: %j', (input, text) => {
    expect(evaluationErrorOf(() => items({}, input, 'JSONata'))).toEqual({
      error: 'States.QueryEvaluationError',
      text: `Map state input must be an array but was: ${text}`,
    });
  });

  it.each([
    ['{% $flag %}', '$flag', 'boolean', 'true'],
    ['{% 1 %}', '1', 'number', '1'],
    ['{% null %}', 'null', 'null', 'null'],
    ["{% 'string' %}", "'string'", 'string', '"string"'],
    ['{% {"a": 1} %}', '{"a": 1}', 'object', '{"a":1}'],
  ])('as Items fails with the recorded text: %s', (field, expression, type, value) => {
    expect(evaluationErrorOf(() => items({ Items: field }, {}, 'JSONata'))).toEqual({
      error: 'States.QueryEvaluationError',
      text:
        `The JSONata expression '${expression}' specified for the field 'Items' returned an unexpected result type. ` +
        `Expected 'array', but was '${type}' for value: ${value}`,
      location: 'Items',
    });
  });

  it('at ItemsPath is a runtime error', () => {
    expect(evaluationErrorOf(() => items({ ItemsPath: '$.a' }, { a: {} })).error).toBe('States.Runtime');
    expect(evaluationErrorOf(() => items({ ItemsPath: '$.no' }, {})).text).toBe(
      "Invalid path '$.no' : No results for path: $['no']",
    );
  });
});

describe('the input of an iteration', () => {
  const scope = {
    ...scopeWith({ order: 5 }),
    context: (): Json => ({ Map: { Item: { Index: 3, Value: 'x' } } }),
  };

  it('is the item itself, the very same value', () => {
    const item = { a: 1 };
    expect(itemInput({ Type: 'Map' }, 'JSONPath', scope, item)).toBe(item);
    expect(itemInput({ Type: 'Map' }, 'JSONata', scope, item)).toBe(item);
  });

  it('is what ItemSelector, or Parameters of the legacy spelling, makes of it', () => {
    const template = { 'index.$': '$$.Map.Item.Index', 'order.$': '$.order' };
    const expected = { index: 3, order: 5 };
    expect(itemInput({ Type: 'Map', ItemSelector: template }, 'JSONPath', scope, 'x')).toEqual(expected);
    expect(itemInput({ Type: 'Map', Parameters: template }, 'JSONPath', scope, 'x')).toEqual(expected);
    const ItemSelector = { index: '{% $states.context.Map.Item.Index %}', order: '{% $states.input.order %}' };
    expect(itemInput({ Type: 'Map', ItemSelector }, 'JSONata', scope, 'x')).toEqual(expected);
  });
});
