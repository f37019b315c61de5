import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const { projects, testTimeout } = require('../../jest.config.js') as {
  projects: { moduleNameMapper: Record<string, string>; transform: Record<string, string | [string, object]> }[];
  testTimeout: number;
};
const { moduleNameMapper, transform } = projects[0]!;

/** Outcome of each test by its name; a file that could not run is told by the name of the file. */
export type Outcomes = Record<string, string>;

/** Runs Jest on files of a project of their own, against the sources, and answers what became of each test. */
export function runJest(files: Record<string, string>, config: object = {}): { outcomes: Outcomes; output: string } {
  const project = mkdtempSync(join(tmpdir(), 'redrive-testkit-jest-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'dir');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
    const configuration = {
      rootDir: project,
      transform: mapped(transform),
      moduleNameMapper: mapped(moduleNameMapper),
      testTimeout,
      ...config,
    };
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const args = [jest, '--json', '--runInBand', '--config', JSON.stringify(configuration)];
    const env = { ...process.env, JEST_WORKER_ID: undefined, NODE_ENV: undefined };
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8', env });
    if (!stdout.includes('{"')) throw new Error(stdout + stderr);
    return { outcomes: outcomesIn(stdout), output: stdout + stderr };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** Paths of this project, for another one. */
function mapped<Path extends string | [string, object]>(paths: Record<string, Path>): Record<string, unknown> {
  const resolved = (path: string) =>
    path.startsWith('<rootDir>')
      ? path.replace('<rootDir>', root)
      : path.startsWith('@')
        ? require.resolve(path)
        : path;
  return Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [
      name,
      typeof path === 'string' ? resolved(path) : [resolved(path[0]), path[1]],
    ]),
  );
}

interface Report {
  testResults: {
    name: string;
    message: string;
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
}

function outcomesIn(stdout: string): Outcomes {
  const { testResults } = JSON.parse(stdout.slice(stdout.indexOf('{"'))) as Report;
  return Object.fromEntries(
    testResults.flatMap(({ name, message, assertionResults }) =>
      assertionResults.length === 0
        ? [[name.split('/').at(-1)!, message]]
        : assertionResults.map(({ title, status, failureMessages }) => [title, failureMessages.join('\n') || status]),
    ),
  );
}
