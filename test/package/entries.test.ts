import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import entries from '../../entries.json';
import packageJson from '../../package.json';
import { root } from './packedPackage';

// That package.json and tsconfig.json have them all, test/documentation/generated.ts sees.

test('every entry has a source', () => {
  expect(entries.index).toBe('src/index.ts');
  expect(Object.values(entries).filter((source) => !existsSync(join(root, source)))).toEqual([]);
});

test('every adapter has passed the contract: test/contract/adapters.ts imports its entry', () => {
  const contract = readFileSync(join(root, 'test/contract/adapters.ts'), 'utf8');
  const adapters = Object.entries(entries).filter(([, source]) => source.startsWith('src/adapters/'));
  expect(adapters.length).toBeGreaterThan(3);
  const without = adapters.filter(([name]) => !contract.includes(`from 'redrive-testkit/${name}'`));
  expect(without).toEqual([]);
});

test('there are no dependencies; what the adapters need is a peer, all but the SDK optional', () => {
  expect(packageJson).not.toHaveProperty('dependencies');
  expect(packageJson.devDependencies.jsonata).toBe('2.0.6');
  const optional = Object.keys(packageJson.peerDependenciesMeta);
  expect(Object.keys(packageJson.peerDependencies).filter((name) => !optional.includes(name))).toEqual([
    '@aws-sdk/client-sfn',
  ]);
});
