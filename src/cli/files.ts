import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, extname, join, resolve } from 'node:path';
import { jsonOfText } from '../model/jsonText';
import { TestkitError } from '../model/testkitError';
import type { Io } from './io';

/** Names of the files of an incident: those that the AWS CLI's commands would have. */
export const INCIDENT = {
  describe: 'describe-execution.json',
  history: 'get-execution-history.json',
  definition: 'definition.json',
  mapRun: 'describe-map-run.json',
  /** Folders: of Map Runs, and in each of them of its children, with a numbered folder for each. */
  mapRuns: 'map-runs',
  children: 'children',
} as const;

/** The history in a file, in a folder that `capture` has written, or on standard input. */
export async function readHistoryFile(path: string | undefined, io: Io): Promise<unknown> {
  if (path === '-') return parsed('standard input', await io.stdin());
  if (path === undefined) throw noFile();
  const place = resolve(io.cwd, path);
  const isFolder = (await stat(place).catch(() => undefined))?.isDirectory();
  const file = isFolder ? join(place, INCIDENT.history) : place;
  return parsed(file, await readText(file));
}

/** The definition that is named, else the one beside the history, if it is there. */
export async function readDefinitionOf(
  path: string | undefined,
  named: string | undefined,
  io: Io,
): Promise<{ definition?: object | string }> {
  const definition = named === undefined ? await readDefinitionBeside(path!, io) : await readDefinition(named, io);
  return definition === undefined ? {} : { definition };
}

async function readDefinitionBeside(path: string, io: Io): Promise<string | undefined> {
  if (path === '-') return undefined;
  return readFile(join(resolve(io.cwd, path), INCIDENT.definition), 'utf8').catch(() => undefined);
}

function noFile(): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'No file was named.',
    hint: "Name a file, a folder that 'capture' has written, or - for standard input.",
  });
}

export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const found = (error as Error).message;
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: `${path} cannot be read.`,
      found,
      hint: 'Look at the path.',
    });
  }
}

export function parsed(what: string, text: string): unknown {
  return jsonOfText(text, (found) => {
    const hint = 'The AWS CLI prints JSON with --output json.';
    return new TestkitError({ code: 'ARGUMENT_INVALID', what: `What ${what} holds is no JSON.`, found, hint });
  });
}

/** A definition, as JSON text or as what a YAML file holds. */
export async function readDefinition(path: string, io: Io): Promise<object | string> {
  const file = resolve(io.cwd, path);
  const text = await readText(file);
  return /^\.ya?ml$/.test(extname(file)) ? (yamlReader(io)(text) as object) : text;
}

/** `checkout` of `workflows/checkout.asl.json`. */
export function machineNameOf(path: string): string {
  const name = basename(path).replace(/(\.asl)?\.(json|ya?ml)$/, '');
  return name.replace(/[^\w-]/g, '-');
}

/** The project's own `yaml` or `js-yaml`: this package has no dependencies. */
function yamlReader({ cwd }: Io): (text: string) => unknown {
  const require = createRequire(join(cwd, 'package.json'));
  for (const [name, method] of [
    ['yaml', 'parse'],
    ['js-yaml', 'load'],
  ] as const) {
    try {
      return (require(name) as Record<string, (text: string) => unknown>)[method]!;
    } catch (error) {
      if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new TestkitError({
    code: 'PEER_MISSING',
    what: 'Definitions in YAML are read by the package yaml, which is not there.',
    hint: 'Install it: npm install --save-dev yaml. Or give the definition as JSON.',
  });
}
