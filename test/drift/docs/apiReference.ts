import { publicApi, type Declared, type Exported } from './publicDeclarations';
import { operationShapes, typesBehind, type OperationShape } from './typesBehind';

const KINDS: readonly [Exported['kind'], string][] = [
  ['function', 'Functions'],
  ['constant', 'Constants'],
  ['class', 'Classes'],
  ['interface', 'Interfaces'],
  ['type', 'Types'],
];

/** What is no entry, and stands behind them. */
const OPERATIONS = 'Operations';
const BEHIND = 'Types without an export';

/** docs/API.md */
export function apiReference(): string {
  const sections = [...publicApi().keys(), OPERATIONS, BEHIND];
  return withLinks([
    '# API reference',
    '',
    'Written by `npm run docs` from the docstrings in `src`; its examples are compiled by the tests.',
    '',
    ...sections.map(
      (title) => `- [${title.includes(' ') || title === OPERATIONS ? title : `\`${title}\``}](#${anchorOf(title)})`,
    ),
    '',
    ...[...publicApi()].flatMap(([specifier, exported]) => entrySection(specifier, exported)),
    ...operationsSection(operationShapes()),
    ...entrySection(BEHIND, typesBehind(), 'They are named by signatures, and cannot be imported.'),
  ]).join('\n');
}

function operationsSection(operations: readonly OperationShape[]): string[] {
  return [
    `## ${OPERATIONS}`,
    '',
    'Each is a method of the fake, synchronous and not journalled; clients reach the same ones through an adapter. Types are those of',
    '`@aws-sdk/client-sfn`. A refusal of AWS is thrown as an error whose `name` is the code.',
    '',
    ...operations.flatMap(({ name, input, output }) => [
      `### sfn.${name}()`,
      '',
      ...listed('Input', input),
      ...listed('Output', output),
    ]),
  ];
}

const listed = (title: string, members: OperationShape['input']): string[] =>
  members.length === 0
    ? [`${title}: nothing.`, '']
    : [`${title}:`, '', ...members.map(({ signature }) => `- \`${oneLine(signature)}\``), ''];

/** Puts behind each section the types that it names, where the page tells of them. */
function withLinks(lines: readonly string[]): string[] {
  const anchors = new Map<string, string>();
  const seen = new Map<string, number>();
  for (const [, title = ''] of lines.flatMap((line) => [/^#{2,4} (.*)$/.exec(line) ?? []])) {
    const anchor = anchorOf(title);
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    if (/^[A-Z]\w*$/.test(title) && !KIND_TITLES.has(title) && !anchors.has(title)) {
      anchors.set(title, count === 0 ? anchor : `${anchor}-${count}`);
    }
  }
  const linked: string[] = [];
  let named = new Set<string>();
  const close = (): void => {
    if (named.size > 0)
      linked.push(`Types: ${[...named].map((name) => `[${name}](#${anchors.get(name)})`).join(', ')}`, '');
    named = new Set();
  };
  let own = '';
  let isSignature = false;
  for (const line of lines) {
    const heading = /^#{2,4} (.*)$/.exec(line)?.[1];
    if (heading !== undefined) {
      close();
      own = heading;
    }
    if (line.startsWith('```')) isSignature = line === '```ts signature';
    const code = isSignature ? line : (/^- `([^`]*)`/.exec(line)?.[1] ?? '');
    for (const [name] of code.matchAll(/\b[A-Z]\w*\b/g)) if (anchors.has(name) && name !== own) named.add(name);
    linked.push(line);
  }
  close();
  return linked;
}

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

const KIND_TITLES = new Set(KINDS.map(([, title]) => title).concat(OPERATIONS));

function entrySection(specifier: string, exported: readonly Exported[], note?: string): string[] {
  return [
    `## ${specifier}`,
    '',
    ...(note === undefined ? [] : [note, '']),
    ...KINDS.flatMap(([kind, title]) => {
      const ofKind = exported.filter((each) => each.kind === kind);
      return ofKind.length === 0 ? [] : [`### ${title}`, '', ...ofKind.flatMap(exportSection)];
    }),
  ];
}

function exportSection(exported: Exported): string[] {
  const heading = exported.kind === 'function' ? `${exported.name}()` : exported.name;
  return [
    `#### ${heading}`,
    '',
    ...(exported.signature === '' ? [] : [fenced(exported.signature, 'ts signature'), '']),
    ...documentation(exported),
    ...(exported.members.length === 0 ? [] : [...exported.members.map(memberLine), '']),
  ];
}

function documentation({ text, tags }: Declared): string[] {
  const examples = tags.filter(({ name }) => name === 'example').map(({ text }) => fenced(text.trim()));
  const notes = tags.filter(({ name }) => name !== 'example').map(({ name, text }) => `- ${tagText(name, text)}`);
  return [
    ...(text === '' ? [] : [prose(text), '']),
    ...(notes.length === 0 ? [] : [...notes, '']),
    ...examples.flatMap((example) => [example, '']),
  ];
}

function tagText(name: string, text: string): string {
  if (name !== 'param') return `*${name}* ${oneLine(prose(text))}`;
  const [parameter = '', ...words] = text.split(' ');
  return `\`${parameter}\`: ${oneLine(prose(words.join(' ').replace(/^- /, '')))}`;
}

function memberLine(member: Declared): string {
  const { signature, text } = member;
  return `- \`${oneLine(signature)}\`${text === '' ? '' : ` – ${oneLine(prose(text))}`}`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `{@link name}` becomes `name` as code. */
const prose = (text: string): string => text.replace(/\{@link ([^}]+)\}/g, (_, name: string) => `\`${name.trim()}\``);

const fenced = (code: string, info = 'ts'): string => [`\`\`\`${info}`, code, '```'].join('\n');
