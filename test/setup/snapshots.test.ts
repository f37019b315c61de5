import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

/** Runs a runner twice in a project with one test file, and answers the snapshot file of each run. */
function snapshotsOf(runner: string[], files: Record<string, string>, written: string): string[] {
  const project = mkdtempSync(join(tmpdir(), 'redrive-testkit-snapshot-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'dir');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
    return ['1', '2'].map((SEED) => {
      rmSync(join(project, '__snapshots__'), { recursive: true, force: true });
      const env = { ...process.env, SEED, CI: '', JEST_WORKER_ID: undefined, NODE_ENV: undefined, VITEST: undefined };
      const { status, stdout, stderr } = spawnSync(process.execPath, runner, { cwd: project, encoding: 'utf8', env });
      if (status !== 0) throw new Error(stdout + stderr);
      return readFileSync(join(project, '__snapshots__', written), 'utf8');
    });
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** In another year with another seed. */
const BODY = `
const sfn = setupFakeStepFunctions({ randomSeed: Number(process.env.SEED) });
test('a redriven order', () => {
  Date.now = () => Date.UTC(2025 + Number(process.env.SEED), 4, 5, 6, 7, 8, 9);
  const order = sfn.seed(failedExecution('lambda-function-failed', { stoppedAgo: days(3) }));
  sfn.redriveExecution(order);
  expect(order).toMatchSnapshot();
  expect(sfn.history(order)).toMatchSnapshot('history');
  expect({ mine: new Date(0), executionArn: 'mine' }).toMatchSnapshot('foreign');
});`;

const EXPECTED = [
  '── redrive 1, 3 d after ExecutionFailed',
  'execution:lambda-function-failed:<id 2>', // the cause comes first, with the id of its request
  '"mine": 1970-01-01T00:00:00.000Z',
];

test('Jest writes the same bytes in two runs with other seeds and dates', () => {
  const { projects } = require('../../jest.config.js') as {
    projects: { moduleNameMapper: Record<string, string>; transform: object }[];
  };
  const mapper = Object.entries(projects[0]!.moduleNameMapper).map(([name, path]) => [
    name,
    path.replace('<rootDir>', root),
  ]);
  const config = {
    transform: { '^.+\\.ts$': [require.resolve('@swc/jest'), { jsc: { target: 'es2022' } }] },
    moduleNameMapper: Object.fromEntries(mapper) as Record<string, string>,
  };
  const files = {
    'orders.test.ts': `import { days, failedExecution } from 'redrive-testkit';\nimport { setupFakeStepFunctions } from 'redrive-testkit/jest';${BODY}`,
    'jest.config.json': JSON.stringify(config),
  };
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const [first, second] = snapshotsOf([jest, '--ci=false', '--runInBand'], files, 'orders.test.ts.snap');
  expect(first).toBe(second);
  for (const text of EXPECTED) expect(first).toContain(text);
});

test('Vitest writes the same bytes in two runs with other seeds and dates', () => {
  const aliases = Object.entries(require('../../entries.json') as Record<string, string>).map(([name, source]) => ({
    find: name === 'index' ? '/^redrive-testkit$/' : `/^redrive-testkit\\/${name}$/`,
    replacement: join(root, source === 'src/setup/vitest.ts' ? 'src/setup/vitest.mts' : source),
  }));
  const list = aliases.map(({ find, replacement }) => `{ find: ${find}, replacement: ${JSON.stringify(replacement)} }`);
  const files = {
    'orders.test.ts': `import { expect, test } from 'vitest';\nimport { days, failedExecution } from 'redrive-testkit';\nimport { setupFakeStepFunctions } from 'redrive-testkit/vitest';${BODY}`,
    'vitest.config.mjs': `export default { resolve: { alias: [${list.join(', ')}] }, server: { fs: { strict: false } } };`,
  };
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const [first, second] = snapshotsOf([vitest, 'run'], files, 'orders.test.ts.snap');
  expect(first).toBe(second);
  for (const text of EXPECTED) expect(first).toContain(text);
});
