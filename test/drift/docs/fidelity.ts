import { historyRules } from '../../../src/history';
import { rules, sources, type Evidence, type Rule, type Source } from '../../../src/rules';
import { conformanceSection } from './conformanceSection';
import { plain, table } from './markdown';
import { testOf } from './ruleTests';

const EVIDENCE: readonly Evidence[] = ['documented', 'recorded', 'assumed'];

/** Topics by the first part of a rule's id, in the order of the page. */
const TOPICS: Readonly<Record<string, string>> = {
  redrivability: 'When an execution can be redriven',
  idempotency: 'Client tokens',
  redrive: 'What a redrive does',
  'map-run': 'Map Runs and their children',
  failure: 'How executions fail',
  describe: 'DescribeExecution',
  start: 'StartExecution',
  stop: 'StopExecution',
  'state-machine': 'State machines',
  version: 'Versions',
  alias: 'Aliases',
  activity: 'Activities',
  page: 'Pages',
  constraints: 'Constraints of requests',
  names: 'Names',
  limit: 'Limits',
  'field-limit': 'Limits of fields',
  fault: 'Errors',
  message: 'Messages of errors',
  definition: 'Messages about definitions',
  history: 'Histories',
};

function titleOf(topic: string): string {
  const title = TOPICS[topic];
  if (title === undefined)
    throw new Error(`rules begin with '${topic}.', and TOPICS in ${__filename} has no title for them`);
  return title;
}

const topicOf = ({ id }: Rule): string => id.slice(0, id.indexOf('.'));
const all: readonly Rule[] = [...rules, ...historyRules];

/** How many rules are documented, recorded and assumed. */
export function evidenceCounts(): Record<Evidence, number> {
  const count = (evidence: Evidence): number => all.filter((rule) => rule.evidence === evidence).length;
  return { documented: count('documented'), recorded: count('recorded'), assumed: count('assumed') };
}

/** docs/FIDELITY.md */
export function fidelityPage(): string {
  const topics = [...new Set(all.map(topicOf))].toSorted((a, b) => rankOf(a) - rankOf(b));
  return [
    '# Fidelity',
    '',
    'What the fake takes for the behavior of AWS Step Functions, rule by rule, and how sure that is. This page is written by',
    '`npm run docs` from the rules themselves (`src/rules`, `src/history/rules`); a test fails where it differs from them.',
    '',
    '- **documented**: a page of AWS says so; the source is linked.',
    '- **recorded**: it was seen on the real service.',
    '- **assumed**: AWS is silent, or known from reports only, and the fake had to choose; the reason stands below the rule. An assumed',
    '  reading that is a rule of behavior can be replaced: `createFakeStepFunctions({ assumptions })`; a number: `{ limits }`.',
    '',
    'A test in brackets does not name the rule: it is the test of the place where the rule takes effect.',
    '',
    '## Count',
    '',
    countTable(topics),
    '',
    conformanceSection(),
    '',
    ...topics.flatMap((topic) => [`## ${titleOf(topic)}`, '', ruleTable(rulesOf(topic)), '']),
    '## Sources',
    '',
    ...Object.entries<Source>(sources).map(([id, source]) => `- <a id="${id}"></a>${linked(source)}`),
    '',
  ].join('\n');
}

const rankOf = (topic: string): number => Object.keys(TOPICS).indexOf(topic);
const rulesOf = (topic: string): Rule[] => all.filter((rule) => topicOf(rule) === topic);

function countTable(topics: readonly string[]): string {
  const counts = (list: readonly Rule[]): string[] =>
    EVIDENCE.map((evidence) => String(list.filter((rule) => rule.evidence === evidence).length));
  const rows = topics.map((topic) => [titleOf(topic), ...counts(rulesOf(topic))]);
  return table(['topic', ...EVIDENCE], [...rows, ['**all**', ...counts(all).map((count) => `**${count}**`)]]);
}

function ruleTable(list: readonly Rule[]): string {
  return table(
    ['rule', 'what AWS does', 'evidence', 'source', 'where', 'test'],
    list.map((rule) => [
      `\`${rule.id}\``,
      rule.evidence === 'assumed' ? `${plain(rule.says)}<br>*${plain(rule.reason)}*` : plain(rule.says),
      rule.evidence,
      `[${plain(rule.source)}](#${rule.source})`,
      fileLink(rule.where),
      testLink(rule),
    ]),
  );
}

function testLink(rule: Rule): string {
  const test = testOf(rule);
  if (test === undefined) return '–';
  return test.byName ? fileLink(test.path) : `(${fileLink(test.path)})`;
}

function fileLink(path: string): string {
  return `[${path.replace(/^(src|test)\//, '')}](../${path})`;
}

function linked({ title, url }: Source): string {
  return url === undefined ? title : `[${title}](${url})`;
}
