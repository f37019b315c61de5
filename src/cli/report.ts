import { readdir, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { HistorySource } from '../history/historyEvents';
import type { CapturedMapRun } from '../report/subject/mapRuns';
import { toHtml } from '../report/toHtml';
import { INCIDENT, parsed, readDefinitionOf, readHistoryFile, readText } from './files';
import type { Io } from './io';
import type { Given } from './given';

export async function report(given: Given, io: Io): Promise<number> {
  const [path] = given.positionals;
  const history = await readHistoryFile(path, io);
  const title = given.text('title');
  const page = toHtml(history as HistorySource, {
    ...(await readDefinitionOf(path, given.text('definition'), io)),
    ...(title === undefined ? {} : { title }),
    ...(await captured(path!, io)),
  });
  const out =
    given.text('out') ?? `${path === '-' ? 'report' : basename(resolve(io.cwd, path!)).replace(/\.json$/, '')}.html`;
  if (out === '-') {
    io.out(page.trimEnd());
    return 0;
  }
  const file = resolve(io.cwd, out);
  await writeFile(file, page);
  io.out(relative(io.cwd, file));
  return 0;
}

/** What `capture` has put beside the history. */
async function captured(path: string, io: Io): Promise<{ describe?: object; mapRuns?: CapturedMapRun[] }> {
  const folder = resolve(io.cwd, path);
  const names = path === '-' ? [] : await readdir(folder).catch(() => []);
  if (!names.includes(INCIDENT.describe)) return {};
  const read = async (...parts: string[]): Promise<object> => {
    const file = join(folder, ...parts);
    return parsed(file, await readText(file)) as object;
  };
  const mapRuns: CapturedMapRun[] = [];
  for (const mapRun of await numbered(join(folder, INCIDENT.mapRuns))) {
    const executions: object[] = [];
    for (const child of await numbered(join(folder, INCIDENT.mapRuns, mapRun, INCIDENT.children))) {
      executions.push(await read(INCIDENT.mapRuns, mapRun, INCIDENT.children, child, INCIDENT.describe));
    }
    mapRuns.push({ ...(await read(INCIDENT.mapRuns, mapRun, INCIDENT.mapRun)), executions });
  }
  return { describe: await read(INCIDENT.describe), mapRuns };
}

/** Folders `1`, `2`, … in a folder, in that order; none if it is not there. */
async function numbered(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).toSorted((a, b) => Number(a) - Number(b));
}
