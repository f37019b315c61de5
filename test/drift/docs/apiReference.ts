import { publicApi, type Declared, type Exported } from './publicDeclarations';

const KINDS: readonly [Exported['kind'], string][] = [
  ['function', 'Functions'],
  ['constant', 'Constants'],
  ['class', 'Classes'],
  ['interface', 'Interfaces'],
  ['type', 'Types'],
];

/** docs/API.md */
export function apiReference(): string {
  const api = publicApi();
  return [
    '# API reference',
    '',
    'Written by `npm run docs` from the docstrings in `src`; its examples are compiled by the tests.',
    '',
    ...[...api.keys()].map((specifier) => `- [\`${specifier}\`](#${anchorOf(specifier)})`),
    '',
    ...[...api].flatMap(([specifier, exported]) => entrySection(specifier, exported)),
  ].join('\n');
}

const anchorOf = (specifier: string): string => specifier.toLowerCase().replace(/[^a-z0-9-]/g, '');

function entrySection(specifier: string, exported: readonly Exported[]): string[] {
  return [
    `## ${specifier}`,
    '',
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
