import { hasPieces } from '../../src/model/wildcards';

const fits = (text: string, pattern: string): boolean => hasPieces(text, pattern.split('*'));

test.each([
  ['', ''],
  ['abc', 'abc'],
  ['abc', '*'],
  ['abc', 'a*'],
  ['abc', '*c'],
  ['abc', 'a*c'],
  ['abc', '*b*'],
  ['aXbYc', 'a*b*c'],
  ['a.c', 'a.c'],
])('%j fits %j', (text, pattern) => expect(fits(text, pattern)).toBe(true));

test.each([
  ['abc', ''],
  ['abc', 'ab'],
  ['abc', 'b*'],
  ['abc', '*b'],
  ['a', 'a*a'],
  ['abab', 'ab*ba*ab'],
  ['abc', 'a.c'],
])('%j does not fit %j', (text, pattern) => expect(fits(text, pattern)).toBe(false));

test('many stars come to an end', () => {
  expect(fits('e'.repeat(50_000), `${'*e'.repeat(200)}*Z`)).toBe(false);
});
