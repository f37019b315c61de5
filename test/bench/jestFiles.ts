/** What the package costs each Jest test file, and whether many of them leave anything behind. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, pack, projectWith, run } from '../package/packedPackage';

const FILES = 200;

/** Each file loads the SDK first: that is the consumer's own cost. */
const testFile = (index: number): string => `
  const { appendFileSync } = require('node:fs');
  const timed = (load) => { const start = performance.now(); load(); return performance.now() - start; };
  require('@aws-sdk/client-sfn');
  const main = timed(() => require('redrive-testkit'));
  const setUp = timed(() => { require('redrive-testkit/jest'); require('redrive-testkit/request-handler'); });
  appendFileSync('costs.jsonl', JSON.stringify({ main, setUp: main + setUp }) + '\\n');
  const { createFakeStepFunctions, failedExecution } = require('redrive-testkit');
  test('nothing of another file is there: ${index}', () => {
    const sfn = createFakeStepFunctions();
    sfn.seed(failedExecution('lambda-function-failed'));
    expect(sfn.listStateMachines({}).stateMachines).toHaveLength(1);
    expect(globalThis.markOfAnotherFile).toBeUndefined();
    globalThis.markOfAnotherFile = ${index};
  });`;

/** Jest's JSON leaves the heap out, so this reporter writes what is compared. */
const REPORTER = `
  const { writeFileSync } = require('node:fs');
  module.exports = class {
    heaps = [];
    onTestResult(_test, { memoryUsage }) {
      this.heaps.push(memoryUsage);
    }
    onRunComplete(_contexts, { numPassedTests, openHandles }) {
      writeFileSync('report.json', JSON.stringify({ heaps: this.heaps, passed: numPassedTests, open: openHandles.length }));
    }
  };`;

interface Report {
  heaps: number[];
  passed: number;
  open: number;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const packed = pack();
try {
  const project = projectWith(packed, 'many', ['@aws-sdk/client-sfn', 'jest']);
  const file = (name: string): string => join(project, name);
  writeFileSync(file('package.json'), JSON.stringify({ jest: { reporters: ['./reporter.js'] } }));
  writeFileSync(file('reporter.js'), REPORTER);
  for (let index = 0; index < FILES; index++) writeFileSync(file(`${index}.test.js`), testFile(index));
  const flags = ['--runInBand', '--logHeapUsage', '--detectOpenHandles'];
  run(process.execPath, ['--expose-gc', binary('jest'), ...flags], project);

  const { heaps, passed, open } = JSON.parse(readFileSync(file('report.json'), 'utf8')) as Report;
  const costs = readFileSync(file('costs.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { main: number; setUp: number });
  // Jest's own caches fill during the first files.
  const growth = (median(heaps.slice(-10)) - median(heaps.slice(10, 20))) / 2 ** 20;
  const rows = [
    { what: 'main entry, ms per test file', measured: median(costs.map(({ main }) => main)), limit: 5 },
    {
      what: 'with set-up and an adapter, ms per test file',
      measured: median(costs.map(({ setUp }) => setUp)),
      limit: 10,
    },
    { what: `heap growth over ${FILES} test files, MB`, measured: growth, limit: 20 },
    { what: 'test files that failed', measured: FILES - passed, limit: 0 },
    { what: 'handles left open', measured: open, limit: 0 },
  ];
  console.table(rows.map((row) => ({ ...row, measured: Number(row.measured.toFixed(2)) })));
  process.exitCode = rows.every(({ measured, limit }) => measured <= limit) ? 0 : 1;
} finally {
  packed.dispose();
}
