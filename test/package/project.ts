import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** A project in which the package is installed, and what runs programs there. */
export interface Project {
  readonly folder: string;
  /** The executable of Node. */
  readonly node: string;
  /** What Node needs to find the packages: nothing where they lie in node_modules. */
  readonly options?: string;
  /** Path of a file of an installed package: `jest/bin/jest.js`. */
  fileOf(path: string): string;
}

/** One whose packages lie in node_modules, its own or, in a workspace, that of the top. */
export function plainProject(folder: string, node = process.execPath): Project {
  const fileOf = (path: string): string => {
    for (let place = folder; place !== dirname(place); place = dirname(place)) {
      const file = join(place, 'node_modules', path);
      if (existsSync(file)) return file;
    }
    throw new Error(`${path} is not installed in ${folder}`);
  };
  return { folder, node, fileOf };
}

export interface Ended {
  readonly passed: boolean;
  readonly stdout: string;
  /** Both streams. */
  readonly output: string;
}

/** A program in an installed project, as its user would start it. */
export interface Started {
  readonly cwd: string;
  readonly program?: string;
  readonly args: readonly string[];
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end, in the environment of a user and not in that of our own tests. */
export function runIn(project: Project, { cwd, program = project.node, args, options = [], env }: Started): Ended {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: 300_000,
    env: {
      ...process.env,
      PATH: [dirname(project.node), process.env.PATH].join(delimiter),
      NODE_OPTIONS: [project.options ?? '', ...options].join(' ').trim(),
      JEST_WORKER_ID: undefined,
      NODE_ENV: undefined,
      ...env,
    },
  });
  return { passed: status === 0, stdout, output: `${stdout}${stderr}` };
}

/** Arguments of Node, of which scripts are looked for in the installed packages. */
export const withFiles = (project: Project, args: readonly string[]): string[] =>
  args.map((part) => (/^[^.].*\/.*\.m?js$/.test(part) ? project.fileOf(part) : part));
