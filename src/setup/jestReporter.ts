import { CoverageCollection, type CoverageReporterOptions } from './coverageCollection';

export type { CoverageReporterOptions } from './coverageCollection';

/**
 * A reporter for Jest: adds up, over all test files and workers, what has run of the state machines of the tests, and prints at the end what has not,
 * above all the states from which no test has redriven anything.
 *
 * @example
 * // jest.config.js
 * module.exports = {
 *   reporters: ['default', ['redrive-testkit/jest-reporter', { coverageFile: 'coverage/state-machines.json' }]],
 * };
 */
export default class JestCoverageReporter {
  private collection: CoverageCollection | undefined;

  constructor(_globalConfig: unknown, options?: CoverageReporterOptions) {
    this.collection = new CoverageCollection('jest-reporter', options);
  }

  onRunComplete(): void {
    const text = this.collection?.end();
    this.collection = undefined;
    // Where Jest's own reporters print: `--json` has the standard output for itself.
    if (text !== undefined) process.stderr.write(text);
  }
}
