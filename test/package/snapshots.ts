import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packedOnce, projectWith, root } from './packedPackage';

/** Runs a runner twice in a project with one test file, and answers the snapshot file of each run. */
function snapshotsOf(name: string, runner: string[], files: Record<string, string>): string[] {
  const project = projectWith(packedOnce(), `snapshots-${name}`, ['@aws-sdk/client-sfn', 'jest', 'vitest']);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
  return ['1', '2'].map((SEED) => {
    rmSync(join(project, '__snapshots__'), { recursive: true, force: true });
    const env = { ...process.env, SEED, CI: '', JEST_WORKER_ID: undefined, NODE_ENV: undefined, VITEST: undefined };
    const { status, stdout, stderr } = spawnSync(process.execPath, runner, { cwd: project, encoding: 'utf8', env });
    if (status !== 0) throw new Error(stdout + stderr);
    return readFileSync(join(project, '__snapshots__', `${Object.keys(files)[0]}.snap`), 'utf8');
  });
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
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const files = {
    'orders.test.js': `const { days, failedExecution } = require('redrive-testkit');\nconst { setupFakeStepFunctions } = require('redrive-testkit/jest');${BODY}`,
    'package.json': '{}',
  };
  const [first, second] = snapshotsOf('jest', [jest, '--ci=false', '--runInBand'], files);
  expect(first).toBe(second);
  for (const text of EXPECTED) expect(first).toContain(text);
});

test('Vitest writes the same bytes in two runs with other seeds and dates', () => {
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const files = {
    'orders.test.mjs': `import { expect, test } from 'vitest';\nimport { days, failedExecution } from 'redrive-testkit';\nimport { setupFakeStepFunctions } from 'redrive-testkit/vitest';${BODY}`,
    'package.json': '{}',
  };
  const [first, second] = snapshotsOf('vitest', [vitest, 'run'], files);
  expect(first).toBe(second);
  for (const text of EXPECTED) expect(first).toContain(text);
});
