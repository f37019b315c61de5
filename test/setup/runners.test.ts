import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setupFakeStepFunctions } from 'redrive-testkit/vitest';

const source = (name: string): string => JSON.stringify(join(__dirname, '../../src/setup', name));

/** What a module says when it is loaded by Node itself. */
function errorOnLoading(name: string, env: Record<string, string | undefined>): unknown {
  const code = `try { require(${source(name)}) } catch (error) { console.log(JSON.stringify(error)) }`;
  const { stdout } = spawnSync(process.execPath, ['--require', require.resolve('tsx/cjs'), '--eval', code], {
    encoding: 'utf8',
    env: { ...process.env, JEST_WORKER_ID: undefined, VITEST: undefined, ...env },
  });
  return JSON.parse(stdout);
}

test('the set-up for Jest, loaded by Vitest, names the one for Vitest', () => {
  expect(errorOnLoading('jest.ts', { VITEST: 'true' })).toMatchObject({
    code: 'RUNNER_UNSUPPORTED',
    found: 'This is Vitest.',
    hint: "Import 'redrive-testkit/vitest' instead.",
  });
});

test('the set-up for Jest, loaded by another runner, names the plain functions', () => {
  expect(errorOnLoading('jest.ts', {})).toMatchObject({
    code: 'RUNNER_UNSUPPORTED',
    hint: expect.stringContaining('openFakeStepFunctions') as string,
  });
});

test('the set-up for Vitest, loaded by require, says how to load it', () => {
  expect(() => setupFakeStepFunctions()).toThrow(
    expect.objectContaining({
      code: 'RUNNER_UNSUPPORTED',
      hint: expect.stringContaining("import { setupFakeStepFunctions } from 'redrive-testkit/vitest'") as string,
    }),
  );
});
