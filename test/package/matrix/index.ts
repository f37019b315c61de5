/**
 * The packed package in real projects: every runner, adapter, Node version and age of peers. Writes docs/MATRIX.md and
 * fails if a cell does. `npm run matrix -- "Node 20"` runs the environments whose name has that text;
 * `types`, `lessons` and `browser` are the other parts; with `SCREENSHOTS=folder`, pictures of the pages are kept there.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pack } from '../packedPackage';
import { checkPages } from './browser';
import { runCells } from './cells';
import { ENVIRONMENTS, install, nodeFolder, versionsIn } from './environments';
import { checkLessons } from './lessons';
import { checkNetwork } from './network';
import type { Cell, Check, Installed } from './report';
import { writeReport } from './report';
import { RUNNERS } from './runners';
import { checkTypes } from './types';

async function main(): Promise<void> {
  const wanted = process.argv[2] ?? '';
  const packed = pack();
  const cells: Cell[] = [];
  const installed: Installed[] = [];
  const checks: Check[] = [];
  try {
    for (const environment of ENVIRONMENTS.filter(({ name }) => name.includes(wanted))) {
      console.error(`${environment.name}: installing`);
      const bin = nodeFolder(join(packed.folder, 'tools'), environment.node);
      const project = join(packed.folder, environment.name.replace(/\W+/g, '-'));
      install(project, environment, packed.tarball, bin);
      installed.push({ environment: environment.name, versions: versionsIn(project, bin) });
      for (const runner of RUNNERS) {
        console.error(`${environment.name}: ${runner.name}`);
        cells.push(...runCells(project, bin, runner).map((cell) => ({ ...cell, environment })));
      }
      checks.push(...checkNetwork(project, bin, environment));
      rmSync(project, { recursive: true, force: true });
    }
    if ('types'.includes(wanted)) checks.push(...checkTypes(packed));
    if ('lessons'.includes(wanted)) checks.push(...checkLessons(packed));
    if ('browser'.includes(wanted)) checks.push(...(await checkPages(process.env['SCREENSHOTS'])));
  } finally {
    packed.dispose();
  }

  for (const { environment, runner, adapter, output } of cells.filter(({ passed }) => !passed)) {
    console.error(`\n${environment.name}, ${runner.name}, ${adapter}:\n${output}`);
  }
  writeReport(cells, installed, checks);
  const failed = [...cells, ...checks].filter(({ passed }) => !passed).length;
  console.log(`${cells.length + checks.length - failed} of ${cells.length + checks.length} passed: see docs/MATRIX.md`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
