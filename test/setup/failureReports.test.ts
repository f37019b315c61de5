import 'redrive-testkit/jest';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { failedExecution, type FakeStepFunctions } from 'redrive-testkit';
import { useWith, type Hook, type Runner } from '../../src/setup/setupFakeStepFunctions';
import { runJest } from './jestProject';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'redrive-testkit-reports-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type HookName = 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll';

/** One test with a body, which a runner that tells of failures runs; answers what it failed with. */
async function failuresOf(
  body: (sfn: FakeStepFunctions) => unknown,
  {
    writeReportOnFailure = folder,
    testName = 'orders › are redriven',
  }: { writeReportOnFailure?: boolean | string; testName?: string } = {},
): Promise<unknown[]> {
  const hooks: Partial<Record<HookName, Hook>> = {};
  const errors: unknown[] = [];
  const runner: Runner = {
    beforeAll: (hook) => void (hooks.beforeAll = hook),
    beforeEach: (hook) => void (hooks.beforeEach = hook),
    afterEach: (hook) => void (hooks.afterEach = hook),
    afterAll: (hook) => void (hooks.afterAll = hook),
    testName: () => testName,
    testFile: () => '/src/orders.test.ts',
    errors: () => errors,
  };
  const sfn = useWith(() => runner, { writeReportOnFailure });
  const attempt = async (run: () => unknown): Promise<void> => {
    try {
      await run();
    } catch (error) {
      errors.push(error);
    }
  };
  await hooks.beforeAll!();
  await hooks.beforeEach!();
  await attempt(() => body(sfn));
  await attempt(() => hooks.afterEach!());
  await hooks.afterAll!();
  return errors;
}

test('a failed test leaves the page of its execution, and its failure says where', async () => {
  let arn = '';
  const [error] = await failuresOf((sfn) => {
    arn = sfn.seed(failedExecution('lambda-function-failed', { state: 'ChargeCard' })).executionArn;
    sfn.redriveExecution({ executionArn: arn });
    throw new Error('not recovered');
  });
  const name = `orders.test--orders-are-redriven--1-${arn.split(':').at(-1)}.html`;
  expect(readdirSync(folder)).toEqual([name]);
  const page = readFileSync(join(folder, name), 'utf8');
  expect(page).toContain('ChargeCard');
  expect(page).toContain('ExecutionRedriven');
  const { message, stack } = error as Error;
  const note = `not recovered\n\nWhat the executions of this test came to (writeReportOnFailure):\n  ${relative('', join(folder, name))}`;
  expect(message).toBe(note);
  expect(stack).toContain(`Error: ${note}\n    at `);
});

test('a test that passes leaves nothing, nor does one without executions or without the option', async () => {
  await failuresOf((sfn) => void sfn.seed(failedExecution('task-failed')));
  await failuresOf(() => {
    throw new Error('no execution');
  });
  const [error] = await failuresOf(
    (sfn) => {
      sfn.seed(failedExecution('task-failed'));
      throw new Error('as it is');
    },
    { writeReportOnFailure: false },
  );
  expect(readdirSync(folder)).toEqual([]);
  expect((error as Error).message).toBe('as it is');
});

test('what the set-up itself fails a test with has its pages too', async () => {
  const [error] = await failuresOf((sfn) => {
    sfn.seed(failedExecution('task-failed'));
    sfn.loseNextResponse('RedriveExecution');
  });
  expect(error).toMatchObject({ code: 'FAULT_UNUSED' });
  expect((error as Error).message).toContain('.html');
});

test('ten pages at most, those first that calls were about, and it is said', async () => {
  const [error] = await failuresOf(async (sfn) => {
    const orders = sfn.seed(failedExecution('task-failed'), { count: 12 });
    await sfn.execute('RedriveExecution', { executionArn: orders[11]!.executionArn });
    throw new Error(`last: ${orders[11]!.name}`);
  });
  const { message } = error as Error;
  const last = /last: (\S+)/.exec(message)![1]!;
  expect(readdirSync(folder)).toHaveLength(10);
  expect(existsSync(join(folder, `orders.test--orders-are-redriven--1-${last}.html`))).toBe(true);
  expect(message).toContain('(2 more executions without a page: the first 10 have one)');
});

test('whatever the test is called, the file has a name', async () => {
  const testName = `a/b\\c:*?"<>| ${'long '.repeat(100)}\u202E`;
  await failuresOf(
    (sfn) => {
      sfn.seed(failedExecution('task-failed'));
      throw new Error('failed');
    },
    { testName },
  );
  const [name] = readdirSync(folder);
  expect(name).toMatch(/^orders\.test--a-b-c-long-[\w.-]+\.html$/);
  expect(name!.length).toBeLessThan(200);
});

test('where nothing can be written the failure is what it was, and says why', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const [error] = await failuresOf(
    (sfn) => {
      sfn.seed(failedExecution('task-failed'));
      throw new Error('not recovered');
    },
    { writeReportOnFailure: file },
  );
  expect((error as Error).message).toMatch(/^not recovered\n\n[^]*\(a page could not be written: /);
});

test('a thrown text stays a text', async () => {
  const errors = await failuresOf((sfn) => {
    sfn.seed(failedExecution('task-failed'));
    // oxlint-disable-next-line @typescript-eslint/only-throw-error -- some code throws texts
    throw 'a text';
  });
  expect(errors).toEqual(['a text']);
  expect(readdirSync(folder)).toHaveLength(1);
});

test.each([7, '', {}])('the option is a folder: %j is refused', async (writeReportOnFailure) => {
  await expect(failuresOf(() => undefined, { writeReportOnFailure: writeReportOnFailure as string })).rejects.toThrow(
    expect.objectContaining({
      code: 'ARGUMENT_INVALID',
      hint: expect.stringContaining('writeReportOnFailure') as string,
    }),
  );
});

test('Jest shows where the page is', () => {
  const { outcomes } = runJest({
    'orders.test.ts': `
      import { failedExecution } from 'redrive-testkit';
      import { setupFakeStepFunctions } from 'redrive-testkit/jest';
      const sfn = setupFakeStepFunctions({ writeReportOnFailure: ${JSON.stringify(folder)} });
      test('is redriven', () => {
        const order = sfn.seed(failedExecution('task-failed'));
        expect(sfn).toHaveRedriven(order);
      });
      test('is left alone', () => void sfn.seed(failedExecution('task-failed')));`,
  });
  expect(outcomes['is left alone']).toBe('passed');
  const [name] = readdirSync(folder);
  expect(outcomes['is redriven']).toContain(`(writeReportOnFailure):\n  `);
  expect(outcomes['is redriven']).toContain(name);
  expect(outcomes['is redriven']!.split('(writeReportOnFailure)')).toHaveLength(2);
});
