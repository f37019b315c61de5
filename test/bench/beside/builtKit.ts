import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as core from 'redrive-testkit';
import type * as clientMock from 'redrive-testkit/client-mock';
import type * as msw from 'redrive-testkit/msw';
import type * as requestHandler from 'redrive-testkit/request-handler';
import { rolldown } from 'rolldown';

export type Kit = typeof core & typeof clientMock & typeof msw & typeof requestHandler;

const ENTRIES = {
  index: 'index.ts',
  handler: 'adapters/requestHandler.ts',
  mock: 'adapters/clientMock.ts',
  msw: 'adapters/msw.ts',
};

/** The package as it is built, since what runs the bench compiles sources in a way that costs time of its own. */
export async function buildKit(): Promise<{ kit: Kit; remove: () => void }> {
  // Below node_modules, where the built files find the third-party packages.
  const dir = mkdtempSync(join(__dirname, '../../../node_modules/.bench-'));
  const source = (path: string): string => join(__dirname, '../../../src', path);
  const bundle = await rolldown({
    input: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, source(path)])),
    platform: 'node',
    external: (id) => !/^[./]/.test(id),
  });
  await bundle.write({ dir, format: 'cjs', exports: 'named' });
  const kit = Object.assign({}, ...Object.keys(ENTRIES).map((name) => require(join(dir, `${name}.js`)) as object));
  return { kit: kit as Kit, remove: () => rmSync(dir, { recursive: true }) };
}
