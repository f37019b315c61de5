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

/**
 * The test file of a rule: one that names its id; else, of a limit, an error or a message, one that names what the id ends
 * with, or quotes the text; else the one that stands where the rule's own file stands.
 */
export function testOf(rule: Rule): string | undefined {
  const mirrors = testFiles.filter(({ path }) => standsBeside(path, rule.where));
  const inOrder = [...mirrors, ...testFiles];
  const found =
    inOrder.find(({ text }) => text.includes(`'${rule.id}'`)) ?? inOrder.find((file) => isNamedIn(rule, file));
  return (found ?? mirrors[0])?.path;
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
