import type { Rule } from '../../../src/rules';
import { filesBelow, textOf } from '../../tidy/sources';

const NOT_ABOUT_ONE_RULE = /^test\/(drift|tidy|documentation|package|bench)\/|registry\.test/;

interface TestFile {
  readonly path: string;
  readonly text: string;
}

const testFiles: readonly TestFile[] = filesBelow('test')
  .filter((path) => path.endsWith('.test.ts') && !NOT_ABOUT_ONE_RULE.test(path))
  .map((path) => ({ path, text: textOf(path) }));

/** Tests of the places where rules take effect, for rules that no test names. */
const TESTS_OF_PLACES: readonly (readonly [where: RegExp, tests: string])[] = [
  [/^src\/(asl\/resume|service\/operations\/redriveExecution)/, 'test/documented/redriveExecution.test.ts'],
  [
    /^src\/asl\/(mapRun|states\/distributedMap)|^src\/service\/mapRuns\/|mapRunCourse/,
    'test/service/mapRuns/redrive.test.ts',
  ],
  [/^src\/asl\/context/, 'test/documented/redriveExecution.test.ts'],
  [/^src\/asl\/(failure|states\/simple)/, 'test/asl/engine/data.test.ts'],
  [/^src\/asl\/(advance|transitions)/, 'test/asl/engine/limits.test.ts'],
  [/^src\/asl\/containers/, 'test/asl/engine/parallel.test.ts'],
  [/^src\/asl\/abort/, 'test/asl/engine/parallel.test.ts'],
  [/deleteStateMachine|removal/, 'test/service/deletion.test.ts'],
  [/versions|aliasRouting|Version|Alias/, 'test/service/operations/versionsAndAliases.test.ts'],
  [/operations\/\w*(Activity|Tag)|activities/, 'test/service/operations/activitiesAndTags.test.ts'],
  [/operations\/\w*StateMachine|names\.ts/, 'test/service/operations/stateMachines.test.ts'],
  [/operations\/sendTask/, 'test/service/redriveLadder.test.ts'],
  [/^src\/service\/(executionShapes|operations\/)/, 'test/service/progress.test.ts'],
  [/^src\/rules\/faults\//, 'test/rules/faults.test.ts'],
  [/^src\/rules\/(constraints\/|requestConstraints)/, 'test/rules/requestConstraints.test.ts'],
  [/definitionMessages/, 'test/asl/definition/documentedRules.test.ts'],
  [/^src\/rules\/fieldLimits/, 'test/asl/data/intrinsics.test.ts'],
  [/^src\/rules\/limits/, 'test/service/boundaries.test.ts'],
];

/** Where a rule is tested: by name, or by the tests of the place where it takes effect. */
export interface RuleTest {
  readonly path: string;
  readonly byName: boolean;
}

/**
 * The test of a rule: a file that names its id; else, of a limit, an error or a message, one that names what the id ends
 * with, or quotes the text; else the tests of its place.
 */
export function testOf(rule: Rule): RuleTest | undefined {
  const beside = testFiles.filter(({ path }) => standsBeside(path, rule.where));
  const inOrder = [...beside, ...testFiles];
  const named =
    inOrder.find(({ text }) => text.includes(`'${rule.id}'`)) ?? inOrder.find((file) => isNamedIn(rule, file));
  if (named !== undefined) return { path: named.path, byName: true };
  const ofPlace = TESTS_OF_PLACES.filter(([where]) => where.test(rule.where)).map(([, tests]) => tests);
  const path = [...beside.map((file) => file.path), ...ofPlace].find((each) =>
    testFiles.some((file) => file.path === each),
  );
  return path === undefined ? undefined : { path, byName: false };
}

function isNamedIn({ id, says }: Rule, { text }: TestFile): boolean {
  const [topic, name] = id.split('.', 2) as [string, string];
  if (!/^(limit|field-limit|fault|message|definition)$/.test(topic)) return false;
  if (new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)) return true;
  const words = says.slice(says.indexOf(': ') + 2);
  const quoted = words
    .split(/\{\w+\}|'/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  return /^(message|definition)$/.test(topic) && quoted.length > 15 && text.includes(quoted);
}

/** `test/rules/limits.test.ts` of `src/rules/limits.ts`; tests of the rules of histories stand in one folder above them. */
function standsBeside(path: string, where: string): boolean {
  if (where.startsWith('src/history/rules/')) return path.startsWith('test/history/checkHistory');
  const stem = where.replace(/^src\//, 'test/').replace(/\.ts$/, '');
  return path === `${stem}.test.ts` || path.startsWith(`${stem}.`) || path.startsWith(`${stem}/`);
}
