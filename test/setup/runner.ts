import type { FakeStepFunctions } from 'redrive-testkit';
import type { SetUpOptions } from '../../src/setup/options';
import type { Runner } from '../../src/setup/setupFakeStepFunctions';
import { useWith } from '../../src/setup/setupFakeStepFunctions';

type HookName = 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll';

/** A runner whose hooks a test calls itself, to look between them. */
export interface ManualRunner {
  use(options?: SetUpOptions): FakeStepFunctions;
  run(hook: HookName, testName?: string): Promise<void>;
  /** One test from its hooks before to its hooks after. */
  test(name: string, body: () => unknown): Promise<void>;
}

export function manualRunner(): ManualRunner {
  const hooks: Record<HookName, (() => void | Promise<void>)[]> = {
    beforeAll: [],
    beforeEach: [],
    afterEach: [],
    afterAll: [],
  };
  let running: string | undefined;
  const runner: Runner = {
    beforeAll: (hook) => hooks.beforeAll.push(hook),
    beforeEach: (hook) => hooks.beforeEach.push(hook),
    afterEach: (hook) => hooks.afterEach.push(hook),
    afterAll: (hook) => hooks.afterAll.push(hook),
    testName: () => running,
  };
  const run: ManualRunner['run'] = async (hook, testName) => {
    running = testName;
    for (const each of hooks[hook]) await each();
  };
  return {
    use: (options) => useWith(() => runner, options),
    run,
    async test(name, body) {
      await run('beforeEach', name);
      try {
        await body();
      } finally {
        await run('afterEach', name);
      }
    },
  };
}
