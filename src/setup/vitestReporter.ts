import { CoverageCollection, type CoverageReporterOptions } from './coverageCollection';

export type { CoverageReporterOptions } from './coverageCollection';

/** What is used of Vitest. */
interface Vitest {
  readonly projects?: readonly { readonly config: { env?: Record<string, unknown> } }[];
  readonly config: { env?: Record<string, unknown> };
}

/**
 * A reporter for Vitest: adds up, over all test files and workers, what has run of the state machines of the tests, and prints at the end what has
 * not, above all the states from which no test has redriven anything.
 *
 * @example
 * // vitest.config.ts
 * export default defineConfig({
 *   test: { reporters: ['default', ['redrive-testkit/vitest-reporter', { coverageFile: 'coverage/state-machines.json' }]] },
 * });
 */
export default class VitestCoverageReporter {
  private collection: CoverageCollection | undefined;
  private vitest: Vitest | undefined;

  constructor(private readonly options?: CoverageReporterOptions) {}

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
    this.begin();
  }

  /** Once for each run: in watch mode there are several. */
  onTestRunStart(): void {
    this.begin();
  }

  onTestRunEnd(): void {
    const text = this.collection?.end();
    this.collection = undefined;
    if (text !== undefined) process.stdout.write(text);
  }

  private begin(): void {
    if (this.collection !== undefined) return;
    this.collection = new CoverageCollection('vitest-reporter', this.options);
    const { config, projects = [] } = this.vitest ?? { config: {} };
    for (const each of [config, ...projects.map((project) => project.config)])
      each.env = { ...each.env, ...this.collection.environment };
  }
}
