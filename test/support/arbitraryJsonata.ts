import fc, { type Arbitrary } from 'fast-check';

/** The document that generated expressions speak of. */
export const DOCUMENT = {
  orders: [
    { id: 1, price: 10.5, tags: ['a', 'b'], note: 'first one', items: [{ n: 1 }, { n: 2 }] },
    { id: 2, price: 0, tags: [], note: 'second', items: [] },
    { id: 3, price: -4, tags: ['b'], note: null, items: [{ n: 3 }] },
  ],
  customer: { name: 'Ada', age: 36, vip: true, address: { city: 'London' } },
  text: 'the quick brown fox',
  numbers: [3, 1, 2, 2],
  nested: [[1, 2], [3]],
  nothing: null,
};

const word = fc.constantFrom(
  'orders',
  'id',
  'price',
  'tags',
  'note',
  'items',
  'n',
  'customer',
  'name',
  'city',
  'numbers',
  'nested',
  'text',
  'nothing',
  'missing',
);
const variable = fc.constantFrom('$', '$$', '$v', '$i', '$unknown');
const literal = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom('1.5', '0', '1e3', 'true', 'false', 'null', '""', '"b"', '"fox"', "'a b'", '[]', '{}'),
);
const pattern = fc.constantFrom('/b/', '/(q)(u)/', '/[a-z]+/i', '/\\\\/', '/o/', '/x*/');
const ONE = [
  'sum',
  'count',
  'max',
  'min',
  'average',
  'string',
  'number',
  'length',
  'uppercase',
  'trim',
  'keys',
  'reverse',
  'distinct',
  'sort',
  'not',
  'boolean',
  'exists',
  'type',
  'abs',
  'floor',
  'ceil',
  'round',
  'sqrt',
  'merge',
  'spread',
  'zip',
  'base64encode',
  'encodeUrlComponent',
  'fromMillis',
  'formatBase',
];
const TWO = [
  'append',
  'lookup',
  'join',
  'split',
  'contains',
  'substring',
  'substringBefore',
  'substringAfter',
  'pad',
  'power',
  'formatInteger',
  'formatNumber',
  'match',
];
const HIGHER = ['map', 'filter', 'reduce', 'single', 'sift', 'each', 'sort'];
const BINARY = ['+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', '..', '~>'];

const call = (name: string, ...given: string[]): string => `$${name}(${given.join(', ')})`;

/** Expressions of JSONata: most of them mean something, many of them fail. They shrink to their parts. */
export const jsonataExpressions: Arbitrary<string> = fc.letrec<{ expression: string; lambda: string; path: string }>(
  (tie) => {
    const expression = tie('expression');
    const lambda = tie('lambda');
    const path = tie('path');
    const several = fc.array(expression, { maxLength: 3 });
    return {
      path: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        word,
        variable,
        fc.tuple(path, word).map(([head, step]) => `${head}.${step}`),
        fc.tuple(path, expression).map(([head, test]) => `${head}[${test}]`),
        path.map((head) => `${head}[]`),
        path.map((head) => `${head}.*`),
        path.map((head) => `${head}.**`),
        fc.tuple(path, expression).map(([head, step]) => `${head}.(${step})`),
        fc.tuple(path, word).map(([head, key]) => `${head}^(${key})`),
        fc.tuple(path, word).map(([head, key]) => `${head}^(>${key}, id)`),
        fc.tuple(path, expression, expression).map(([head, key, value]) => `${head}{$string(${key}): ${value}}`),
        fc.tuple(path, word, expression).map(([head, step, after]) => `${head}.${step}#$i.(${after})`),
        fc
          .tuple(path, word, word)
          .map(([head, step, after]) => `${head}@$v.${step}.{"v": $v.id, "${after}": ${after}}`),
        fc.tuple(path, word).map(([head, step]) => `${head}.${step}.%`),
      ),
      lambda: fc.oneof(
        expression.map((body) => `function($v, $i) { ${body} }`),
        expression.map((body) => `function($v)<x:x> { ${body} }`),
        fc.constantFrom(...ONE).map((name) => `$${name}`),
        fc.tuple(fc.constantFrom(...TWO), expression).map(([name, given]) => call(name, '?', given)),
        pattern,
      ),
      expression: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        literal,
        path,
        fc.tuple(expression, fc.constantFrom(...BINARY), expression).map(([l, sign, r]) => `(${l}) ${sign} (${r})`),
        several.map((items) => `[${items.join(', ')}]`),
        several.map((items) => `{${items.map((item, index) => `"k${index}": ${item}`).join(', ')}}`),
        fc.tuple(fc.constantFrom(...ONE), expression).map(([name, given]) => call(name, given)),
        fc.tuple(fc.constantFrom(...TWO), expression, expression).map(([name, a, b]) => call(name, a, b)),
        fc.tuple(fc.constantFrom('match', 'contains', 'split'), path, pattern).map(([name, a, b]) => call(name, a, b)),
        fc.tuple(path, pattern, expression).map(([a, b, c]) => call('replace', a, b, c)),
        fc.tuple(fc.constantFrom(...HIGHER), expression, lambda).map(([name, a, b]) => call(name, a, b)),
        fc.tuple(expression, lambda).map(([given, chained]) => `${given} ~> ${chained}`),
        fc.tuple(lambda, lambda, expression).map(([f, g, x]) => `(${f} ~> ${g})(${x})`),
        fc.tuple(expression, expression, expression).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
        fc.tuple(expression, expression).map(([value, body]) => `($v := ${value}; ${body})`),
        fc.tuple(path, word, expression).map(([of, at, value]) => `(${of} ~> |${at}|{"k": ${value}}, ["id"]|)`),
        fc.nat(12).map((n) => `($f := function($n) { $n <= 0 ? 0 : $n + $f($n - 1) }; $f(${n}))`),
        expression.map((inner) => `-(${inner})`),
      ),
    };
  },
).expression;
