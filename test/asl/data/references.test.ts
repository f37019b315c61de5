import { writeReference } from '../../../src/asl/data/references';
import { stringifyJson, type Json } from '../../../src/model/json';

const written = (path: string | null | undefined, target: Json, value: Json = 'R'): string =>
  stringifyJson(writeReference(path, target, value));

describe('ResultPath', () => {
  it.each<[string | null | undefined, Json, string]>([
    [undefined, { a: 1 }, '"R"'],
    ['$', { a: 1 }, '"R"'],
    [null, { a: 1 }, '{"a":1}'],
    ['$.r', { a: 1 }, '{"a":1,"r":"R"}'],
    ['$.r', {}, '{"r":"R"}'],
    ['$.a', { a: 1, b: 2 }, '{"a":"R","b":2}'],
    ['$.x.y.z', { a: 1 }, '{"a":1,"x":{"y":{"z":"R"}}}'],
    ['$.a.y', { a: { x: 1 }, b: 2 }, '{"a":{"x":1,"y":"R"},"b":2}'],
    ["$['a b']['c']", {}, '{"a b":{"c":"R"}}'],
    ['$.list[1]', { list: [1, 2, 3] }, '{"list":[1,"R",3]}'],
    ['$.list[0].x', { list: [{ y: 1 }] }, '{"list":[{"y":1,"x":"R"}]}'],
    ['$.__proto__', {}, '{"__proto__":"R"}'],
  ])('%s of %j', (path, target, result) => {
    expect(written(path, target)).toBe(result);
  });

  it('leaves the input as it was', () => {
    const target = { a: { b: [1] } };
    writeReference('$.a.b[0]', target, 2);
    writeReference('$.a.c', target, 2);
    expect(target).toEqual({ a: { b: [1] } });
  });

  it.each<[string, Json]>([
    ['$.a', 'text'],
    ['$.a', null],
    ['$.a', [1]],
    ['$.a.b', { a: 1 }],
    ['$.a.b', { a: null }],
    ['$.a[0]', {}],
    ['$.a[1]', { a: [1] }],
    ['$.a[0].b', { a: [1] }],
  ])('%s has no place in %j [result-path.failure] [result-path.failure-text]', (path, target) => {
    expect(() => writeReference(path, target, 1)).toThrow(
      expect.objectContaining({
        error: 'States.ResultPathMatchFailure',
        message: `Unable to apply ReferencePath ${path} to input ${JSON.stringify(target)}`,
      }),
    );
  });
});
