import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, withFiles, type Project } from './project';

const SOURCES = join(__dirname, 'noPacketOut');

/** How a runner runs one file that sends by every way at every moment of a test file. */
export interface NetworkCell {
  readonly name: string;
  /** It is tried where this package is asked for. */
  readonly needs: string;
  readonly file: string;
  readonly source: string;
  /** File of a package; node by default. */
  readonly program?: string;
  /** Its arguments; scripts are looked for in the installed packages. */
  readonly command: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

const MOMENTS_OF_A_RUNNER = `
beforeAll(() => sendAll('in a hook before the tests', QUICK));
test('one', () => sendAll('in a test'));
let leftBehind;
test('two', () => {
  leftBehind = new Promise((resolve) => setTimeout(resolve, 1)).then(() => sendAll('left behind by a test', QUICK));
});
test('three', () => leftBehind);
afterAll(() => sendAll('in a hook after the tests', QUICK));
afterAll(() => void setTimeout(() => void sendAll('after the last hook', QUICK), 1));
`;

const JEST_FILE = `
const { QUICK, sendAll } = require('./ways.cjs');
const { setupFakeStepFunctions } = require('redrive-testkit/jest');
const imported = sendAll('at import', QUICK);
setupFakeStepFunctions();
beforeAll(() => imported);
${MOMENTS_OF_A_RUNNER}`;

const VITEST_FILE = `
import { afterAll, beforeAll, test } from 'vitest';
import { setupFakeStepFunctions } from 'redrive-testkit/vitest';
import waysModule from './ways.cjs';
const { QUICK, sendAll } = waysModule;
await sendAll('at import', QUICK);
setupFakeStepFunctions();
${MOMENTS_OF_A_RUNNER}`;

const NODE_FILE = `
import { after, before, test } from 'node:test';
import { openFakeStepFunctions } from 'redrive-testkit';
import waysModule from './ways.cjs';
const { QUICK, sendAll } = waysModule;
const fake = openFakeStepFunctions();
before(() => sendAll('in a hook before the tests', QUICK));
test('one', () => sendAll('in a test'));
test('two', () => void setTimeout(() => void sendAll('left behind by a test', QUICK), 1));
after(async () => {
  await sendAll('in a hook after the tests', QUICK);
  fake.close();
  await sendAll('after the fake was closed', QUICK);
});`;

const AVA_FILE = `
import test from 'ava';
import { openFakeStepFunctions } from 'redrive-testkit';
import waysModule from './ways.cjs';
const { QUICK, sendAll } = waysModule;
const fake = openFakeStepFunctions();
test.before(() => sendAll('in a hook before the tests', QUICK));
test('one', () => sendAll('in a test'));
test('two', () => void setTimeout(() => void sendAll('left behind by a test', QUICK), 1));
test.after.always(async () => {
  await sendAll('in a hook after the tests', QUICK);
  fake.close();
  await sendAll('after the fake was closed', QUICK);
});`;

const BUN_FILE = `
import { afterAll, beforeAll, test } from 'bun:test';
import { openFakeStepFunctions } from 'redrive-testkit';
import waysModule from './ways.cjs';
const { QUICK, sendAll } = waysModule;
await sendAll('at import', QUICK);
beforeAll(() => void openFakeStepFunctions());
${MOMENTS_OF_A_RUNNER}`;

/** Before a test file takes anything: the fetch of Bun is not to be reached where somebody has taken it. */
const BUN_PRELOAD = `
import { openFakeStepFunctions } from 'redrive-testkit';
openFakeStepFunctions().close();`;

/** As AVA is told that assertions of others count. */
export const AVA_PACKAGE = JSON.stringify({ type: 'module', ava: { files: ['*.mjs'], failWithoutAssertions: false } });

const PATIENTLY = '--testTimeout=120000';

export const NETWORK_CELLS: readonly NetworkCell[] = [
  {
    name: 'Jest',
    needs: 'jest',
    file: 'network.test.js',
    source: JEST_FILE,
    files: { 'package.json': '{}' },
    command: ['jest/bin/jest.js', '--forceExit', PATIENTLY, 'network.test.js'],
  },
  {
    name: 'Vitest',
    needs: 'vitest',
    file: 'network.test.mjs',
    source: VITEST_FILE,
    command: ['vitest/vitest.mjs', 'run', PATIENTLY, '--hookTimeout=120000', 'network.test.mjs'],
  },
  {
    name: 'node:test',
    needs: '@types/node',
    file: 'network.node.mjs',
    source: NODE_FILE,
    command: ['--test', 'network.node.mjs'],
  },
  {
    name: 'AVA, serial',
    needs: 'ava',
    file: 'network.ava.mjs',
    source: AVA_FILE,
    files: { 'package.json': AVA_PACKAGE },
    command: ['ava/entrypoints/cli.mjs', '--serial', '--timeout=120s', 'network.ava.mjs'],
  },
  {
    name: 'Bun',
    needs: 'bun',
    file: 'network.test.mjs',
    source: BUN_FILE,
    files: { 'setup.mjs': BUN_PRELOAD },
    program: 'bun/bin/bun',
    command: ['test', '--timeout=120000', '--preload', './setup.mjs', './network.test.mjs'],
  },
];

/** The same without the kit: what the hook must see, for a check that cannot fail proves nothing. */
export const UNGUARDED: NetworkCell = {
  name: 'without the kit',
  needs: '@types/node',
  file: 'unguarded.cjs',
  source: `const { sendAll } = require('./ways.cjs'); void sendAll('unguarded');`,
  command: ['unguarded.cjs'],
};

export interface NetworkReport {
  /** `moment: way -> host` of each attempt to leave this machine. */
  readonly attempts: readonly string[];
  /** Moments at which all was sent. */
  readonly moments: readonly string[];
  readonly output: string;
}

/** Moments of a test file, each of which has to be there: a file that ends early proves nothing. */
export const MOMENTS = [
  'in a hook before the tests',
  'in a test',
  'left behind by a test',
  'in a hook after the tests',
] as const;

/** Runs a file that sends by every way, in a project of its own below an installed one. */
export function runNetworkCell(
  installed: Project,
  { name, file, source, files = {}, program, command }: NetworkCell,
): NetworkReport {
  const folder = join(installed.folder, `network-${name.replace(/\W+/g, '-')}`);
  mkdirSync(folder, { recursive: true });
  for (const each of ['ways.cjs', 'hook.cjs', 'hook.bun.cjs']) copyFileSync(join(SOURCES, each), join(folder, each));
  for (const [each, text] of Object.entries({ ...files, [file]: source })) writeFileSync(join(folder, each), text);
  const attempts = join(folder, 'attempts.txt');
  rmSync(attempts, { force: true });
  const { output } = runIn(installed, {
    cwd: folder,
    program: program && installed.fileOf(program),
    args: withFiles(installed, command),
    options: ['--no-deprecation', `--require ${join(folder, 'hook.cjs')}`],
    env: {
      NO_PACKET_OUT_FILE: attempts,
      BUN_OPTIONS: `--preload=${join(folder, 'hook.bun.cjs')}`,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'nobody',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  const lines = existsSync(attempts) ? readFileSync(attempts, 'utf8').trim().split('\n') : [];
  const moments = lines.flatMap((line) => (line.startsWith('sent ') ? [line.slice('sent '.length)] : []));
  const seen = new Set(lines.filter((line) => line.includes(' -> ')));
  return { attempts: [...seen], moments, output };
}
