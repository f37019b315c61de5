import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { root, run } from '../packedPackage';
import { plainProject, type Project } from '../project';

/** What lays the packages of a project on the disk. */
export interface Installer {
  /** The package that it is installed from itself, and its program; none for npm. */
  readonly tool?: { readonly name: string; readonly version: string; readonly program: string };
  readonly args: readonly string[];
  /** Its files at the top of a project, by name. */
  files(registry: string): Readonly<Record<string, string>>;
  /** Members of its package.json there. */
  readonly manifest?: object;
  /** Packages of a workspace, the first of which has the tests; without it, the project is one package. */
  readonly members?: readonly [string, string];
  /** Whether both packages of a workspace get one copy of the kit, which finds the SDK of the first. */
  readonly sharesKit?: boolean;
  readonly isPnp?: boolean;
}

const PNPM = { name: 'pnpm', version: '12.4.2', program: 'bin/pnpm.mjs' };
/** npm puts the SDK of the first, in the order of the alphabet, at the top, and the kit beside it. */
const MEMBERS = ['packages/app', 'packages/billing'] as const;
/** Packages whose build scripts are not asked for are no error. */
const NO_BUILDS = 'strictDepBuilds: false\n';

export const NPM: Installer = { args: ['install', '--no-package-lock'], files: () => ({}) };

export const NPM_WORKSPACES: Installer = {
  ...NPM,
  manifest: { workspaces: ['packages/*'] },
  members: MEMBERS,
  sharesKit: true,
};

/** Each package finds what it asks for itself, and nothing else. */
export const PNPM_ISOLATED: Installer = {
  tool: PNPM,
  args: ['install'],
  files: () => ({ 'pnpm-workspace.yaml': `hoist: false\n${NO_BUILDS}` }),
};

export const PNPM_WORKSPACE: Installer = {
  tool: PNPM,
  args: ['install'],
  files: () => ({ 'pnpm-workspace.yaml': `packages: ['packages/*']\n${NO_BUILDS}` }),
  members: MEMBERS,
};

/** There is no node_modules: Node is told by a loader where packages are. */
export const YARN_PNP: Installer = {
  tool: { name: '@yarnpkg/cli-dist', version: '^4', program: 'bin/yarn.js' },
  args: ['install'],
  files: (registry) => ({
    'yarn.lock': '',
    '.yarnrc.yml': `nodeLinker: pnp\nenableTelemetry: false\nenableImmutableInstalls: false\nnpmRegistryServer: ${registry}\n`,
  }),
  isPnp: true,
};

/** Installs a package of npm among the tools of the matrix, once. */
export function toolFolder(tools: string, alias: string, version: string): string {
  const folder = join(tools, 'node_modules', alias);
  if (!existsSync(folder)) {
    mkdirSync(tools, { recursive: true });
    if (!existsSync(join(tools, 'package.json'))) writeFileSync(join(tools, 'package.json'), '{ "private": true }');
    run('npm', ['install', '--no-package-lock', `${alias}@${version}`], tools);
  }
  return folder;
}

/** Where to install, with what, and how. */
export interface Installation {
  readonly folder: string;
  readonly installer: Installer;
  /** The executable of Node. */
  readonly node: string;
  readonly tools: string;
  readonly packages: Readonly<Record<string, string>>;
  /** Where the other package of a workspace asks for others. */
  readonly packagesOfOther: Readonly<Record<string, string>>;
}

/** Installs packages; the project that has the tests. */
export function installWith({ folder, installer, node, tools, packages, packagesOfOther }: Installation): Project {
  const [member = '.', other] = installer.members ?? [];
  const registry = run('npm', ['config', 'get', 'registry'], root).trim();
  const write = (place: string, name: string, text: string): void => {
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, name), text);
  };
  for (const [name, text] of Object.entries(installer.files(registry))) write('.', name, text);
  write('.', 'package.json', manifestOf('workspace', {}, installer.manifest));
  if (other !== undefined) write(other, 'package.json', manifestOf('billing', packagesOfOther));
  write(member, 'package.json', manifestOf('app', packages, member === '.' ? installer.manifest : {}));

  const { tool, args } = installer;
  const PATH = [dirname(node), process.env.PATH].join(delimiter);
  if (tool === undefined) run('npm', args, folder, { PATH });
  else {
    const program = join(toolFolder(tools, tool.name, tool.version), tool.program);
    run(node, [program, ...args], folder, { PATH, npm_config_registry: registry, CI: '' });
  }
  return projectBy(installer, folder, node);
}

/** The package that has the tests, installed. */
export function projectBy({ isPnp, members }: Installer, folder: string, node: string): Project {
  return isPnp ? pnpProject(folder, node) : plainProject(join(folder, members?.[0] ?? '.'), node);
}

const manifestOf = (name: string, devDependencies: object, more: object = {}): string =>
  JSON.stringify({ name, private: true, version: '1.0.0', ...more, devDependencies }, null, 2);

/** The files of a package lie in an archive, which only a Node with Yarn's loader can read. */
function pnpProject(folder: string, node: string): Project {
  const pnp = createRequire(join(folder, 'package.json'))('./.pnp.cjs') as {
    resolveToUnqualified(request: string, from: string): string;
  };
  const loader = join(folder, '.pnp.loader.mjs');
  return {
    folder,
    node,
    options: `--require ${join(folder, '.pnp.cjs')} --experimental-loader ${loader}`,
    fileOf: (path) => pnp.resolveToUnqualified(path, `${folder}/`),
  };
}
