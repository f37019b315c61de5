import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from '../packedPackage';

/** A Node version with the packages of one project. */
export interface Environment {
  readonly name: string;
  readonly node: number;
  readonly mswMajor: number;
  readonly packages: Readonly<Record<string, string>>;
}

const TOOLS = {
  '@babel/preset-env': '^7',
  '@babel/preset-typescript': '^7',
  '@swc/core': '1.16.18',
  '@swc/jest': '^0.2.39',
  '@types/jest': '^30',
  'ts-jest': '^29.4',
  typescript: '^6',
};

const NEWEST = { ...TOOLS, '@aws-sdk/client-sfn': '^3.1162.0', 'aws-sdk-client-mock': '^4.1.0', jest: '^30.5.0' };
const OLDEST = { ...TOOLS, '@aws-sdk/client-sfn': '3.454.0', 'aws-sdk-client-mock': '4.0.0', jest: '29.7.0' };

/** msw 3 and Vitest 5 need Node 22.12 or later. */
export const ENVIRONMENTS: readonly Environment[] = [
  {
    name: 'Node 20, oldest peers',
    node: 20,
    mswMajor: 2,
    packages: { ...OLDEST, '@types/jest': '^29', msw: '2.3.0', vitest: '^3' },
  },
  { name: 'Node 20, msw 2', node: 20, mswMajor: 2, packages: { ...NEWEST, msw: '^2.15.0', vitest: '^4' } },
  { name: 'Node 22, msw 2', node: 22, mswMajor: 2, packages: { ...NEWEST, msw: '^2.15.0', vitest: '^4' } },
  { name: 'Node 22, msw 3', node: 22, mswMajor: 3, packages: { ...NEWEST, msw: '^3', vitest: '^5' } },
  { name: 'Node 24, msw 2', node: 24, mswMajor: 2, packages: { ...NEWEST, msw: '^2.15.0', vitest: '^4' } },
  { name: 'Node 24, msw 3', node: 24, mswMajor: 3, packages: { ...NEWEST, msw: '^3', vitest: '^5' } },
];

/** Folder of the executable of a Node version: the running one, else one that is installed from npm. */
export function nodeFolder(tools: string, major: number): string {
  if (process.versions.node.startsWith(`${major}.`)) return dirname(process.execPath);
  const alias = `node${major}`;
  const folder = join(tools, 'node_modules', alias, 'bin');
  if (!existsSync(folder)) {
    mkdirSync(tools, { recursive: true });
    writeFileSync(join(tools, 'package.json'), '{ "private": true }');
    run('npm', ['install', `${alias}@npm:node-${process.platform}-${process.arch}@${major}`], tools);
  }
  return folder;
}

/** Installs the packages of an environment and the tarball with that environment's Node. */
export function install(project: string, environment: Environment, tarball: string, bin: string): void {
  mkdirSync(project, { recursive: true });
  const devDependencies = {
    ...environment.packages,
    '@types/node': `^${environment.node}`,
    'redrive-testkit': `file:${tarball}`,
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, devDependencies }, null, 2));
  run('npm', ['install', '--no-package-lock'], project, pathWith(bin));
}

/** An environment whose first Node is that of the folder. */
export const pathWith = (bin: string): Record<string, string> => ({ PATH: `${bin}${delimiter}${process.env.PATH}` });

/** Exact versions of what was asked for in a project, and of its Node. */
export function versionsIn(project: string, bin: string): Record<string, string> {
  const read = (path: string): Record<string, Record<string, string>> =>
    JSON.parse(readFileSync(join(project, path), 'utf8')) as Record<string, Record<string, string>>;
  const names = Object.keys(read('package.json').devDependencies!);
  const versions = names.map((name) => [name, String(read(join('node_modules', name, 'package.json')).version)]);
  return { node: run(join(bin, 'node'), ['--version'], project).trim().slice(1), ...Object.fromEntries(versions) };
}
