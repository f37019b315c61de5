import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, root, textOf } from '../../tidy/sources';
import { table } from './markdown';

/** A folder of examples, as the head comment of its test describes it. */
export interface Lesson {
  readonly folder: string;
  readonly shows: string;
  /** The mistake that the naive variant makes; absent if there is none. */
  readonly trap?: string;
  /** It has a package.json of its own: it runs in another runner than this project's. */
  readonly standsAlone: boolean;
}

export function readLessons(): Lesson[] {
  return readdirSync(join(root, 'examples'))
    .filter((folder) => /^\d\d-/.test(folder))
    .toSorted()
    .map(readLesson);
}

function readLesson(folder: string): Lesson {
  const files = filesBelow(`examples/${folder}`);
  const heads = files
    .filter((path) => /\.test\.[jt]sx?$/.test(path))
    .map((path) => /^\/\*\*\n([^]*?)\*\//.exec(textOf(path))?.[1]?.replace(/^ \* ?/gm, '') ?? '');
  const head = heads.find((text) => text.startsWith('Shows: '));
  if (head === undefined)
    throw new Error(`No test of examples/${folder} begins with a comment that says what it shows.`);
  const [, shows, trap] = /^Shows: ([^]*?)(?:\nTrap: ([^]*?))?(?:\n\n|\n?$)/.exec(head.trimEnd())!;
  return {
    folder,
    shows: sentence(shows!),
    ...(trap === undefined ? {} : { trap: sentence(trap) }),
    standsAlone: files.includes(`examples/${folder}/package.json`),
  };
}

const sentence = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  // Some names are written small: fast-check, node:test.
  return /^\w+[-:]/.test(line) ? line : line.charAt(0).toUpperCase() + line.slice(1);
};

/** The table of examples/README.md, and with another `base` that of README.md. */
export function lessonTable(base = ''): string {
  return table(
    ['lesson', 'shows', 'trap that is caught'],
    readLessons().map(({ folder, shows, trap = '' }) => [`[${folder}](${base}${folder})`, shows, trap]),
  );
}

/** examples/README.md */
export function examplesPage(): string {
  const alone = readLessons().filter(({ standsAlone }) => standsAlone);
  return [
    '# Lessons',
    '',
    'One idea each. `redriver.ts` is code that a team would own: it knows the AWS SDK and nothing else. Its test imports the package by its',
    'name. Where there is a trap, `naive.ts` walks into it, and a test shows what comes of that.',
    '',
    lessonTable(),
    '',
    '`npx redrive-testkit example 03-lost-response` writes a lesson into a folder of your project.',
    '',
    'In this repository `npm test -- examples` runs them all but for',
    `${alone.map(({ folder }) => `\`${folder}\``).join(', ')}, which have a package.json of their own: copy the folder, then \`npm install && npm test\`.`,
    '`npm test -- test/package` runs those with the packed package.',
    '',
    '`npm run demo` runs [demo](demo): a recovery job against a small order workflow, with the histories around it.',
    '',
    'The table is written by `npm run docs`.',
    '',
  ].join('\n');
}
