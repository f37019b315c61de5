import { filesBelow, importsOf, resolveRelative, typeScriptBelow } from './sources';

/** Layers from the top; a file imports from its own folder and from lower rows, never from a neighbor in its row. */
const LAYERS = [
  ['cli'],
  ['setup'],
  ['explore', 'report'],
  ['adapters', 'matchers', 'snapshot'],
  ['catalogue', 'incidents'],
  ['service', 'history'],
  ['asl'],
  ['rules'],
  ['time'],
  ['model'],
];

const rankOf = (folder: string): number => LAYERS.findIndex((row) => row.includes(folder));
const folderOf = (path: string): string => path.split('/')[1]!;

function mayImport(from: string, to: string): boolean {
  if (from === 'src/index.ts') return true;
  if (to === 'src/index.ts') return false;
  // What the package is built with: it makes the library of JSONata.
  if (to.startsWith('build/')) return from.startsWith('src/asl/data/');
  return folderOf(from) === folderOf(to) || rankOf(folderOf(from)) < rankOf(folderOf(to));
}

const sources = typeScriptBelow('src');
const imports = sources.flatMap(importsOf);

test('there is something to check', () => {
  expect(sources.length).toBeGreaterThan(10);
  expect(imports.length).toBeGreaterThan(10);
});

test('every folder of src has its place in the layers', () => {
  const folders = new Set(sources.filter((path) => path !== 'src/index.ts').map(folderOf));
  expect([...folders].filter((folder) => rankOf(folder) === -1)).toEqual([]);
});

test('imports go downward only, types included', () => {
  const upward = imports
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map((found) => ({ ...found, to: resolveRelative(found.from, found.specifier) }))
    .filter(({ from, to }) => !mayImport(from, to))
    .map(({ place, to }) => `${place} imports ${to}`);
  expect(upward).toEqual([]);
});

/** `src/asl/engine` of a file in it. */
const roomOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** Files that import each other, types included, in groups: Tarjan's strongly connected components. */
function circlesOf(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const reached = new Map<string, number>();
  const open: string[] = [];
  const visitFile = (path: string): number => {
    const own = reached.size;
    reached.set(path, own);
    open.push(path);
    let first = own;
    for (const target of targets.get(path) ?? []) {
      if (!reached.has(target)) first = Math.min(first, visitFile(target));
      else if (open.includes(target)) first = Math.min(first, reached.get(target)!);
    }
    if (first === own) found.push(open.splice(open.indexOf(path)));
    return first;
  };
  for (const path of targets.keys()) if (!reached.has(path)) visitFile(path);
  return found.filter((circle) => circle.length > 1);
}

test('files of different rooms do not import each other in a circle, by types or values', () => {
  expect(
    circlesOf(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
  ).toEqual([['b', 'c']]);
  const targets = new Map(sources.map((path): [string, string[]] => [path, []]));
  for (const { from, specifier } of imports) {
    if (specifier.startsWith('.')) targets.get(from)!.push(resolveRelative(from, specifier));
  }
  const circles = circlesOf(targets).filter((circle) => new Set(circle.map(roomOf)).size > 1);
  expect(circles).toEqual([]);
});

test('few files lie flat in the great rooms', () => {
  const flat = (room: string): number => sources.filter((path) => roomOf(path) === room).length;
  expect([flat('src/asl') <= 6, flat('src/service') <= 16]).toEqual([true, true]);
});

test('src does not import the package by its own name', () => {
  const own = imports.filter(({ specifier }) => specifier.split('/')[0] === 'redrive-testkit');
  expect(own.map(({ place }) => place)).toEqual([]);
});

test('examples and tests import the package by its name, or single modules below src in tests', () => {
  const reaching = typeScriptBelow('examples')
    .flatMap(importsOf)
    .filter(({ specifier }) => /^(\.\.\/)+src(\/|$)/.test(specifier));
  expect(reaching.map(({ place }) => place)).toEqual([]);
});

test('folders are at most two deep below src', () => {
  expect(filesBelow('src').filter((path) => path.split('/').length > 4)).toEqual([]);
});

/** Peers and libraries, and the files that may load them. Types may be imported anywhere if the entry exposes them. */
const MAY_LOAD: Record<string, RegExp> = {
  '@aws-sdk/client-sfn': /^src\/(adapters|setup)\//,
  'aws-sdk-client-mock': /^src\/adapters\/clientMock/,
  msw: /^src\/(adapters\/msw|setup\/jestEnvironment)/,
  jest: /^src\/(setup|matchers\/register)\//,
  '@jest/globals': /^src\/(setup|matchers\/register)\//,
  vitest: /^src\/(setup|matchers\/register)\//,
  'fast-check': /^src\/explore\/arbitraries\//,
};

const isThirdParty = (specifier: string): boolean => !/^(\.|node:)/.test(specifier);
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

test('third-party packages are loaded behind their own entry only', () => {
  const misplaced = imports
    .filter(({ specifier, kind }) => isThirdParty(specifier) && kind !== 'type')
    .filter(({ from, specifier }) => !MAY_LOAD[packageOf(specifier)]?.test(from));
  expect(misplaced.map(({ place, specifier }) => `${place} loads ${specifier}`)).toEqual([]);
});

test('third-party packages are loaded when they are first needed, but for the ESM forms of entries', () => {
  const eager = imports
    .filter(({ specifier, kind }) => isThirdParty(specifier) && kind === 'static')
    .filter(({ from }) => !from.endsWith('.mts'));
  expect(eager.map(({ place, specifier }) => `${place} loads ${specifier}`)).toEqual([]);
});

test('only their own adapters show the types of optional peers', () => {
  const shown = imports
    .filter(({ specifier, kind }) => isThirdParty(specifier) && kind === 'type')
    .filter(({ specifier }) => packageOf(specifier) !== '@aws-sdk/client-sfn')
    .filter(({ from, specifier }) => !MAY_LOAD[packageOf(specifier)]?.test(from));
  expect(shown.map(({ place, specifier }) => `${place} names ${specifier}`)).toEqual([]);
});
