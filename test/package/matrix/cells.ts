import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, withFiles, type Ended, type Project } from '../project';
import type { Runner } from './runners';
import type { Spec } from './specs';
import { written } from './specs';

export interface Cell {
  readonly runner: Runner;
  readonly adapter: string;
  readonly passed: boolean;
  /** What the runner printed, where it did not pass. */
  readonly output: string;
}

interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
}

/** Runs all tests of a runner in a folder of its own below an installed project. */
export function runCells(installed: Project, runner: Runner): Cell[] {
  const folder = join(installed.folder, runner.name.replace(/\W+/g, '-'));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(runner.files)) writeFileSync(join(folder, name), text);
  const { specs } = runner;
  const fileOf = (spec: Spec): string => `${spec.adapter.replace(/\W+/g, '-')}.${runner.extension}`;
  for (const spec of specs) {
    writeFileSync(join(folder, fileOf(spec)), written(spec, runner.format, runner.prologue));
  }
  const command = withFiles(installed, runner.command);
  const program = runner.program && installed.fileOf(runner.program);
  const start = (...args: string[]): Ended => runIn(installed, { cwd: folder, program, args: [...command, ...args] });
  const cell = (spec: Spec, passed: boolean, output: string): Cell => ({
    runner,
    adapter: spec.adapter,
    passed,
    output: passed ? '' : output,
  });

  if (runner.report === 'exit-code') {
    return specs.map((spec) => {
      const { passed, output } = start(fileOf(spec));
      return cell(spec, passed, output);
    });
  }
  const { stdout, output } = start();
  const report = join(folder, 'report.json');
  const files = resultsIn(runner.report === 'vitest' && existsSync(report) ? readFileSync(report, 'utf8') : stdout);
  return specs.map((spec) => {
    const result = files.find(({ name }) => name.endsWith(`/${fileOf(spec)}`));
    return cell(spec, result?.status === 'passed', result?.message ?? output);
  });
}

/** Jest and Vitest print the same form. */
function resultsIn(stdout: string): FileResult[] {
  try {
    const report = JSON.parse(stdout.slice(stdout.indexOf('{"'))) as { testResults: FileResult[] };
    return report.testResults;
  } catch {
    return [];
  }
}
