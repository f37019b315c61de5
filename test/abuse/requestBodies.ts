import fc from 'fast-check';
import { operations, type Rule, type Rules } from './requestModel';
import { definitions, WORDS } from './requestScene';

/** A request as it is sent. `<<word>>` stands for something of the scene. */
export interface Sent {
  readonly operation: string;
  readonly body: string;
}

const names = Object.keys(operations);
const prefix = 'arn:aws:states:us-east-1:123456789012';

const anyArn = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS.slice(0, 10).map((word) => `<<${word}>>`)) },
  fc.constantFrom(
    `${prefix}:execution:orders:nobody`,
    `${prefix}:stateMachine:nobody`,
    `${prefix}:express:quick:a:b`,
    `${prefix}:execution:items/Each:nobody`,
    'arn:aws:states:us-east-1:123456789012:mapRun:items/Each:nobody',
    `${prefix}:activity:nobody`,
    'arn:aws:iam::123456789012:role/any',
    'arn:aws:states',
    'orders',
    '<<failed>>:1',
    '<<machine>>:99',
  ),
);

/** What each member is mostly about. */
const FITTING: Readonly<Record<string, readonly (typeof WORDS)[number][]>> = {
  executionArn: ['failed', 'waiting', 'succeeded', 'failed'],
  stateMachineArn: ['machine', 'express', 'version', 'alias', 'machine'],
  stateMachineVersionArn: ['version'],
  stateMachineAliasArn: ['alias'],
  activityArn: ['activity'],
  mapRunArn: ['mapRun'],
  resourceArn: ['machine', 'activity'],
};

function arnFor(name: string): fc.Arbitrary<string> {
  const fitting = FITTING[name] ?? ['machine'];
  const words = fc.constantFrom(...fitting.map((word) => `<<${word}>>`));
  return fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: anyArn });
}

const json = fc.constantFrom('{}', '[1,2]', '{"order":7}', 'null', '"text"', '{', '', 'x', `"${'é'.repeat(200)}"`);
const texts = fc.oneof(
  fc.constantFrom('orders', 'order-1', 'a b', 'ünï', '*', '\u0000', '\ud800', '123', '', 'live', '__proto__', 'a/b'),
  fc.string({ maxLength: 90 }),
);

/** By the names of members, where a value has to be of the scene to get anywhere. */
const OWN: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  taskToken: fc.constantFrom('<<token>>', 'none', '<<token>>x'),
  nextToken: fc.constantFrom('<<page>>', 'none'),
  input: json,
  output: json,
  variables: json,
  definition: fc.oneof(
    fc.constantFrom(...Object.values(definitions).map((each) => JSON.stringify(each))),
    fc.constantFrom('{}', 'x', '{"StartAt":"A","States":{"A":{"Type":"Nothing"}}}'),
    fc.constantFrom('{"Type":"Pass","End":true}', '{"Type":"Succeed"}'),
  ),
};

/** Just inside and just outside of a limit. */
function lengths(min: number, max: number): fc.Arbitrary<string> {
  const near = [min - 1, min, max, max + 1].filter((length) => length >= 0 && length < 40_000);
  return fc.constantFrom(...near).chain((length) => fc.constantFrom('a', 'é').map((each) => each.repeat(length)));
}

function valueOf(name: string, rule: Rule): fc.Arbitrary<unknown> {
  switch (rule.is) {
    case 'text': {
      const own = name.endsWith('Arn') ? arnFor(name) : (OWN[name] ?? texts);
      if (rule.values !== undefined) return fc.constantFrom(...rule.values, ...rule.values, 'NOTHING', '');
      return fc.oneof({ weight: 12, arbitrary: own }, lengths(rule.min ?? 0, rule.max ?? 0));
    }
    case 'flag':
      return fc.boolean();
    case 'whole':
    case 'fraction': {
      const { min = 0, max = 1_000, bound } = rule;
      const edges = [min - 1, min, max, max + 1, 1.5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53].filter(
        (each) => bound > 0 || each > 0,
      );
      return fc.oneof(fc.integer({ min, max }), fc.constantFrom(...edges));
    }
    case 'list':
      return fc.array(valueOf(name, rule.of), { maxLength: 3 });
    case 'structure':
      return membersOf(rule.members);
  }
}

/** Of a request, what is required mostly, and what is not now and then. */
function membersOf(rules: Rules): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.entries(rules).map(([marked, rule]) => {
    const own = marked.replace('!', '');
    const [there, missing] = own === marked ? [1, 3] : [20, 1];
    const member = valueOf(own, rule).map((value): Record<string, unknown> => ({ [own]: value }));
    return fc.oneof({ weight: missing, arbitrary: fc.constant({}) }, { weight: there, arbitrary: member });
  });
  return fc.tuple(...members).map((all) => Object.assign({}, ...all) as Record<string, unknown>);
}

const anyJson = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -0, 5e-324, 1e308, '', [], {}, [[]], [null], { __proto__: null, a: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** One member, known or not, becomes something else. */
function mistaken(input: Record<string, unknown>, operation: string): fc.Arbitrary<Record<string, unknown>> {
  const known = Object.keys(operations[operation] ?? {}).map((name) => name.replace('!', ''));
  const where = fc.constantFrom(...known, 'unknown', 'constructor', 'toString');
  return fc.tuple(where, anyJson).map(([name, value]) => ({ ...input, [name]: value }));
}

/** What stands around the JSON of a request, or in its place. */
const wrappings: readonly ((body: string) => string)[] = [
  (body) => `\uFEFF${body}`,
  (body) => ` \r\n\t${body} `,
  (body) => body.slice(0, -1),
  (body) => `${body}x`,
  (body) => body.replace('{', '{"a":1,"a":2,').replace(',}', '}'),
  (body) => body.replace('}', ',}'),
  (body) => body.replaceAll('"', "'"),
  (body) => `[${body}]`,
  (body) => body.replace(/:(\d+)/, ':$1e400'),
  (body) => body.replace(/:(\d+)/, ':0$1'),
  (body) => body.replace('{', `{"deep":${'['.repeat(5_000)}${']'.repeat(5_000)},`).replace(',}', '}'),
  () => '',
  () => 'null',
  () => '5',
  () => '{"executionArn":',
  (body) => body.replaceAll('a', String.raw`\u0061`),
];

export function bodies(): fc.Arbitrary<Sent> {
  const operation = fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...names) },
    fc.constantFrom('Redrive', '__proto__', 'toString', ''),
  );
  return operation.chain((name) => {
    const right = membersOf(operations[Object.hasOwn(operations, name) ? name : 'ListActivities']!);
    const input = fc.oneof(
      { weight: 4, arbitrary: right },
      right.chain((each) => mistaken(each, name)),
    );
    const wrapping = fc.oneof(
      { weight: 6, arbitrary: fc.constant((body: string) => body) },
      fc.constantFrom(...wrappings),
    );
    return fc
      .tuple(input, wrapping)
      .map(([members, wrap]) => ({ operation: name, body: wrap(JSON.stringify(members)) }));
  });
}
