import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { anonymizeAlike } from '../../incidents/anonymizeExecution';
import type { CapturedFiles } from '../../incidents/importExecution';
import { parseArn } from '../../model/arn';
import { parseJson, toPlainJson } from '../../model/json';
import { TestkitError } from '../../model/testkitError';
import { INCIDENT } from '../files';
import type { Io } from '../io';
import type { Given } from '../given';
import { readerOf } from './reader';
import { readIncident, type ReadExecution, type ReadIncident } from './readIncident';

/** Reads an execution and all that belongs to it, and writes it into a folder. */
export async function capture(given: Given, io: Io): Promise<number> {
  const [executionArn = ''] = given.positionals;
  const arn = parseArn(executionArn);
  if (arn?.resource !== 'execution') throw noExecution(executionArn);
  const folder = resolve(io.cwd, given.text('out') ?? 'incident');
  await refuseFull(folder);
  const reader = readerOf(io.cwd, given.text('region') ?? arn.region, given.text('endpoint-url'));
  try {
    const incident = await readIncident(executionArn, reader, io.tell);
    const isRaw = given.is('raw');
    const files = filesOf(isRaw ? incident : anonymous(incident));
    for (const [path, content] of files) await write(join(folder, path), content);
    io.tell(`${files.length} files${isRaw ? ', as they are on AWS' : ''}. Look at them before you commit them.`);
    io.out(folder);
  } finally {
    reader.close();
  }
  return 0;
}

function noExecution(given: string): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: "Captured is a Standard execution, by its ARN: 'arn:aws:states:<region>:<account>:execution:<state machine>:<name>'.",
    found: given === '' ? 'There is no ARN.' : `It got ${given}.`,
    hint: '`aws stepfunctions list-executions` shows the ARNs. Express executions keep no history on AWS.',
  });
}

async function refuseFull(folder: string): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  if (there.length === 0) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `${folder} is there already, and not empty.`,
    hint: 'Choose another with --out <folder>, or remove it.',
  });
}

function anonymous({ execution, mapRuns }: ReadIncident): ReadIncident {
  const children = mapRuns.flatMap((mapRun) => mapRun.children);
  const all = [execution, ...children] as unknown as CapturedFiles[];
  const descriptions = mapRuns.map(({ describe }) => describe);
  const alike = anonymizeAlike(all, descriptions);
  const [first, ...others] = alike.executions as unknown as ReadExecution[];
  return {
    execution: first!,
    mapRuns: mapRuns.map((mapRun, at) => ({
      describe: alike.others[at]!,
      children: others.splice(0, mapRun.children.length),
    })),
  };
}

/** Paths within the folder, and what each file holds. */
function filesOf({ execution, mapRuns }: ReadIncident): (readonly [string, unknown])[] {
  return [
    ...executionFiles('', execution),
    ...mapRuns.flatMap(({ describe, children }, at) => {
      const folder = `${INCIDENT.mapRuns}/${at + 1}`;
      return [
        [`${folder}/${INCIDENT.mapRun}`, describe] as const,
        ...children.flatMap((child, index) => executionFiles(`${folder}/${INCIDENT.children}/${index + 1}/`, child)),
      ];
    }),
  ];
}

function executionFiles(folder: string, { describe, history, definition }: ReadExecution): [string, unknown][] {
  return [
    [`${folder}${INCIDENT.describe}`, describe],
    [`${folder}${INCIDENT.history}`, history],
    ...(definition === undefined
      ? []
      : [[`${folder}${INCIDENT.definition}`, asObject(definition)] as [string, unknown]]),
  ];
}

const asObject = (definition: object | string): unknown =>
  typeof definition === 'string' ? toPlainJson(parseJson(definition)) : definition;

async function write(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(content, null, 2)}\n`);
}
