import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SOURCES = join(__dirname, 'noPacketOut');

/** How a runner runs one file that sends by every way at every moment of a test file. */
export interface NetworkCell {
  readonly name: string;
  readonly file: string;
  readonly source: string;
  /** Arguments of node; the first file is looked for in node_modules. */
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

const PATIENTLY = '--testTimeout=120000';

export const NETWORK_CELLS: readonly NetworkCell[] = [
  {
    name: 'Jest',
    file: 'network.test.js',
    source: JEST_FILE,
    files: { 'package.json': '{}' },
    command: ['jest/bin/jest.js', '--forceExit', PATIENTLY, 'network.test.js'],
  },
  {
    name: 'Vitest',
    file: 'network.test.mjs',
    source: VITEST_FILE,
    command: ['vitest/vitest.mjs', 'run', PATIENTLY, '--hookTimeout=120000', 'network.test.mjs'],
  },
  { name: 'node:test', file: 'network.node.mjs', source: NODE_FILE, command: ['--test', 'network.node.mjs'] },
];

/** The same without the kit: what the hook must see, for a check that cannot fail proves nothing. */
export const UNGUARDED: NetworkCell = {
  name: 'without the kit',
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
  installed: string,
  { name, file, source, files = {}, command }: NetworkCell,
  node = process.execPath,
): NetworkReport {
  const project = join(installed, `network-${name.replace(/\W+/g, '-')}`);
  mkdirSync(project, { recursive: true });
  for (const each of ['ways.cjs', 'hook.cjs']) copyFileSync(join(SOURCES, each), join(project, each));
  for (const [each, text] of Object.entries({ ...files, [file]: source })) writeFileSync(join(project, each), text);
  const attempts = join(project, 'attempts.txt');
  const args = command.map((part) => (/\/.*\.m?js$/.test(part) ? join(installed, 'node_modules', part) : part));
  const { stdout, stderr } = spawnSync(node, args, {
    cwd: project,
    encoding: 'utf8',
    timeout: 180_000,
    env: {
      ...process.env,
      NODE_OPTIONS: `--no-deprecation --require ${join(project, 'hook.cjs')}`,
      NO_PACKET_OUT_FILE: attempts,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'nobody',
      AWS_EC2_METADATA_DISABLED: 'true',
      JEST_WORKER_ID: undefined,
      NODE_ENV: undefined,
    },
  });
  const lines = existsSync(attempts) ? readFileSync(attempts, 'utf8').trim().split('\n') : [];
  const moments = lines.flatMap((line) => (line.startsWith('sent ') ? [line.slice('sent '.length)] : []));
  const seen = new Set(lines.filter((line) => line.includes(' -> ')));
  return { attempts: [...seen], moments, output: `${stdout}${stderr}` };
}
