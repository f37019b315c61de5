import { existsSync, readFileSync } from 'node:fs';
import { modes } from '../../src/catalogue/modes';
import { historyRules } from '../../src/history';
import { sources } from '../../src/rules/sources';
import { claimsOfRules } from '../claims/checkerRules';
import { claimsOfTheProject, problemsAmong, readClaims, sourceFile, type Claim } from '../claims/claims';
import { claimsNamedByTests, claimsNamedIn } from '../claims/titles';
import { recordedPath } from '../recorded/recordings';

/** Claims that are still prose, room by room fewer: see docs/decisions/evidence.md. */
const STILL_PROSE = 0;

const { claims, problems } = claimsOfTheProject();

test('every claim about AWS is a tag with an id, a source or a reason, and code under it', () => {
  expect(problems.filter(({ message }) => !message.includes('outside of a tag'))).toEqual([]);
  expect(problems.filter(({ message }) => message.includes('outside of a tag')).length).toBeLessThanOrEqual(
    STILL_PROSE,
  );
});

test('every claim has an id of its own and a source that exists', () => {
  expect(problemsAmong(claims, new Set(Object.keys(sources)))).toEqual([]);
});

test('a test names claims that exist', () => {
  const ids = new Set(claims.map(({ id }) => id));
  const unknown = claimsNamedByTests()
    .filter(({ id }) => !ids.has(id))
    .map(({ id, path, line }) => `${path}:${line} names [${id}], which no tag in src has`);
  expect(unknown).toEqual([]);
});

test('every source is cited, by a claim or by a failure mode, and pages are of AWS', () => {
  const cited = new Set<string | undefined>([...claims, ...Object.values(modes)].map(({ source }) => source));
  const idle = Object.keys(sources).filter((source) => !cited.has(source));
  expect(idle.map((source) => `'${source}' is cited nowhere: cite it, or take it out of src/rules/sources.ts`)).toEqual(
    [],
  );
  for (const source of Object.values(sources)) {
    if ('url' in source) expect(source.url).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws)\//);
  }
});

const recordedErrors = recordedPath('recorded/errors.json');
const areRecorded = existsSync(recordedErrors);
const title = 'the errors that are said to be among the recorded refusals are';

(areRecorded ? test : test.skip)(
  areRecorded ? title : `${title} (skipped: no ${recordedErrors}; set AWS_RECORDED)`,
  () => {
    const errors = JSON.parse(readFileSync(recordedErrors, 'utf8')) as { code: string }[];
    const recorded = new Set(errors.map(({ code }) => code));
    const said = claims.filter(({ id, source }) => id.startsWith('fault.') && source === 'recorded-errors');
    expect(said.length).toBeGreaterThan(10);
    expect(said.map(({ id }) => id.replace('fault.', '')).filter((name) => !recorded.has(name))).toEqual([]);
  },
);

describe('what is refused', () => {
  const messagesOf = (text: string): string[] =>
    readClaims(sourceFile('src/example.ts', text)).problems.map(({ message }) => message);
  const GOOD = '/** @recorded [stop.closed] The first stop date stays. {recorded-callbacks} */';

  test.each([
    ['a claim without an id', '/** @recorded The first stop date stays. {recorded-callbacks} */\nf();', 'has no id'],
    ['an id that is not dotted', '/** @recorded [stop] It stays. {recorded-callbacks} */\nf();', 'is no id'],
    ['a claim without a sentence', '/** @recorded [stop.closed] {recorded-callbacks} */\nf();', 'says nothing'],
    ['a recorded claim without a source', '/** @recorded [stop.closed] It stays. */\nf();', 'names no source'],
    ['a reported claim without a source', '/** @reported [stop.closed] It stays. */\nf();', 'names no source'],
    ['an assumed claim without a reason', '/** @assumed [stop.closed] It stays. */\nf();', "has no 'Because: …'"],
    ['a claim at the end of a file', `f();\n${GOOD}\n`, 'no code under it'],
    ['a claim at the end of a block', `function f() {\n  g();\n  ${GOOD}\n}`, 'no code under it'],
    ['a claim at the end of a table', `const rows = [1,\n  ${GOOD}\n];`, 'no code under it'],
    ['a claim above an empty line', `${GOOD}\n\nf();`, 'an empty line'],
    ['a claim above an import', `${GOOD}\nimport 'x';`, 'above an import'],
    ['a claim above a type', `${GOOD}\nexport type Stop = 'a' | 'b';`, 'above a type'],
    ['a claim above a member of an interface', `interface Stop {\n  ${GOOD}\n  at: number;\n}`, 'above a type'],
    [
      'a claim in the middle of a line',
      '/** Stops. @recorded [stop.closed] It stays. {x} */\nf();',
      'outside of a tag',
    ],
    ['a claim in a line comment', '// @recorded [stop.closed] It stays. {x}\nf();', 'outside of a tag'],
    ['prose, in a line', '// assumed: it stays\nf();', 'outside of a tag'],
    ['prose, with a capital', '/** Stops. Recorded: it stays. */\nf();', 'outside of a tag'],
    ['prose, in capitals', '/* DOCUMENTED: it stays */\nf();', 'outside of a tag'],
    ['prose, over two lines', '/**\n * Stops. reported:\n * it stays\n */\nf();', 'outside of a tag'],
    ['prose, with a word between', '// Recorded order: a, then b.\nf();', 'outside of a tag'],
    ['prose, in parentheses', '// It stays (recorded).\nf();', 'outside of a tag'],
    ['prose behind code', 'f(); // assumed: it stays', 'outside of a tag'],
    [
      'prose below a tag',
      '/**\n * @recorded [a.b] It stays. {x}\n *\n * assumed: it goes\n */\nf();',
      'outside of a tag',
    ],
  ])('%s', (_, text, message) => {
    expect(messagesOf(text)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['a function', `${GOOD}\nexport function f() {}`],
    ['a statement', `function f() {\n  ${GOOD}\n  return 1;\n}`],
    ['a row', `const rows = {\n  ${GOOD}\n  closed: 1,\n};`],
    ['a row that speaks for itself', "const texts = {\n  /** @recorded [text.closed] {x} */\n  closed: 'Closed',\n};"],
    ['an element of an array', `const rows = [\n  ${GOOD}\n  { id: 1 },\n];`],
    [
      'strings and templates that look like comments',
      "f('// assumed: it stays', `/* recorded: ${g} // documented: x */`);",
    ],
    ['a word that only looks like a level', '// How many are reported at most: a few.\nf();'],
    ['a member of that name', 'const mode = { recorded: [1], documented: 2 };'],
  ])('not a claim above %s', (_, text) => {
    expect(messagesOf(text)).toEqual([]);
  });

  const claim = (id: string, source?: string): Claim => ({
    ...{ id, level: 'recorded', sentence: 'It stays.', path: 'src/example.ts', line: 1 },
    ...(source === undefined ? {} : { source }),
  });

  test('an id that stands twice', () => {
    expect(problemsAmong([claim('a.b'), claim('a.c'), claim('a.b')], new Set())).toHaveLength(1);
  });

  test('a source that does not exist', () => {
    expect(problemsAmong([claim('a.b', 'known'), claim('a.c', 'unknown')], new Set(['known']))).toHaveLength(1);
  });

  test.each([
    ['a test', "test('it stays [stop.closed]', () => {});", ['stop.closed']],
    ['two claims', "it('it stays [stop.closed] [stop.first]', () => {});", ['stop.closed', 'stop.first']],
    ['a group', "describe('stop [stop.closed]', () => {});", ['stop.closed']],
    ['a row', "test.each([['it stays [stop.closed]', 1]])('%s', () => {});", ['stop.closed']],
    ['a row by its id', "test.each([['stop.closed', 1]])('it stays [%s]', () => {});", ['stop.closed']],
    ['a case of a table', "const cases = [{ name: 'it stays [stop.closed]', run() {} }];", ['stop.closed']],
    ['a skipped test', "(live ? test : test.skip)('x', f); test.skip('it stays [stop.closed]', f);", ['stop.closed']],
    ['a text that is no title', "f('it stays [stop.closed]');", []],
    ['a comment', '// it stays [stop.closed]', []],
  ])('titles are read: %s', (_, text, ids) => {
    expect(claimsNamedIn(sourceFile('test/example.test.ts', text)).map(({ id }) => id)).toEqual(ids);
  });
});

test('the rules of the history checker are claims with their place', () => {
  const text =
    "ruleFamily('redrives', [\n  { id: 'link', says: 'It links.', evidence: 'recorded', source: 'recorded-redrives', check },\n]);";
  expect(claimsOfRules(sourceFile('src/history/rules/redrives.ts', text))).toEqual([
    {
      ...{ id: 'history.redrives.link', level: 'recorded', sentence: 'It links.', source: 'recorded-redrives' },
      ...{ path: 'src/history/rules/redrives.ts', line: 2 },
    },
  ]);
  expect(
    claims
      .filter(({ id }) => id.startsWith('history.'))
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(historyRules.map(({ id }) => id).toSorted());
});

test('a claim is read with its place, over lines and beside others', () => {
  const text = [
    '/**',
    ' * Stops an execution.',
    ' *',
    ' * @recorded [stop.closed] A closed execution keeps',
    ' *   its stop date. {recorded-callbacks}',
    ' * @assumed [stop.child] A child is stopped alike. Because: nothing is said',
    ' *   of children.',
    ' * @param arn - Of the execution.',
    ' */',
    'function stop(arn: string) {}',
  ].join('\n');
  expect(readClaims(sourceFile('src/stop.ts', text))).toEqual({
    claims: [
      {
        ...{ id: 'stop.closed', level: 'recorded', path: 'src/stop.ts', line: 4 },
        ...{ sentence: 'A closed execution keeps its stop date.', source: 'recorded-callbacks' },
      },
      {
        ...{ id: 'stop.child', level: 'assumed', path: 'src/stop.ts', line: 6 },
        ...{ sentence: 'A child is stopped alike.', reason: 'nothing is said of children.' },
      },
    ],
    problems: [],
  });
});
