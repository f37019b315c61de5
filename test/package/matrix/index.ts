/**
 * The packed package in real projects: every runner, adapter, Node version and age of peers. Writes docs/MATRIX.md and
 * fails if a cell does. `npm run matrix -- "Node 20"` runs the environments whose name has that text;
 * `types`, `lessons` and `browser` are the other parts; with `SCREENSHOTS=folder`, pictures of the pages are kept there.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildOf, pack } from '../packedPackage';
import { checkPages } from './browser';
import { runCells } from './cells';
import { ENVIRONMENTS, install, versionsIn } from './environments';
import { checkLessons } from './lessons';
import { checkMatcherTypes } from './matcherTypes';
import { checkNetwork } from './network';
import type { Cell, Check, Installed } from './report';
import { writeReport } from './report';
import { RUNNERS } from './runners';
import { checkTypes } from './types';
import { checkCopies } from './workspaces';

async function main(): Promise<void> {
  const wanted = process.argv[2] ?? '';
  const packed = pack();
  const cells: Cell[] = [];
  const installed: Installed[] = [];
  const checks: Check[] = [];
  try {
    for (const environment of ENVIRONMENTS.filter(({ name }) => name.includes(wanted))) {
      console.error(`${environment.name}: installing`);
      const folder = join(packed.folder, environment.name.replace(/\W+/g, '-'));
      const project = install(folder, environment, packed.tarball);
      installed.push({ environment: environment.name, versions: versionsIn(project, environment) });
      for (const runner of RUNNERS.filter(({ needs }) => needs in environment.packages)) {
        console.error(`${environment.name}: ${runner.name}`);
        cells.push(...runCells(project, runner).map((cell) => ({ ...cell, environment })));
      }
      checks.push(...checkMatcherTypes(project, environment));
      checks.push(...checkCopies(project, folder, environment));
      checks.push(...checkNetwork(project, environment));
      rmSync(folder, { recursive: true, force: true });
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
  writeReport({ build: buildOf(packed), isWhole: wanted === '', cells, installed, checks });
  const failed = [...cells, ...checks].filter(({ passed }) => !passed).length;
  console.log(`${cells.length + checks.length - failed} of ${cells.length + checks.length} passed: see docs/MATRIX.md`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
