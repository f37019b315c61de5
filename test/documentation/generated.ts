import { textOf } from '../tidy/sources';
import { readLessons } from '../drift/docs/lessons';
import { PAGES } from '../drift/docs/pages';
import { publicApi } from '../drift/docs/publicDeclarations';

/** Where in its file a claim stands changes with each edit above it: `npm run docs` follows, but no test asks for it. */
const withoutLines = (page: string): string => page.replace(/#L\d+/g, '');

test.each(Object.keys(PAGES))(
  '%s is as the code has it; if not, `npm run docs` writes it',
  (path) => {
    expect(withoutLines(textOf(path))).toBe(withoutLines(PAGES[path]!()));
  },
  60_000,
);

test('every exported function and class has a text, and an example', () => {
  const bare = [...publicApi()].flatMap(([specifier, exported]) =>
    exported
      .filter(({ kind }) => kind === 'function' || kind === 'class')
      .filter(({ text, tags }) => text === '' || !tags.some(({ name }) => name === 'example'))
      .map(({ name }) => `${specifier}: ${name}`),
  );
  expect(bare).toEqual([]);
});

test('lessons are numbered without a gap', () => {
  const numbers = readLessons().map(({ folder }) => Number(folder.slice(0, 2)));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});
