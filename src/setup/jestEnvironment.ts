import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TestkitError } from '../model/testkitError';
import type { MswModules, MswServer } from '../adapters/providedMsw';
import { providedMsw, provideMsw } from '../adapters/providedMsw';

/** The configuration that Jest constructs an environment with, as far as it is used here. */
export interface EnvironmentConfiguration {
  readonly projectConfig: {
    readonly rootDir: string;
    /**
     * `environment`: what the tests run in. `node` (default), `jsdom` for jest-fixed-jsdom, or the name of another
     * environment's package. The other members are for that one.
     */
    readonly testEnvironmentOptions: Readonly<Record<string, unknown>>;
    /** Run in the sandbox before all else. */
    readonly setupFiles: string[];
  };
}

/** An environment of Jest, as far as it is used here. */
interface Environment {
  readonly global: typeof globalThis;
  setup(): Promise<void>;
  teardown(): Promise<void>;
}
type EnvironmentClass = new (configuration: EnvironmentConfiguration, context: unknown) => Environment;

/**
 * A Jest environment that loads your msw outside the sandbox of the tests, where its ESM-only dependencies can be
 * loaded, and passes it on: to the adapter `msw`, to `toMswHandlers`, and to every `require('msw')` of the tests, whatever they
 * import first. Fake timers of the tests do not touch it.
 *
 * Values of that msw are of another realm than the tests: give its handlers paths as text, not as RegExp.
 *
 * @throws TestkitError `PEER_MISSING` when the environment that it is based on is not installed.
 *
 * @example
 * // jest.config.js
 * module.exports = {
 *   testEnvironment: 'redrive-testkit/jest-environment',
 *   testEnvironmentOptions: { environment: 'jsdom' },   // default: 'node'
 * };
 */
// oxlint-disable-next-line typescript/no-extraneous-class -- Jest constructs what it finds here
export default class RedriveTestkitEnvironment {
  constructor(configuration: EnvironmentConfiguration, context: unknown) {
    const { rootDir, testEnvironmentOptions, setupFiles } = configuration.projectConfig;
    // An environment has no other way to do something in the sandbox before a test file imports anything.
    if (!setupFiles.includes(__filename)) setupFiles.unshift(__filename);
    const Base = baseEnvironment(testEnvironmentOptions.environment ?? 'node', rootDir);
    // oxlint-disable-next-line no-constructor-return -- which class it is, is known here only
    return withMsw(new Base(configuration, context), rootDir);
  }
}

/** Whether a sandbox is of this environment: set-up files are also those of its neighbors in a worker. */
const OURS = Symbol.for('redrive-testkit.jestEnvironment');
type Sandbox = { [OURS]?: boolean };

function withMsw(environment: Environment, rootDir: string): Environment {
  (environment.global as Sandbox)[OURS] = true;
  const { setup, teardown } = environment;
  const servers: MswServer[] = [];
  environment.setup = async () => {
    await setup.call(environment);
    const modules = await loadMsw(rootDir);
    if (modules === undefined) return;
    provideMsw(environment.global, closingAfter(modules, servers));
    useOuterFetch(environment.global);
  };
  environment.teardown = async () => {
    // msw is shared by the test files of a worker: a server that is left open would answer the next one's requests.
    for (const server of servers) closeIfOpen(server);
    await teardown.call(environment);
  };
  return environment;
}

function closeIfOpen(server: MswServer): void {
  try {
    server.close();
  } catch {
    // msw 3 refuses to close what is closed.
  }
}

function closingAfter({ msw, node }: MswModules, servers: MswServer[]): MswModules {
  const setupServer: MswModules['node']['setupServer'] = (...handlers) => {
    const server = node.setupServer(...handlers);
    servers.push(server);
    return server;
  };
  return { msw, node: { ...node, setupServer } };
}

/** A server replaces the fetch outside; the sandbox would keep the one that it was made with. */
function useOuterFetch(sandbox: typeof globalThis): void {
  let own: typeof fetch | undefined;
  Object.defineProperty(sandbox, 'fetch', {
    configurable: true,
    enumerable: true,
    get: () => own ?? fetch,
    set: (replacement: typeof fetch) => {
      own = replacement;
    },
  });
}

/** The msw of the project, or nothing where there is none. */
async function loadMsw(rootDir: string): Promise<MswModules | undefined> {
  const requireThere = createRequire(join(rootDir, 'package.json'));
  if (!canResolve(requireThere, 'msw')) return undefined;
  try {
    return { msw: requireThere('msw'), node: requireThere('msw/node') };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_REQUIRE_ESM') throw error;
    // A Node that cannot require ES modules yet.
    const [msw, node] = await Promise.all([import('msw'), import('msw/node')]);
    return { msw, node };
  }
}

const PACKAGES: Readonly<Record<string, string>> = { node: 'jest-environment-node', jsdom: 'jest-fixed-jsdom' };

/** Beside the project and this package it is looked for where Jest itself looks: a strict installer hides its parts. */
function baseEnvironment(environment: unknown, rootDir: string): EnvironmentClass {
  const name = PACKAGES[String(environment)] ?? String(environment);
  const places = [join(rootDir, 'package.json'), __filename, process.argv[1] ?? __filename, ...jestFiles(rootDir)];
  for (const place of places) {
    const requireThere = createRequire(place);
    if (!canResolve(requireThere, name)) continue;
    const module = requireThere(name) as { TestEnvironment?: EnvironmentClass; default?: EnvironmentClass };
    return module.TestEnvironment ?? module.default ?? (module as unknown as EnvironmentClass);
  }
  throw new TestkitError({
    code: 'PEER_MISSING',
    what: `redrive-testkit/jest-environment is to be based on ${name}, which could not be found.`,
    found: `Looked for it from ${rootDir}.`,
    hint: `Install it (npm install --save-dev ${name}), or set testEnvironmentOptions: { environment: 'node' }.`,
  });
}

/** Files of Jest from which the packages that it depends on can be found: jest -> jest-cli -> jest-config. */
function jestFiles(rootDir: string): string[] {
  const files: string[] = [];
  let place = join(rootDir, 'package.json');
  for (const name of ['jest', 'jest-cli', 'jest-config']) {
    const requireThere = createRequire(place);
    if (!canResolve(requireThere, name)) break;
    place = requireThere.resolve(name);
    files.push(place);
  }
  return files;
}

function canResolve(requireThere: NodeJS.Require, name: string): boolean {
  try {
    requireThere.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** What Jest gives to each module in its sandbox. */
declare const jest:
  | {
      doMock(module: string, factory: () => unknown, options: { virtual: true }): unknown;
      requireActual(module: string): unknown;
    }
  | undefined;

/**
 * As a set-up file, which comes before the environment's own set-up: `require('msw')` of the tests gets what will have been loaded by
 * then.
 */
function passOnMsw(): void {
  if (typeof jest === 'undefined' || !(globalThis as Sandbox)[OURS]) return;
  const { doMock, requireActual } = jest;
  doMock('msw', () => providedMsw()?.msw ?? requireActual('msw'), { virtual: true });
  doMock('msw/node', () => providedMsw()?.node ?? requireActual('msw/node'), { virtual: true });
}

passOnMsw();
