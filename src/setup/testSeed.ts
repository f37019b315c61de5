import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { globalState } from '../model/globalState';

/** How often each test has begun: one that is repeated must not meet what an earlier run has left behind. */
const BEGUN = Symbol.for('redrive-testkit.begun');

/** The seed of the ids of one test: no two tests share an id, and the same test has the same ids in each run and on each machine. */
export function seedOfTest(randomSeed: number | undefined, file: string | undefined, name: string | undefined): number {
  const test = JSON.stringify([randomSeed ?? 1, file === undefined ? '' : inPackage(file), name ?? '']);
  const begun = globalState<Map<string, number>>(BEGUN, () => new Map());
  const count = (begun.get(test) ?? 0) + 1;
  begun.set(test, count);
  return hash(`${test} ${count}`);
}

/** The path from the package that the file is in: where that is checked out, or the runner was started, is no matter. */
function inPackage(file: string): string {
  let folder = dirname(file);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return relative(folder, file).replaceAll('\\', '/');
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return value >>> 0;
}
