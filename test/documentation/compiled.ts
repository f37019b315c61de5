import { filesBelow, textOf } from '../tidy/sources';
import { errorsIn, type Snippet } from './compile';

interface Block extends Snippet {
  /** What stands behind the language, as in ```ts signature; `continued` is written below the block before it. */
  readonly role: string;
}

const FENCED = /^```(js|ts)(?: (\w+))?\n([^]*?)^```$/gm;

function blocksOf(page: string): Block[] {
  const text = textOf(page);
  return [...text.matchAll(FENCED)].map((match) => ({
    place: `${page}:${text.slice(0, match.index).split('\n').length}`,
    language: match[1] as 'js' | 'ts',
    role: match[2] ?? '',
    code: match[3]!,
  }));
}

const reference = textOf('docs/API.md');

/** Entry by entry, what can be imported from where. */
const sections = reference.split(/^## /m).filter((section) => section.startsWith('redrive-testkit'));
const exported = new Map(
  sections.flatMap((section) => {
    const specifier = section.slice(0, section.indexOf('\n'));
    return [...section.matchAll(/^#### (\w+)/gm)].map(([, name]) => [name!, specifier] as const);
  }),
);
/** Where other names come from that docstrings use. */
const OF_OTHERS: Readonly<Record<string, string>> = {
  readFileSync: "import { readFileSync } from 'node:fs';",
  writeFileSync: "import { writeFileSync } from 'node:fs';",
  execFileSync: "import { execFileSync } from 'node:child_process';",
  fc: "import fc from 'fast-check';",
};
const OF_THE_SDK = /^(SFNClient|[A-Z]\w+Command)$/;

/** A docstring leaves out where the names of the package and of the SDK come from. */
function withImports(block: Block): Snippet {
  const code = block.code.replace(/'[^'\n]*'|\/\/.*/g, '');
  const declared = new Set(
    [...code.matchAll(/\b(?:import|const|let|function) +(\{[^}]*\}|\w+)/g)].flatMap(([, names]) =>
      names!.match(/\w+/g),
    ),
  );
  const used = new Set(code.match(/(?<![\w.]|\w\.)\w+|(?<=\.\.\.)\w+/g));
  const imports = [...used]
    .filter((name) => !declared.has(name) && name !== 'default')
    .flatMap((name) => {
      const from = exported.get(name) ?? (OF_THE_SDK.test(name) ? '@aws-sdk/client-sfn' : undefined);
      return from === undefined ? (OF_OTHERS[name] ?? []) : [`import { ${name} } from '${from}';`];
    });
  return { ...block, imports: imports.join('\n') };
}

const pages = ['README.md', 'docs/SKILL.md', ...filesBelow('docs/guide')];
/** A block that continues another stands below the last one in its language. */
const written = pages.flatMap((page) =>
  blocksOf(page).map((block, index, blocks) => {
    if (block.role !== 'continued') return block;
    const above = blocks.slice(0, index).findLast(({ language }) => language === block.language)!;
    return { ...block, code: `${above.code}\n${block.code}` };
  }),
);
const examples = blocksOf('docs/API.md').filter(({ role }) => role === '');

test('there is code to compile', () => {
  expect(written.length).toBeGreaterThan(30);
  expect(examples.length).toBeGreaterThan(20);
});

test('the code of README.md, of the guide and of the docstrings compiles', () => {
  expect(errorsIn([...written, ...examples.map(withImports)])).toEqual([]);
});

test('what does not compile is told, with its place', () => {
  const [error] = errorsIn([{ place: 'here', language: 'ts', code: 'sfn.redriveExecution({ stateMachineArn: 1 });' }]);
  expect(error).toMatch(/^here: .*stateMachineArn/);
});
