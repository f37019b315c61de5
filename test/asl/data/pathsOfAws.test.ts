import { resolvePath } from '../../../src/asl/data/paths';
import { EvaluationError } from '../../../src/asl/data/scope';
import { toPlainJson, type Json } from '../../../src/model/json';
import { scopeWith } from './jsonPathScope';

const at = (path: string, input: Json): Json => toPlainJson(resolvePath(path, scopeWith(input)));
const faultAt = (path: string, input: Json): EvaluationError => {
  try {
    resolvePath(path, scopeWith(input));
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
  throw new Error(`${path} led somewhere`);
};

describe('paths as AWS takes them, too', () => {
  it.each<[string, Json, Json]>([
    ['$.a ', { a: 1 }, 1],
    ['$.a[?(@.Name==/eggs/cooked/like)].v', { a: [{ Name: '/eggs/cooked/like', v: 1 }, { Name: 'x' }] }, [1]],
    ['$.a[?(@.T.x==AMOUNT_PAID)].v', { a: [{ T: { x: 'AMOUNT_PAID' }, v: 1 }] }, [1]],
    ['$.a[?(@.id==012345)].id', { a: [{ id: '012345' }, { id: 'x' }] }, ['012345']],
    ['$.a[?(@.b in [x, "y", 1])].b', { a: [{ b: 'x' }, { b: 1 }, { b: 2 }] }, ['x', 1]],
    ['$.a[?(@.k1==@.k2)]', { a: [{ k1: 1, k2: 1 }, {}] }, [{ k1: 1, k2: 1 }]],
    ['$.a[0:3:1]', { a: ['x', 'y', 'z', 'q'] }, ['x', 'y', 'z']],
    ['$.a[-3:-1]', { a: ['x', 'y', 'z', 'q'] }, ['y', 'z']],
    ['$.a[-2:]', { a: ['x', 'y', 'z', 'q'] }, ['z', 'q']],
    ['$.a[-9:2]', { a: ['x', 'y'] }, ['x', 'y', 'x', 'y']],
  ])(
    '%s [path.unquoted-text] [path.trailing-blank] [path.both-missing] [path.slice-step] [path.slices]',
    (path, input, value) => {
      expect(at(path, input)).toEqual(value);
    },
  );

  it('cannot be applied to an input that is null [path.null-input]', () => {
    const fault = faultAt('$', null);
    expect([fault.error, fault.message]).toEqual([
      'States.Runtime',
      'Unable to apply Path transformation to null or empty input.',
    ]);
    expect(resolvePath('$$.State.Name', scopeWith(null))).toBe('Charge');
  });

  it.each(['(a+)+b', `^${'(a|a)'.repeat(40)}$`])(
    'come to an end, whatever pattern they have: %s [path.too-long]',
    (pattern) => {
      const fault = faultAt(`$.a[?(@.x =~ /${pattern}/)]`, { a: [{ x: 'a'.repeat(41) }] });
      expect([fault.error, fault.message]).toEqual(['States.Runtime', 'The evaluation of a path took too long.']);
    },
  );

  it('come to an end, however many items their filters compare', () => {
    const a = Array.from({ length: 10_000 }, (_, k) => ({ k }));
    const b = a.map(({ k }) => -1 - k);
    for (const path of ['$.a[?($.a[?($.a[?(@.k == -1)])])]', '$.a[?(@.k in $.b)]'])
      expect(faultAt(path, { a, b }).message).toBe('The evaluation of a path took too long.');
    expect(at('$.a[?(@.k in $.b)].k', { a: a.slice(0, 500), b: [...b.slice(0, 500), 7] })).toEqual([7]);
  });

  it('come to an end, whatever depth they have', () => {
    const deep = Array.from({ length: 60 }).reduce<Json>((inner) => ({ a: inner, b: [inner] }), 1);
    expect(faultAt('$..*..*..*', deep).error).toBe('States.Runtime');
  });
});
