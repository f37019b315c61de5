import { join } from 'node:path';
import { root } from '../packedPackage';
import type { Project } from '../project';
import { runIn } from '../project';
import type { Installer } from './installers';
import { installWith, NPM, NPM_WORKSPACES, PNPM_ISOLATED, PNPM_WORKSPACE, toolFolder, YARN_PNP } from './installers';

/** A Node version with the packages of one project, and what installs them. */
export interface Environment {
  readonly name: string;
  readonly node: number;
  /** A runner is tried where its package is asked for. */
  readonly packages: Readonly<Record<string, string>>;
  /** Default: npm. */
  readonly installer?: Installer;
}

const TOOLS = {
  '@babel/core': '^7',
  '@babel/preset-env': '^7',
  '@babel/preset-typescript': '^7',
  '@swc/core': '1.16.18',
  '@swc/jest': '^0.2.39',
  '@types/jest': '^30',
  'ts-jest': '^29.4',
  typescript: '^6',
};

const NEWEST = {
  ...TOOLS,
  '@aws-sdk/client-sfn': '^3.1162.0',
  '@jest/globals': '^30.5.0',
  ava: '^7',
  'aws-sdk-client-mock': '^4.1.0',
  jest: '^30.5.0',
};
const OLDEST = {
  ...TOOLS,
  '@aws-sdk/client-sfn': '3.454.0',
  '@jest/globals': '29.7.0',
  '@types/jest': '^29',
  'aws-sdk-client-mock': '4.0.0',
  jest: '29.7.0',
};
const MSW_2 = { ...NEWEST, msw: '^2.15.0', vitest: '^4' };
/** They need Node 22.12 or later. */
const MSW_3 = { ...NEWEST, msw: '^3', vitest: '^5' };
/** What an installer that hides packages from one another has to be told. */
const STRICT = { ...MSW_3, expect: '^30.5.0', 'jest-util': '^30.5.0', vite: '^7' };

const onNode = (node: number, packages: Environment['packages'], of: Partial<Environment> = {}): Environment => ({
  name: `Node ${node}, msw ${packages === MSW_2 ? 2 : 3}`,
  node,
  ...of,
  packages: { ...packages, '@types/node': `^${node}` },
});

export const ENVIRONMENTS: readonly Environment[] = [
  onNode(20, { ...OLDEST, msw: '2.3.0', vitest: '^3' }, { name: 'Node 20, oldest peers' }),
  onNode(20, MSW_2),
  onNode(22, MSW_2),
  onNode(22, MSW_3),
  onNode(24, MSW_2),
  onNode(24, MSW_3),
  onNode(26, MSW_3),
  onNode(24, MSW_3, { name: 'npm workspaces', installer: NPM_WORKSPACES }),
  onNode(24, STRICT, { name: 'pnpm, hoist: false', installer: PNPM_ISOLATED }),
  onNode(24, MSW_3, { name: 'pnpm workspace', installer: PNPM_WORKSPACE }),
  onNode(24, STRICT, { name: 'Yarn PnP', installer: YARN_PNP }),
  {
    name: 'Bun, msw 2',
    node: 24,
    packages: {
      '@aws-sdk/client-sfn': NEWEST['@aws-sdk/client-sfn'],
      'aws-sdk-client-mock': NEWEST['aws-sdk-client-mock'],
      bun: `npm:@oven/bun-${process.platform}-${process.arch}@^1.4`,
      msw: MSW_2.msw,
    },
  },
];

/** The executable of a Node version: the running one, else one that is installed from npm. */
export function nodeOf(tools: string, major: number): string {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const build = `node-${process.platform}-${process.arch}`;
  return join(toolFolder(tools, `node${major}`, `npm:${build}@${major}`), 'bin', 'node');
}

/** Installs the packages of an environment and the tarball, with that environment's Node. */
export function install(folder: string, environment: Environment, tarball: string): Project {
  // Kept from run to run: a Node is large.
  const tools = join(root, 'node_modules', '.cache', 'matrix');
  const kit = { 'redrive-testkit': `file:${tarball}` };
  return installWith({
    folder,
    installer: environment.installer ?? NPM,
    node: nodeOf(tools, environment.node),
    tools,
    packages: { ...environment.packages, ...kit },
    packagesOfOther: { '@aws-sdk/client-sfn': '3.1000.0', ...kit },
  });
}

// With Yarn, packages lie in archives that only a program of the project can read.
const READ_VERSIONS = `
  const { readFileSync } = require('node:fs');
  const files = JSON.parse(process.argv[1]);
  console.log(JSON.stringify(files.map((file) => JSON.parse(readFileSync(file, 'utf8')).version)));`;

/** Exact versions of what was asked for in a project, and of its Node. */
export function versionsIn(project: Project, { packages }: Environment): Record<string, string> {
  const names = Object.keys(packages);
  const files = names.map((name) => join(project.fileOf(name), 'package.json'));
  const args = ['-e', READ_VERSIONS, JSON.stringify(files)];
  const { stdout, output } = runIn(project, { cwd: project.folder, args });
  if (stdout === '') throw new Error(output);
  const versions = JSON.parse(stdout) as string[];
  const { stdout: node } = runIn(project, { cwd: project.folder, args: ['--version'] });
  return { node: node.trim().slice(1), ...Object.fromEntries(names.map((name, at) => [name, versions[at]!])) };
}
