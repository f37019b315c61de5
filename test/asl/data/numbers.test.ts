import * as numbers from '../../../src/asl/data/numbers';
import type { QueryLanguage, StateDefinition } from '../../../src/asl/definition/definition';
import type { Json } from '../../../src/model/json';
import { evaluationErrorOf } from './evaluationErrorOf';
import { scopeWith } from './jsonPathScope';

type Field = (
  state: StateDefinition,
  language: QueryLanguage,
  scope: ReturnType<typeof scopeWith>,
) => number | undefined;

const FIELDS: [string, Field][] = [
  ['TimeoutSeconds', numbers.timeoutSeconds],
  ['HeartbeatSeconds', numbers.heartbeatSeconds],
  ['MaxConcurrency', numbers.maxConcurrencyOf],
  ['ToleratedFailureCount', numbers.toleratedFailureCountOf],
  ['ToleratedFailurePercentage', numbers.toleratedFailurePercentageOf],
];

const read = (field: Field, fields: object, input: Json | string = {}, language: QueryLanguage = 'JSONPath') =>
  field({ Type: 'Map', ...fields }, language, scopeWith(input));

describe.each(FIELDS)('%s', (name, field) => {
  it('is a number, a path to one, or an expression', () => {
    expect(read(field, { [name]: 7 })).toBe(7);
    expect(read(field, { [`${name}Path`]: '$.n' }, { n: 7 })).toBe(7);
    expect(read(field, { [name]: '{% $states.input.n %}' }, { n: 7 }, 'JSONata')).toBe(7);
    expect(read(field, { [name]: 7 }, {}, 'JSONata')).toBe(7);
  });

  it('is read from a string that spells a number, as recorded', () => {
    expect(read(field, { [`${name}Path`]: '$.n' }, { n: '7' })).toBe(7);
  });

  it('needs its path to lead somewhere', () => {
    expect(evaluationErrorOf(() => read(field, { [`${name}Path`]: '$.no' }))).toEqual({
      error: 'States.Runtime',
      text: "Invalid path '$.no' : No results for path: $['no']",
    });
  });

  it('needs a number from its expression', () => {
    expect(evaluationErrorOf(() => read(field, { [name]: "{% '7' %}" }, {}, 'JSONata'))).toEqual({
      error: 'States.QueryEvaluationError',
      text:
        `The JSONata expression ''7'' specified for the field '${name}' returned an unexpected result type. ` +
        `Expected 'number', but was 'string' for value: "7"`,
      location: name,
    });
  });

  it('refuses a negative number', () => {
    expect(evaluationErrorOf(() => read(field, { [`${name}Path`]: '$.n' }, { n: -1 })).error).toBe('States.Runtime');
    expect(evaluationErrorOf(() => read(field, { [name]: '{% -1 %}' }, {}, 'JSONata'))).toMatchObject({
      error: 'States.QueryEvaluationError',
      location: name,
    });
  });
});

describe('a state without the field', () => {
  it('has no limit', () => {
    expect(FIELDS.map(([, field]) => read(field, {}))).toEqual([undefined, undefined, 0, undefined, undefined]);
    expect(read(numbers.maxItems, {})).toBeUndefined();
    expect(read(numbers.maxItemsPerBatch, {})).toBeUndefined();
  });
});

describe('a path to something else fails with the recorded text', () => {
  it.each<[string, Field, Json | string, string]>([
    [
      'MaxConcurrency',
      numbers.maxConcurrencyOf,
      { n: {} },
      'The MaxConcurrencyPath field refers to value "{}" which is not a valid integer: $.n',
    ],
    [
      'ToleratedFailureCount',
      numbers.toleratedFailureCountOf,
      { n: 'NoNumber' },
      'The ToleratedFailureCountPath field refers to value "NoNumber" which is not a valid integer: $.n',
    ],
    ['ToleratedFailureCount', numbers.toleratedFailureCountOf, { n: -1 }, 'ToleratedFailureCount cannot be negative.'],
    [
      'ToleratedFailurePercentage',
      numbers.toleratedFailurePercentageOf,
      { n: -1 },
      'ToleratedFailurePercentage must be between 0 and 100.',
    ],
    [
      'ToleratedFailurePercentage',
      numbers.toleratedFailurePercentageOf,
      { n: 100.1 },
      'ToleratedFailurePercentage must be between 0 and 100.',
    ],
  ])('%s: %j', (name, field, input, text) => {
    expect(evaluationErrorOf(() => read(field, { [`${name}Path`]: '$.n' }, input))).toEqual({
      error: 'States.Runtime',
      text,
    });
  });
});

describe('ToleratedFailurePercentage', () => {
  it('may be a fraction, from 0 to 100 [field-limit.toleratedFailurePercentage]', () => {
    const at = (n: Json) =>
      read(numbers.toleratedFailurePercentageOf, { ToleratedFailurePercentagePath: '$.n' }, { n });
    expect([0, 1.1, 100, '1.5'].map(at)).toEqual([0, 1.1, 100, 1.5]);
  });
});

describe('an integer', () => {
  it('is no fraction', () => {
    expect(() => read(numbers.maxConcurrencyOf, { MaxConcurrencyPath: '$.n' }, '{"n": 1.0}')).toThrow(
      'refers to value "1.0"',
    );
    expect(
      evaluationErrorOf(() => read(numbers.maxConcurrencyOf, { MaxConcurrency: '{% 1.5 %}' }, {}, 'JSONata')).location,
    ).toBe('MaxConcurrency');
  });
});

describe('timeouts', () => {
  it('are between 0 and 99,999,999 seconds [field-limit.timeoutSeconds] [task.seconds-texts]', () => {
    const at = (n: number) => read(numbers.timeoutSeconds, { TimeoutSecondsPath: '$.n' }, { n });
    expect([0, 1, 99_999_999].map(at)).toEqual([0, 1, 99_999_999]);
    expect(() => at(-1)).toThrow('TimeoutSeconds must be between 0 and 99999999 but was: -1');
    expect(() => at(100_000_000)).toThrow('TimeoutSeconds must be between 0 and 99999999 but was: 100000000');
  });
});

describe('MaxItems and the sizes of batches', () => {
  const reader = (config: object) => ({ ItemReader: { ReaderConfig: config } });

  it('stand inside of other fields', () => {
    expect(read(numbers.maxItems, reader({ MaxItems: 2 }))).toBe(2);
    expect(read(numbers.maxItems, reader({ MaxItemsPath: '$.n' }), { n: '2' })).toBe(2);
    expect(read(numbers.maxItems, reader({ MaxItems: '{% $maxItems := 2 %}' }), {}, 'JSONata')).toBe(2);
    expect(read(numbers.maxItemsPerBatch, { ItemBatcher: { MaxItemsPerBatch: 3 } })).toBe(3);
    expect(
      read(numbers.maxInputBytesPerBatch, { ItemBatcher: { MaxInputBytesPerBatchPath: '$.n' } }, { n: '15000' }),
    ).toBe(15_000);
  });

  it('fail with the recorded text, and with their place as the location', () => {
    expect(evaluationErrorOf(() => read(numbers.maxItems, reader({ MaxItemsPath: '$.n' }), { n: 1.5 }))).toEqual({
      error: 'States.Runtime',
      text: 'The MaxItemsPath field refers to value "1.5" which is not a valid integer: $.n',
    });
    expect(
      evaluationErrorOf(() => read(numbers.maxItems, reader({ MaxItems: '{% "x" %}' }), {}, 'JSONata')).location,
    ).toBe('ItemReader/ReaderConfig/MaxItems');
  });
});
