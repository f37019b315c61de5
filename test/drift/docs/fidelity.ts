import { sources, type Source } from '../../../src/rules/sources';
import { claimsOfTheProject, LEVELS, type Claim, type Level } from '../../claims/claims';
import { claimsNamedByTests, type NamedClaim } from '../../claims/titles';
import { conformanceSection } from './conformanceSection';
import { plain, table } from './markdown';

/** Topics by the first part of a claim's id, in the order of the page. Those that are not listed come last, by name. */
const TOPICS: Readonly<Record<string, string>> = {
  redrivability: 'When an execution can be redriven',
  idempotency: 'Client tokens',
  redrive: 'What a redrive does',
  'map-run': 'Map Runs and their children',
  failure: 'How executions fail',
  abort: 'How states are aborted',
  timeout: 'Timeouts',
  catch: 'Retry and Catch',
  task: 'Tasks and task tokens',
  nested: 'Nested executions',
  map: 'Map states',
  choice: 'Choice states',
  wait: 'Wait states',
  fail: 'Fail states',
  assign: 'Variables',
  template: 'Payload templates',
  path: 'Paths',
  'result-path': 'ResultPath',
  intrinsic: 'Intrinsic functions',
  jsonata: 'JSONata',
  json: 'JSON texts',
  start: 'StartExecution',
  stop: 'StopExecution',
  describe: 'Descriptions',
  'state-machine': 'State machines',
  version: 'Versions',
  alias: 'Aliases',
  activity: 'Activities',
  tag: 'Tags',
  deletion: 'What is kept, and for how long',
  page: 'Lists and pages',
  event: 'EventBridge events',
  arn: 'ARNs',
  names: 'Names',
  role: 'Roles',
  constraints: 'Constraints of requests',
  wire: 'The wire',
  limit: 'Limits',
  'field-limit': 'Limits of fields',
  fault: 'Errors',
  message: 'Messages of errors',
  definition: 'Definitions and their messages',
  history: 'Histories',
  checker: 'Histories: readings of the checker',
  import: 'Captured executions',
  mode: 'Failure modes',
};

const all: readonly Claim[] = claimsOfTheProject().claims.toSorted((a, b) => a.id.localeCompare(b.id, 'en'));

const topicOf = ({ id }: Claim): string => id.slice(0, id.indexOf('.'));
const titleOf = (topic: string): string => TOPICS[topic] ?? topic.replace(/^./, (first) => first.toUpperCase());
const claimsOf = (topic: string): Claim[] => all.filter((claim) => topicOf(claim) === topic);

function rankOf(topic: string): number {
  const rank = Object.keys(TOPICS).indexOf(topic);
  return rank < 0 ? Infinity : rank;
}

/** How many claims are of each level, and how many of all have a test that names them. */
export function claimCounts(): Record<Level, number> & { readonly all: number; readonly named: number } {
  const [documented, recorded, reported, assumed] = LEVELS.map(
    (level) => all.filter((claim) => claim.level === level).length,
  ) as [number, number, number, number];
  return { documented, recorded, reported, assumed, all: all.length, named: all.filter(isNamed).length };
}

const testsOf = ({ id }: Claim): NamedClaim[] => claimsNamedByTests().filter((test) => test.id === id);
const isNamed = (claim: Claim): boolean => testsOf(claim).length > 0;

/** docs/FIDELITY.md */
export function fidelityPage(): string {
  const topics = [...new Set(all.map(topicOf))].toSorted((a, b) => rankOf(a) - rankOf(b) || a.localeCompare(b, 'en'));
  return [
    '# Fidelity',
    '',
    'What the fake takes for the behavior of AWS Step Functions, claim by claim, and how sure that is. This page is written by',
    '`npm run docs` from the tags that stand above the code that makes each claim true; a test fails where it differs from them.',
    '',
    '- **documented**: a page of AWS says so; the source is linked.',
    '- **recorded**: it was seen on the real service.',
    '- **reported**: others measured it on the real service and say so.',
    '- **assumed**: AWS is silent and the fake had to choose; the reason stands below the claim. Some assumed readings of behavior can',
    '  be replaced: `createFakeStepFunctions({ assumptions })`; numbers: `{ limits }`.',
    '',
    'A test is the test of a claim only if its title names the claim. "none" does not mean that nothing exercises the code, but that no',
    'test was written to prove this sentence.',
    '',
    '## Count',
    '',
    countTable(topics),
    '',
    conformanceSection(),
    '',
    ...topics.flatMap((topic) => [`## ${titleOf(topic)}`, '', claimTable(claimsOf(topic)), '']),
    '## Sources',
    '',
    ...Object.entries<Source>(sources).map(([id, source]) => `- <a id="${id}"></a>${linked(source)}`),
    '',
  ].join('\n');
}

function countTable(topics: readonly string[]): string {
  const counts = (list: readonly Claim[]): string[] =>
    [
      ...LEVELS.map((level) => list.filter((claim) => claim.level === level).length),
      list.filter(isNamed).length,
      list.filter((claim) => !isNamed(claim)).length,
    ].map(String);
  const rows = topics.map((topic) => [titleOf(topic), ...counts(claimsOf(topic))]);
  return table(
    ['topic', ...LEVELS, 'with a test of its own', 'without'],
    [...rows, ['**all**', ...counts(all).map((count) => `**${count}**`)]],
  );
}

function claimTable(list: readonly Claim[]): string {
  return table(
    ['claim', 'what AWS does', 'level', 'source', 'code', 'test'],
    list.map((claim) => [
      `\`${claim.id}\``,
      claim.reason === undefined ? saying(claim) : `${saying(claim)}<br>*${plain(claim.reason)}*`,
      claim.level,
      claim.source === undefined ? '' : `[${plain(claim.source)}](#${claim.source})`,
      placeOf(claim),
      testsOf(claim).slice(0, 1).map(placeOf).join('') || 'none',
    ]),
  );
}

const saying = ({ sentence, isCode }: Claim): string =>
  isCode === true ? `\`${sentence.replaceAll('`', "'")}\`` : plain(sentence);

/** No link: the page is in the package, where the sources are not. */
function placeOf({ path, line }: { readonly path: string; readonly line: number }): string {
  return `\`${path}#L${line}\``;
}

function linked({ title, url }: Source): string {
  return url === undefined ? title : `[${title}](${url})`;
}
