import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathWith } from './environments';
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

/** Runs all tests of a runner in a project of its own below an installed one. */
export function runCells(installed: string, bin: string, runner: Runner): Cell[] {
  const project = join(installed, runner.name.replace(/\W+/g, '-'));
  mkdirSync(project, { recursive: true });
  for (const [name, text] of Object.entries(runner.files)) writeFileSync(join(project, name), text);
  const { specs } = runner;
  const fileOf = (spec: Spec): string => `${spec.adapter.replace(/\W+/g, '-')}.${runner.extension}`;
  for (const spec of specs) {
    writeFileSync(join(project, fileOf(spec)), written(spec, runner.format, runner.prologue));
  }
  const node = (...args: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(join(bin, 'node'), args, {
      cwd: project,
      encoding: 'utf8',
      timeout: 180_000,
      env: { ...process.env, ...pathWith(bin), NODE_OPTIONS: '', JEST_WORKER_ID: undefined, NODE_ENV: undefined },
    });
  const command = runner.command.map((part) => (/\.m?js$/.test(part) ? join(installed, 'node_modules', part) : part));
  const cell = (spec: Spec, passed: boolean, output: string): Cell => ({
    runner,
    adapter: spec.adapter,
    passed,
    output: passed ? '' : output,
  });

  if (runner.report === 'exit-code') {
    return specs.map((spec) => {
      const { status, stdout, stderr } = node(...command, fileOf(spec));
      return cell(spec, status === 0, `${String(stdout)}${String(stderr)}`);
    });
  }
  const { stdout, stderr } = node(...command);
  const report = join(project, 'report.json');
  const files = resultsIn(
    runner.report === 'vitest' && existsSync(report) ? readFileSync(report, 'utf8') : String(stdout),
  );
  return specs.map((spec) => {
    const result = files.find(({ name }) => name.endsWith(`/${fileOf(spec)}`));
    return cell(spec, result?.status === 'passed', result?.message ?? `${String(stdout)}${String(stderr)}`);
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
