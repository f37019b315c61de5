import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { packedOnce, projectWith, root, run } from './packedPackage';

describe('the command', () => {
  /** As npm installs it. */
  const installed = (name: string): string => {
    const project = projectWith(packedOnce(), name, []);
    const command = join(project, 'node_modules/redrive-testkit', packageJson.bin['redrive-testkit']);
    chmodSync(command, 0o755);
    mkdirSync(join(project, 'node_modules/.bin'));
    symlinkSync(command, join(project, 'node_modules/.bin/redrive-testkit'));
    return join(project, 'node_modules/.bin/redrive-testkit');
  };

  test('it shows its help, and every command is there', () => {
    const command = installed('help');
    expect(run(command, ['--help'], root)).toMatch(/redrive-testkit serve/);
    expect(run(command, ['modes', 'activity'], root)).toMatch(/activity/);
    expect(() => run(command, ['sevre'], root)).toThrow(/serve/);
  });

  test('a served fake answers within a second of its start', async () => {
    const command = installed('serving');
    // On a machine that needs long for Node alone, a second is no measure.
    const limit = () => Math.max(1000, 10 * startOfNode());
    const starts: { took: number; limit: number }[] = [];
    while (starts.length < 3 && !starts.some(({ took, limit: most }) => took < most)) {
      const start = performance.now();
      const server = spawn(command, ['serve', '--port', '0', '--seed', 'task-failed'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [url] = (await once(server.stdout, 'data')) as [Buffer];
      const headers = { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };
      const answer = await fetch(String(url).trim(), { method: 'POST', headers, body: '{}' });
      const took = performance.now() - start;
      expect(await answer.json()).toMatchObject({ stateMachines: [{ name: 'task-failed' }] });
      server.kill('SIGTERM');
      expect(await once(server, 'exit')).toEqual([0, null]);
      starts.push({ took, limit: limit() });
    }
    expect(starts.some(({ took, limit: most }) => took < most) || starts).toBe(true);
  });
});

/** Milliseconds that Node needs to start and end. */
function startOfNode(): number {
  const start = performance.now();
  run(process.execPath, ['--eval', ''], root);
  return performance.now() - start;
}
