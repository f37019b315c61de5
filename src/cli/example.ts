import { cp, readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';
import type { Given } from './given';
import type { Io } from './io';

/** Beside the folder in which this is, as a source or in a chunk; one level lower where all sources are one file. */
const LESSONS = [join(__dirname, '..', 'examples'), join(__dirname, '..', '..', 'examples')];

/** Lists the lessons, or writes one into a folder. */
export async function example(given: Given, io: Io): Promise<number> {
  const [name, folder] = given.positionals;
  const { place, names } = await lessons();
  if (name === undefined) {
    io.out((await Promise.all(names.map((each) => lineOf(place, each)))).join('\n'));
    return 0;
  }
  const lesson = names.find((each) => each === name || each.slice(0, 2) === name);
  if (lesson === undefined) throw unknownLesson(name, names);
  const target = resolve(io.cwd, folder ?? lesson);
  await refuseFull(target);
  await cp(join(place, lesson), target, { recursive: true });
  const alone = (await readdir(target)).includes('package.json');
  io.out(relative(io.cwd, target) || '.');
  io.tell(alone ? 'Run it there: npm install && npm test.' : `Run it: npx jest ${relative(io.cwd, target)}`);
  return 0;
}

async function lessons(): Promise<{ place: string; names: string[] }> {
  for (const place of LESSONS) {
    const names = (await readdir(place).catch(() => [])).filter((name) => /^\d\d-/.test(name));
    if (names.length > 0) return { place, names: names.toSorted() };
  }
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'The lessons are not there.',
    found: `Looked for in ${LESSONS.join(' and ')}.`,
    hint: 'They come with the package: npm install redrive-testkit.',
  });
}

/** The lesson with the first line of what it shows. */
async function lineOf(place: string, lesson: string): Promise<string> {
  const page = await readFile(join(place, 'README.md'), 'utf8').catch(() => '');
  const row = page.split('\n').find((line) => line.startsWith(`| [${lesson}]`));
  return `${lesson.padEnd(WIDTH)}${row?.split(' | ')[1] ?? ''}`.trimEnd();
}

const WIDTH = 28;

async function refuseFull(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: { code?: string }) => (error.code === 'ENOTDIR' ? ['a file'] : []));
  if (there.length === 0) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${folder} is there already, and not empty.`,
    hint: 'Name another folder: redrive-testkit example 03-lost-response lessons/03.',
  });
}

function unknownLesson(name: string, names: readonly string[]): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `There is no lesson '${name}'.`,
    hint: didYouMean(name, names) ?? "'redrive-testkit example' lists them.",
  });
}
