/** What the package costs each Jest test file, and whether many of them leave anything behind. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, pack, projectWith, run } from '../package/packedPackage';

const FILES = 200;

/**
 * Each file loads the SDK first: that is the consumer's own cost, which ours is measured by. In time of the processor, for the machine
 * may have much else to do.
 */
const testFile = (index: number): string => `
  const { appendFileSync } = require('node:fs');
  const timed = (act) => {
    const start = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const sdk = timed(() => require('@aws-sdk/client-sfn'));
  const main = timed(() => require('redrive-testkit'));
  const setUp = timed(() => {
    require('redrive-testkit/jest');
    require('redrive-testkit/request-handler');
  });
  const { createFakeStepFunctions, failedExecution } = require('redrive-testkit');
  test('nothing of another file is there: ${index}', () => {
    let sfn;
    const redriven = timed(() => {
      sfn = createFakeStepFunctions();
      const { executionArn } = sfn.seed(failedExecution('lambda-function-failed'));
      sfn.redriveExecution({ executionArn });
      sfn.settle();
    });
    appendFileSync('costs.jsonl', JSON.stringify({ sdk, main, setUp, redriven }) + '\\n');
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

/** Milliseconds. */
interface Cost {
  sdk: number;
  main: number;
  setUp: number;
  redriven: number;
}

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
    .map((line) => JSON.parse(line) as Cost);
  const sdk = median(costs.map((cost) => cost.sdk));
  const ofSdk = (costOf: (cost: Cost) => number): number => median(costs.map(costOf)) / sdk;
  // Jest's own caches fill during the first files.
  const growth = (median(heaps.slice(-10)) - median(heaps.slice(10, 20))) / 2 ** 20;
  const rows = [
    { what: '@aws-sdk/client-sfn, ms per test file', measured: sdk, limit: Infinity },
    { what: 'main entry, of that', measured: ofSdk(({ main }) => main), limit: 0.25 },
    { what: 'with set-up and an adapter, of that', measured: ofSdk(({ main, setUp }) => main + setUp), limit: 0.5 },
    {
      what: 'and one execution seeded and redriven, of that',
      measured: ofSdk(({ main, setUp, redriven }) => main + setUp + redriven),
      limit: 2,
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
