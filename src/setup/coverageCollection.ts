import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { checkOptions, invalid } from '../model/arguments';
import { toHtml } from '../report/toHtml';
import type { PrintOptions } from '../model/table';
import { COVERAGE_FOLDER, readCollected } from '../service/coverage/collected';
import { Coverage } from '../service/coverage/coverage';
import { coverageText } from '../service/coverage/coverageText';

/** Options of the reporters. */
export interface CoverageReporterOptions {
  /** A JSON file for what was covered, from the folder in which the test runner was started. Default: none. */
  readonly coverageFile?: string;
  /** An HTML file that shows it on the graphs of the state machines. Default: none. */
  readonly pageFile?: string;
}

/** What the workers of one run of the tests count. */
export class CoverageCollection {
  private readonly folder = mkdtempSync(join(tmpdir(), 'redrive-testkit-coverage-'));
  private readonly options: CoverageReporterOptions;
  private readonly remove = (): void => rmSync(this.folder, { recursive: true, force: true });

  /** From now on, workers that are started are told where to write to. */
  constructor(reporter: string, options: CoverageReporterOptions | undefined) {
    this.options = checkedOptions(reporter, options ?? {});
    process.env[COVERAGE_FOLDER] = this.folder;
    process.once('exit', this.remove);
  }

  /** Under these names a runner can hand it to its workers, too. */
  get environment(): Readonly<Record<string, string>> {
    return { [COVERAGE_FOLDER]: this.folder };
  }

  /** Adds up what was counted, writes the files, and leaves nothing else behind. */
  end(options?: PrintOptions): string {
    const coverage = new Coverage(readCollected(this.folder));
    this.remove();
    process.removeListener('exit', this.remove);
    if (process.env[COVERAGE_FOLDER] === this.folder) delete process.env[COVERAGE_FOLDER];
    const { coverageFile, pageFile } = this.options;
    if (coverageFile !== undefined) write(coverageFile, `${JSON.stringify(coverage, undefined, 2)}\n`);
    if (pageFile !== undefined) write(pageFile, toHtml(coverage));
    return `\nCoverage of state machines (redrive-testkit)\n${coverageText(coverage.machines, options)}\n`;
  }
}

function write(file: string, text: string): void {
  const path = resolve(file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function checkedOptions(reporter: string, options: CoverageReporterOptions): CoverageReporterOptions {
  const example = `['redrive-testkit/${reporter}', { coverageFile: 'coverage/state-machines.json' }]`;
  checkOptions(`redrive-testkit/${reporter}`, options, ['coverageFile', 'pageFile'], example);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (typeof value === 'string' && value !== '')) continue;
    throw invalid(`The option ${name} is a path.`, value, `Write for example ${example}.`);
  }
  return options;
}
