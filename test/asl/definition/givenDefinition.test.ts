import { givenDefinition, textOfDefinition } from '../../../src/asl/definition/givenDefinition';

const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Result: { half: 0.5 }, End: true } } };
const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"half":0.50},"End":true}}}';

test.each<[string, unknown]>([
  ['an object', definition],
  ['its text', text],
  ['its text behind a byte order mark', `\uFEFF${text}`],
  ['the answer that it was captured with', { definition: text, name: 'checkout', roleArn: 'arn' }],
  ['that answer as text', JSON.stringify({ definition: text, name: 'checkout' })],
])('%s is a definition', (_, given) => {
  expect(givenDefinition(given)).toMatchObject({ StartAt: 'A', States: { A: { Type: 'Pass' } } });
});

test('numbers stay as they are written', () => {
  expect(textOfDefinition({ definition: text })).toBe(text);
});

test.each<[string, unknown, RegExp]>([
  ['a number', 5, /an object, or its JSON text/],
  ['nothing', undefined, /an object, or its JSON text/],
  ['a list', '[]', /an object, or its JSON text/],
  ['YAML', 'StartAt: A', /is no JSON/],
  ['half a text', text.slice(0, 20), /is no JSON/],
  ['another object', { StartAt: 'A' }, /no StartAt and States/],
])('%s is none, and says what would be', (_, given, message) => {
  expect(() => givenDefinition(given)).toThrow(message);
  expect(() => givenDefinition(given)).toThrow(expect.objectContaining({ code: 'ARGUMENT_INVALID' }));
});
