/**
 * Shows: tests in any language: a server answers for AWS, and its control interface seeds, scripts and fails; here with
 * Python's urllib and curl.
 *
 * Outside a test in TypeScript, `npx redrive-testkit serve` starts the same server:
 *
 *   npx redrive-testkit serve --port 8083 &
 *   AWS_ENDPOINT_URL_SFN=http://127.0.0.1:8083 python3 -m unittest
 */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { startServer, type RunningServer } from 'redrive-testkit/server';

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const testWith = (program: string) => (has(program) ? test : test.skip);
const titleWith = (program: string, title: string) => (has(program) ? title : `${title} (skipped: no ${program} here)`);

let server: RunningServer;
beforeEach(async () => {
  server = await startServer({ fakes: 'per-region' });
});
afterEach(() => server.close());

async function run(program: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, AWS_ENDPOINT_URL_SFN: server.url, PYTHONDONTWRITEBYTECODE: '1' };
  return promisify(execFile)(program, args, { cwd: __dirname, env });
}

testWith('python3')(titleWith('python3', 'the tests in Python pass'), async () => {
  const { stderr } = await run('python3', '-m', 'unittest', '--verbose');
  expect(stderr).toMatch(/Ran 4 tests in[^]*OK/);
});

testWith('curl')(titleWith('curl', 'the shell script shows what it says'), async () => {
  const { stdout } = await run('sh', 'redrive.sh');
  expect(stdout.trim().split('\n').slice(1)).toEqual([
    expect.stringMatching(/^\{"redriveDate":/),
    '{}',
    'FAILED',
    expect.stringMatching(/^\{"now":/),
    'com.amazonaws.swf.service.v2.model#ExecutionNotRedrivable',
  ]);
  expect(server.fake().calls.map(({ operation }) => operation)).toEqual([
    'RedriveExecution',
    'DescribeExecution',
    'RedriveExecution',
  ]);
});
