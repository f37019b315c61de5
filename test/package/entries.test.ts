import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import packageJson from '../../package.json';
import { root } from './packedPackage';

const ENTRY = /^ {2}'?([a-z-]+)'?: '(src\/[\w/]+\.ts)',$/gm;

/** Entry -> source, as the build has it. */
function builtEntries(): Record<string, string> {
  const config = readFileSync(join(root, 'rolldown.config.mjs'), 'utf8');
  return Object.fromEntries([...config.matchAll(ENTRY)].map(([, name, source]) => [name, source]));
}

const { projects } = require('../../jest.config.js') as { projects: { moduleNameMapper: Record<string, string> }[] };
const specifierOf = (entry: string): string => (entry === 'index' ? 'redrive-testkit' : `redrive-testkit/${entry}`);
const entries = builtEntries();

test('the build has the entries of the design', () => {
  expect(Object.keys(entries)).toEqual([
    'index',
    'request-handler',
    'client-mock',
    'msw',
    'jest',
    'jest-environment',
    'vitest',
    'matchers',
    'fixtures',
  ]);
});

test('the package exports each entry in both formats, with types for each', () => {
  const expected = Object.keys(entries).map((name) => [
    name === 'index' ? '.' : `./${name}`,
    {
      import: { types: `./dist/${name}.d.mts`, default: `./dist/${name}.mjs` },
      require: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
    },
  ]);
  expect(packageJson.exports).toEqual({
    ...(Object.fromEntries(expected) as object),
    './fixtures/*.json': './fixtures/*.json',
    './package.json': './package.json',
  });
});

test('older module resolution finds the same types', () => {
  const expected = Object.keys(entries)
    .filter((name) => name !== 'index')
    .map((name) => [name, [`./dist/${name}.d.ts`]]);
  expect(packageJson.typesVersions['*']).toEqual(Object.fromEntries(expected));
});

test('tests and examples reach the same sources by the names of the package', () => {
  const expected = Object.entries(entries).map(([name, source]) => [specifierOf(name), source] as const);
  expect(projects[0]!.moduleNameMapper).toEqual(
    Object.fromEntries(expected.map(([specifier, source]) => [`^${specifier}$`, `<rootDir>/${source}`])),
  );
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as {
    config: { compilerOptions: { paths: unknown } };
  };
  expect(config.compilerOptions.paths).toEqual(
    Object.fromEntries(expected.map(([specifier, source]) => [specifier, [`./${source}`]])),
  );
});

test('the only dependency is the expression library; what the adapters need is a peer, all but the SDK optional', () => {
  expect(Object.keys(packageJson.dependencies)).toEqual(['jsonata']);
  const optional = Object.keys(packageJson.peerDependenciesMeta);
  expect(Object.keys(packageJson.peerDependencies).filter((name) => !optional.includes(name))).toEqual([
    '@aws-sdk/client-sfn',
  ]);
});
