import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import entries from '../../entries.json';

const root = join(__dirname, '..', '..');
const { BUNDLE } = require('../../build/testBundle.cjs') as { BUNDLE: string };

const MACHINE = `
const sfn = createFakeStepFunctions();
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const definition = { StartAt: 'Charge', States: { Charge: { ...task, Next: 'Ship' }, Ship: { ...task, Next: 'Mail' }, Mail: { ...task, End: true } } };
const machine = sfn.createStateMachine({ name: 'checkout', definition, tasks: { Mail: succeeds() } });
function redriven(state) {
  sfn.script(machine, { [state]: [fails('Once'), succeeds()] });
  const { executionArn } = sfn.startExecution(machine);
  sfn.settle();
  sfn.redriveExecution({ executionArn });
  sfn.settle();
}
`;

/** Two files with the same machine, one of which resets its fake, and one file that does not use the kit. */
function testFiles(head: string): Record<string, string> {
  return {
    'a.test.js': `${head}${MACHINE}test('a', () => { redriven('Charge'); sfn.reset(); });`,
    'b.test.js': `${head}${MACHINE}test('b', async () => { redriven('Ship'); sfn.startExecution(machine); await null; sfn.settle(); });`,
    'c.test.js': `${head.split('\n')[0]}\ntest('c', () => {});`,
  };
}

interface Run {
  readonly output: string;
  readonly coverage: { machines: { name: string; states: { items: object[] }; resumed: object; scripted: object }[] };
  /** The HTML of the page. */
  readonly page: string;
  /** What was left behind in the folder for temporary files. */
  readonly left: readonly string[];
}

function runIn(files: Record<string, string>, args: readonly string[]): Run {
  const project = mkdtempSync(join(tmpdir(), 'redrive-testkit-reporter-'));
  const temporary = join(project, 'tmp');
  try {
    mkdirSync(temporary);
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'dir');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
    const env = { ...process.env, JEST_WORKER_ID: undefined, NODE_ENV: undefined, TMPDIR: temporary, NO_COLOR: '1' };
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8', env });
    const file = join(project, 'out/machines.json');
    if (!existsSync(file)) throw new Error(stdout + stderr);
    return {
      output: stdout + stderr,
      coverage: JSON.parse(readFileSync(file, 'utf8')) as Run['coverage'],
      page: readFileSync(file.replace(/json$/, 'html'), 'utf8'),
      left: readdirSync(temporary).filter((name) => name.startsWith('redrive-testkit')),
    };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** All sources as one file: see `build/testBundle.cjs`. */
const sourceOf = (path: string): string => `require(${JSON.stringify(BUNDLE)}).modules['${path}']`;
const SHIMS = {
  'kit.cjs': `module.exports = ${sourceOf(entries.index)};`,
  'jestReporter.cjs': `module.exports = ${sourceOf(entries['jest-reporter'])}.default;`,
  'vitestReporter.cjs': `module.exports = ${sourceOf(entries['vitest-reporter'])}.default;`,
  'vitestReporter.mjs': "import reporter from './vitestReporter.cjs';\nexport default reporter;",
};
const OPTIONS = "{ coverageFile: 'out/machines.json', pageFile: 'out/machines.html' }";

function runJest(files: Record<string, string>, ...further: string[]): Run {
  const config = `module.exports = {
    transform: {},
    moduleNameMapper: { '^redrive-testkit$': '<rootDir>/kit.cjs' },
    reporters: ['default', ['<rootDir>/jestReporter.cjs', ${OPTIONS}]],
  };`;
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  return runIn({ ...SHIMS, ...files, 'jest.config.js': config }, [jest, ...further]);
}

function runVitest(files: Record<string, string>): Run {
  const config = `export default {
    test: { include: ['*.test.js'], maxWorkers: 2, reporters: ['default', ['./vitestReporter.mjs', ${OPTIONS}]] },
  };`;
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  return runIn({ ...SHIMS, ...files, 'vitest.config.mjs': config }, [vitest, 'run']);
}

/** Both files together: no start is counted twice, and none is missing. */
function expectBothFiles({ output, coverage, page, left }: Run): void {
  expect(coverage.machines).toHaveLength(1);
  expect(coverage.machines[0]).toMatchObject({
    name: 'checkout',
    states: {
      items: [
        { name: 'Charge', times: 3 },
        { name: 'Ship', times: 3 },
        { name: 'Mail', times: 2 },
      ],
    },
    resumed: { covered: 2, total: 3, missing: ['Mail'] },
    scripted: { missing: [] },
  });
  expect(output).toMatch(/── checkout ─+\nstates +3 of 3\n/);
  expect(output).toMatch(/resumed by a redrive +2 of 3 +missing: +Mail\n/);
  expect(page).toContain('Charge: Task, reached 3 times, redriven from here');
  expect(left).toEqual([]);
}

const IN_JEST = `\nconst { createFakeStepFunctions, fails, succeeds } = require('redrive-testkit');`;

test.each([['--maxWorkers=2'], ['--runInBand']])('the reporter for Jest adds up files and workers, %s', (workers) => {
  expectBothFiles(runJest(testFiles(IN_JEST), workers));
});

test('where no test uses the fake, it says so', () => {
  const { output, coverage, left } = runJest({ 'c.test.js': "test('c', () => {});" }, '--runInBand');
  expect(coverage).toEqual({ machines: [] });
  expect(output).toContain('Nothing has run a state machine.');
  expect(left).toEqual([]);
});

test('the reporter for Vitest does the same', () => {
  const head = `import { test } from 'vitest';\nimport kit from './kit.cjs';\nconst { createFakeStepFunctions, fails, succeeds } = kit;`;
  expectBothFiles(runVitest(testFiles(head)));
});
