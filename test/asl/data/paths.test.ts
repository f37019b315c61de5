import { isReferencePath, pathIsSyntacticallyValid, resolvePath, tryPath } from '../../../src/asl/data/paths';
import { EvaluationError } from '../../../src/asl/data/scope';
import { stringifyJson, toPlainJson, type Json } from '../../../src/model/json';
import { scopeWith } from './jsonPathScope';

const STORE: Json = {
  book: [
    { title: 'Sayings', category: 'reference', price: 8.95 },
    { title: 'Sword', category: 'fiction', price: 12.99 },
    { title: 'Moby', category: 'fiction', price: 8.99, isbn: '0-553' },
    { title: 'Rings', category: 'fiction', price: 22.99, isbn: null },
  ],
  bicycle: { color: 'red', price: 19.95 },
  limit: 10,
};

const at = (path: string, input: Json = STORE): Json => toPlainJson(resolvePath(path, scopeWith(input)));
const titlesAt = (path: string): Json => (at(path) as { title: string }[]).map(({ title }) => title);
const faultAt = (path: string, input: Json): EvaluationError => {
  try {
    resolvePath(path, scopeWith(input));
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
  throw new Error(`${path} led somewhere`);
};

describe('a definite path', () => {
  it.each<[string, Json]>([
    ['$', STORE],
    ['$.bicycle.color', 'red'],
    ["$['bicycle']['color']", 'red'],
    ['$["bicycle"].color', 'red'],
    ["$.bicycle.['color']", 'red'],
    ["$[ 'bicycle' ].color", 'red'],
    ['$.book[1].title', 'Sword'],
    ['$.book[-1].title', 'Rings'],
    ["$.bicycle['color','price']", { color: 'red', price: 19.95 }],
    ["$.bicycle['color','weight']", { color: 'red' }],
    ['$.book.length()', 4],
    ['$.bicycle.keys()', ['color', 'price']],
  ])('%s leads to the value itself', (path, value) => {
    expect(at(path)).toEqual(value);
  });

  it('takes names as AWS does: hyphens, other scripts, escaped characters, inherited names as absent', () => {
    const input = { 'delivery-partner': 1, Ж中: 2, 'a.b': 3, __proto: 4 };
    expect(at('$.delivery-partner', input)).toBe(1);
    expect(at('$.Ж中', input)).toBe(2);
    expect(at('$.a\\.b', input)).toBe(3);
    expect(tryPath('$.constructor', scopeWith({})).found).toBe(false);
    expect(tryPath('$.__proto__', scopeWith({})).found).toBe(false);
  });

  it('keeps a backslash in a quoted name (recorded) [path.backslash]', () => {
    expect(at(`$['Test\\""Name"']`, { 'Test\\""Name"': 'Value' })).toBe('Value');
    expect(at(`$['it\\'s']`, { "it's": 1 })).toBe(1);
  });

  it('keeps the spelling of the number that it leads to', () => {
    expect(stringifyJson(resolvePath('$.a', scopeWith('{"a":0.0}')))).toBe('0.0');
  });
});

describe('a definite path that leads nowhere', () => {
  it('fails with States.Runtime', () => {
    expect(faultAt('$.x', {})).toMatchObject({ error: 'States.Runtime', standsAlone: false });
  });

  it.each<[string, Json, string]>([
    ['$.NoSuchInputPath', {}, "No results for path: $['NoSuchInputPath']"],
    ['$.a.b', { a: {} }, "No results for path: $['a']['b']"],
    ['$.no.such.result.path', {}, "Missing property in path $['no']"],
    ['$.a.no.such', { a: {} }, "Missing property in path $['a']['no']"],
    ['$.a[5]', { a: [1] }, "No results for path: $['a'][5]"],
    ['$.a[5].b.c', { a: [1] }, "No results for path: $['a'][5]['b']['c']"],
  ])('%s names what is missing [path.missing]', (path, input, message) => {
    expect(faultAt(path, input).message).toBe(`Invalid path '${path}' : ${message}`);
  });

  it('says what it found instead of an object or an array [path.unfit]', () => {
    expect(faultAt('$.a.b', { a: 'text' }).message).toMatch(
      /^Invalid path '\$\.a\.b' : Expected to find an object with property \['b'\] in path \$\['a'\] but found 'java\.lang\.String'/,
    );
    expect(faultAt('$.a[0]', { a: {} }).message).toContain('can only be applied to arrays');
    expect(faultAt('$.a[0]', { a: null }).message).toContain("The path $['a'] is null");
  });
});

describe('an indefinite path', () => {
  it.each([
    '$[*]',
    '$.items[*]',
    '$.items[1:]',
    '$.items[:1].itemValue',
    '$.item.items[*]',
    '$.item.items[1:5].itemValue',
    '$.items[?(@.x)]',
    '$..x',
  ])(
    '%s gives an empty array where there is nothing, even without its parents (recorded) [path.indefinite]',
    (path) => {
      expect(at(path, {})).toEqual([]);
    },
  );

  it.each<[string, Json]>([
    ['$.book[*].title', ['Sayings', 'Sword', 'Moby', 'Rings']],
    ['$.book[0,2].title', ['Sayings', 'Moby']],
    ['$.book[1:3].title', ['Sword', 'Moby']],
    ['$.book[-2:].title', ['Moby', 'Rings']],
    ['$.book[:2].title', ['Sayings', 'Sword']],
    ['$.book[:-3].title', ['Sayings']],
    ['$.bicycle.*', ['red', 19.95]],
    ['$.book[*].isbn', ['0-553', null]],
    ['$..color', ['red']],
    ['$..price', [8.95, 12.99, 8.99, 22.99, 19.95]],
    ['$..book[0].title', ['Sayings']],
    ["$.book[0]['title','price'].x", []],
    ["$..['color']", ['red']],
    ['$.book[0:1].price', [8.95]],
  ])('%s gives an array', (path, value) => {
    expect(at(path)).toEqual(value);
  });

  it('collects in the order of the document, parents before children', () => {
    expect(at('$..a', { a: { a: 1 }, b: [{ a: 2 }] })).toEqual([{ a: 1 }, 1, 2]);
    expect(at('$..*', { a: [1, { b: 2 }] })).toEqual([[1, { b: 2 }], 1, { b: 2 }, 2]);
  });

  it('hands all that a deep scan found to a function', () => {
    expect(at('$..price.max()')).toBe(22.99);
    expect(at('$..isbn.length()')).toBe(2);
  });
});

describe('functions', () => {
  it.each<[string, Json]>([
    ['$.n.min()', 1],
    ['$.n.max()', 4],
    ['$.n.sum()', 10],
    ['$.n.avg()', 2.5],
    ['$.n.length()', 4],
    ['$.n.first()', 4],
    ['$.n.last()', 1],
    ['$.o.length()', 2],
  ])('%s', (path, value) => {
    expect(at(path, { n: [4, 3, 2, 1], o: { a: 1, b: 2 } })).toEqual(value);
  });
});

describe('filters', () => {
  it.each<[string, Json]>([
    ["$.book[?(@.category == 'fiction')]", ['Sword', 'Moby', 'Rings']],
    ['$.book[?(@.category == "reference")]', ['Sayings']],
    ['$.book[?(@.price < 10)]', ['Sayings', 'Moby']],
    ['$.book[?(@.price<=8.95)]', ['Sayings']],
    ['$.book[?(@.price > 10 && @.isbn)]', ['Rings']],
    ['$.book[?(@.price > 20 || @.price < 8.99)]', ['Sayings', 'Rings']],
    ["$.book[?(@.category == 'fiction' && (@.price < 9 || @.price > 20))]", ['Moby', 'Rings']],
    ['$.book[?(!@.isbn)]', ['Sayings', 'Sword']],
    ['$.book[?(!(@.isbn))]', ['Sayings', 'Sword']],
    ['$.book[?(@.isbn)]', ['Moby', 'Rings']],
    ['$.book[?(@.isbn == null)]', ['Rings']],
    ["$.book[?(@.category != 'fiction')]", ['Sayings']],
    ['$.book[?(@.title =~ /S.*/)]', ['Sayings', 'Sword']],
    ['$.book[?(@.title =~ /s[a-z]+/i)]', ['Sayings', 'Sword']],
    ['$.book[?(@.title =~ /word/)]', []],
    ["$.book[?(@.title in ['Moby', 'Rings'])]", ['Moby', 'Rings']],
    ["$.book[?(@.category nin ['fiction'])]", ['Sayings']],
    ["$.book[?(@.title contains 'ing')]", ['Sayings', 'Rings']],
    ['$.book[?(@.title size 4)]', ['Moby']],
    ['$.book[?(@.price > $.limit)]', ['Sword', 'Rings']],
    ["$.book[?(@['price'] > $['limit'])]", ['Sword', 'Rings']],
    ['$..book[?(@.price > 20)]', ['Rings']],
    ['$..[?(@.isbn)]', ['Moby', 'Rings']],
  ])('%s', (path, titles) => {
    expect(titlesAt(path)).toEqual(titles);
  });

  it('find what the recorded filter finds', () => {
    const users = [
      { year: 1997, status: 0 },
      { year: 1998, status: 1 },
    ];
    expect(at('$.users[?(@.status == 0)]', { users })).toEqual([users[0]]);
  });

  it('look at an object by itself, and never at scalars', () => {
    expect(at('$.a[?(@.b == 1)]', { a: { b: 1 } })).toEqual([{ b: 1 }]);
    expect(at('$.a[?(@ > 1)]', { a: [1, 2, 3] })).toEqual([]);
  });

  it('are false, not an error, where a path inside leads nowhere', () => {
    expect(at('$.a[?(@.b.c == 1)]', { a: [{ b: 1 }, { b: { c: 1 } }, {}] })).toEqual([{ b: { c: 1 } }]);
  });

  it('compare numbers by value and with what a string says', () => {
    const input = '{"a":[{"n":1.0},{"n":"1"},{"n":true},{"n":2}]}';
    expect(resolvePath('$.a[?(@.n == 1)]', scopeWith(input))).toHaveLength(2);
    expect(resolvePath('$.a[?(@.n === 1)]', scopeWith(input))).toHaveLength(1);
  });

  it.each<[string, number]>([
    ["@.t subsetof ['x','y','z']", 2],
    ["@.t anyof ['y']", 1],
    ["@.t noneof ['y']", 1],
    ["@.t all ['x']", 1],
    ['@.t empty true', 1],
    ['@.t size 0', 1],
  ])('relate arrays: %s', (condition, count) => {
    expect(at(`$.a[?(${condition})]`, { a: [{ t: ['x', 'y'] }, { t: [] }] })).toHaveLength(count);
  });
});

describe('the roots of a path', () => {
  it('are the input, the context object and the variables', () => {
    const scope = scopeWith({ id: 1 }, { variables: { order: { id: 9 }, größe: 3 } });
    expect(resolvePath('$.id', scope)).toBe(1);
    expect(resolvePath('$$.Execution.Input.id', scope)).toBe(7);
    expect(resolvePath('$$', scope)).toEqual(scope.context());
    expect(resolvePath('$order.id', scope)).toBe(9);
    expect(resolvePath("$order['id']", scope)).toBe(9);
    expect(resolvePath('$order', scope)).toEqual({ id: 9 });
    expect(resolvePath('$größe', scope)).toBe(3);
  });

  it('do not build the context object for a path of the input', () => {
    const context = jest.fn(() => ({}));
    resolvePath('$.a', scopeWith({ a: 1 }, { context }));
    expect(context).not.toHaveBeenCalled();
  });

  it('know no variable that was not assigned [path.unknown-variable]', () => {
    expect(tryPath('$toString', scopeWith({})).found).toBe(false);
    expect(() => resolvePath('$nope', scopeWith({}))).toThrow("No results for path: $['nope']");
  });
});

describe('the syntax', () => {
  it.each([
    '$',
    '$$',
    '$.a',
    '$$.a.b',
    '$a',
    '$a[0]',
    '$..a',
    '$.*',
    "$['a','b']",
    '$[1:2]',
    '$[?(@.a)]',
    '$.a.length()',
  ])('takes %s', (path) => {
    expect(pathIsSyntacticallyValid(path)).toBe(true);
  });

  it.each([
    '',
    'a',
    'a.b',
    '$.',
    '$..',
    '$.a.',
    '$[',
    '$[]',
    "$['a",
    '$[a]',
    '$.a b',
    '$[?(@.a',
    '$[?()]',
    '$[?(1)]',
    '$[?(@.a == )]',
    '$[?(@.a =~ /[/)]',
    '$.a.unknown()',
    '$.a.length().b',
    '$[1:2:x]',
    '$[0,]',
    '$$$',
    '$1',
    `$[?(${'('.repeat(5000)}@.a`,
    `$[?(${'!'.repeat(5000)}@.a)]`,
  ])('refuses %j', (path) => {
    expect(pathIsSyntacticallyValid(path)).toBe(false);
    expect(() => resolvePath(path, scopeWith({}))).toThrow(EvaluationError);
  });

  it('is remembered for a bounded number of paths only', () => {
    for (let index = 0; index < 2000; index++) expect(at(`$.p${index}`, { [`p${index}`]: index })).toBe(index);
  });
});

describe('a reference path', () => {
  it.each(['$', '$.a', '$.a.b[0][2].c', "$['a']['b']", "$.abc.['def ghi']", '$.a\\.b'])('is %s', (path) => {
    expect(isReferencePath(path)).toBe(true);
  });

  it.each([
    '$.a[*]',
    '$..a',
    '$.a[1:2]',
    "$['a','b']",
    '$.a[0,1]',
    '$.a.length()',
    '$[?(@.a)]',
    '$.a[-1]',
    '$$.a',
    '$a',
    'a',
  ])('is not %s', (path) => {
    expect(isReferencePath(path)).toBe(false);
  });
});
