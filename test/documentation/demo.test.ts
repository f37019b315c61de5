import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { root } from '../tidy/sources';

test('the demo runs to its end, and prints plain text into a pipe', () => {
  const [program, ...args] = packageJson.scripts.demo.split(' ');
  const printed = execFileSync(join(root, 'node_modules', '.bin', program!), args, { cwd: root, encoding: 'utf8' });
  expect(printed).toMatch(/order-1003 +SUCCEEDED/);
  expect(printed).toMatch(/redrive 1[^]*ExecutionRedriven[^]*ExecutionSucceeded/);
  expect(printed).toMatch(/a replay +1 +\S+ +2\n/);
  expect(printed.match(/ExecutionNotRedrivable/g)).toHaveLength(6);
  expect(printed).not.toContain('\u001B');
});
