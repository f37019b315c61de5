/** Runs every bench beside this file in a process of its own; fails if one of them does. `--save` writes docs/BENCHMARK.md. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const benches = readdirSync(__dirname).filter((name) => name.endsWith('.ts') && name !== 'index.ts');

for (const name of benches) {
  console.log(`\n${name}`);
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', join(__dirname, name), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exitCode = 1;
}
