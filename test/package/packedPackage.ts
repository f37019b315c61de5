import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The project's top folder. */
export const root = join(__dirname, '..', '..');

/** Runs a program to its end and answers what it printed; its own message is the error if it fails. */
export function run(program: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): string {
  try {
    return execFileSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? String(error)}`, { cause: error });
  }
}

/** Path of an executable of a development dependency. */
export const binary = (name: string): string => join(root, 'node_modules', '.bin', name);

export interface Packed {
  readonly folder: string;
  readonly tarball: string;
  /** Paths in the tarball, without the leading `package/`. */
  readonly files: readonly string[];
  dispose(): void;
}

/** Builds the package and packs it as `npm publish` would. */
export function pack(): Packed {
  run('npm', ['run', 'build'], root);
  const folder = mkdtempSync(join(tmpdir(), 'redrive-testkit-'));
  const report = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  const [packed] = JSON.parse(report) as [{ filename: string; files: { path: string }[] }];
  return {
    folder,
    tarball: join(folder, packed.filename),
    files: packed.files.map(({ path }) => path),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What tells one build of the package from another: digits of a hash over what is built. */
export function buildOf({ files }: Packed): string {
  const hash = createHash('sha256');
  const built = files.filter((path) => path.startsWith('dist/')).toSorted();
  for (const path of built) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 8);
}

let once: Packed | undefined;

/** The package for all tests of a file: whoever disposes of it does so for all. */
export const packedOnce = (): Packed => (once ??= pack());

/** A project that has the packed package installed and, by links, those development dependencies of ours. */
export function projectWith(packed: Packed, name: string, packages: readonly string[]): string {
  const project = join(packed.folder, name);
  const installed = join(project, 'node_modules', 'redrive-testkit');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', packed.tarball, '--strip-components=1', '-C', installed], project);
  for (const each of packages) {
    const link = join(project, 'node_modules', each);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', each), link, 'dir');
  }
  return project;
}
