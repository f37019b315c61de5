import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, type Project } from '../project';
import type { Environment } from './environments';
import type { Check } from './report';

/** A way in which a test file comes to `expect`. */
interface Way {
  readonly name: string;
  readonly needs: string;
  readonly entry: string;
  readonly imports: string;
  readonly types: readonly string[];
  /** What this `expect` has of its own. */
  readonly more?: string;
}

const WAYS: readonly Way[] = [
  { name: "Jest's globals", needs: '@types/jest', entry: 'jest', imports: '', types: ['node', 'jest'] },
  {
    name: '@jest/globals',
    needs: '@jest/globals',
    entry: 'jest',
    imports: `import { expect, test } from '@jest/globals';`,
    types: ['node'],
  },
  {
    name: 'vitest',
    needs: 'vitest',
    entry: 'vitest',
    imports: `import { expect, test } from 'vitest';`,
    types: ['node'],
    more: `expect.soft(sfn).toHaveRedriven(order);
    await expect.poll(() => sfn.execution(order)).toHaveStatus('SUCCEEDED');`,
  },
];

/** A misspelt one is told: that it is no `any`, by which all others would pass. */
const sourceOf = ({ entry, imports, more = '' }: Way): string => `${imports}
  import { failedExecution } from 'redrive-testkit';
  import { setupFakeStepFunctions } from 'redrive-testkit/${entry}';
  const sfn = setupFakeStepFunctions();
  test('the matchers have types', async () => {
    const order = sfn.seed(failedExecution('lambda-function-failed'));
    expect(sfn).toHaveRedriven(order, { times: 1 });
    expect(sfn.execution(order)).not.toHaveStatus('FAILED');
    await expect(Promise.resolve(sfn.execution(order))).resolves.toBeRedrivable();
    expect({ order: sfn.execution(order) }).toEqual({ order: expect.toHaveStatus('FAILED') });
    expect({ order: sfn.execution(order) }).not.toEqual({ order: expect.not.toHaveStatus('FAILED') });
    // @ts-expect-error -- there is no such matcher
    expect(sfn).toHaveRedrivn(order);
    // @ts-expect-error -- there is no such asymmetric matcher
    expect.toHaveStatos('FAILED');
    // @ts-expect-error -- there is no such status
    expect(sfn.execution(order)).toHaveStatus('FALIED');
    ${more}
  });`;

/** Compiles tests that use the matchers, as strictly as a project may, where this environment's installer has put everything. */
export function checkMatcherTypes(installed: Project, { name: environment, packages }: Environment): Check[] {
  return WAYS.filter(({ needs }) => needs in packages).map((way) => {
    const folder = join(installed.folder, `types-${way.name.replace(/\W+/g, '-')}`);
    mkdirSync(folder, { recursive: true });
    const compilerOptions = {
      module: 'node16',
      target: 'es2022',
      lib: ['es2023'],
      strict: true,
      noEmit: true,
      types: way.types,
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    writeFileSync(join(folder, 'matchers.ts'), sourceOf(way));
    const { output } = runIn(installed, { cwd: folder, args: [installed.fileOf('typescript/bin/tsc'), '-p', '.'] });
    // Without skipLibCheck: what others declare is theirs.
    const passed = !/^(?:matchers\.ts|.*redrive-testkit.*|error )/m.test(output);
    if (!passed) console.error(`\n${environment}, types, ${way.name}:\n${output}`);
    return { part: 'types', what: `matchers by ${way.name}`, with: environment, passed };
  });
}
