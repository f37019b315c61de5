import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import packageJson from '../../package.json';
import { readLessons } from '../drift/docs/lessons';
import { runCells } from './matrix/cells';
import { RUNNERS } from './matrix/runners';
import { anysBelow, errorsBelow, exportsOf, readDeclarations } from './publicApi';
import { binary, packedOnce, projectWith, root, run, type Packed } from './packedPackage';
import { plainProject } from './project';

const ENTRIES = Object.keys(packageJson.exports).filter((name) => /^\.(\/[a-z-]+)?$/.test(name));
const SPECIFIERS = ENTRIES.map((name) => name.replace(/^\./, 'redrive-testkit'));
/** Entries whose purpose is to load a runner or msw. */
const BOUND_TO_A_PEER = /\/(msw|jest|jest-environment|vitest)$/;

let packed: Packed;
beforeAll(() => {
  packed = packedOnce();
});

const inNode = (project: string, code: string, format: 'commonjs' | 'module'): string =>
  run(process.execPath, [`--input-type=${format}`, '--eval', code], project);

test('the tarball holds what is published and nothing else', () => {
  const folders = packed.files.map((path) => (path.includes('/') ? path.split('/')[0]! : path));
  const published = new Set([
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'dist',
    'docs',
    'examples',
    'fixtures',
    'package.json',
  ]);
  expect(folders.filter((folder) => !published.has(folder))).toEqual([]);
});

test('the tarball keeps below 1 MB', () => {
  expect(statSync(packed.tarball).size).toBeLessThan(1_000_000);
});

/** Targets of links in Markdown, but for those in code. */
const linksOf = (text: string): string[] =>
  [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/(?<!\\)\]\(([^)\s]+)\)/g)].map(([, target]) => target!);

test('every relative link of the pages for users leads to something in the package', () => {
  const installed = join(projectWith(packed, 'linked', []), 'node_modules', 'redrive-testkit');
  const pages = packed.files.filter((path) => /^(README|CHANGELOG)\.md$|^(docs|examples)\/.*\.md$/.test(path));
  const dead = pages.flatMap((page) =>
    linksOf(readFileSync(join(installed, page), 'utf8'))
      .filter((target) => !/^(https:|#)/.test(target))
      .filter((target) => !existsSync(join(installed, dirname(page), target.replace(/#.*/, ''))))
      .map((target) => `${page}: ${target}`),
  );
  expect(pages.length).toBeGreaterThan(20);
  expect([...new Set(dead)]).toEqual([]);
});

test('every target of the exports is in the tarball', () => {
  const targets = JSON.stringify(packageJson.exports).match(/\.\/dist\/[\w.-]+/g) ?? [];
  expect(targets.length).toBe(4 * ENTRIES.length);
  expect(targets.filter((target) => !packed.files.includes(target.slice(2)))).toEqual([]);
});

describe('what is not used is not loaded', () => {
  let project: string;
  beforeAll(() => {
    project = projectWith(packed, 'chunks', ['jest']);
  });

  /** The files of the package that the code loads. */
  const loadedBy = (code: string): string[] => {
    const list = `Object.keys(require.cache).map((path) => path.split('redrive-testkit/dist/')[1]).filter(Boolean)`;
    const run = `const sfn = require('redrive-testkit'); ${code}; console.log(JSON.stringify(${list}))`;
    return JSON.parse(inNode(project, run, 'commonjs')) as string[];
  };

  test('the main entry is a list of names', () => {
    expect(loadedBy('')).toEqual(['index.js', 'chunks/load.js']);
  });

  test('a redrive needs no expressions of JSONata, incidents, printing, matchers and adapters', () => {
    const loaded = loadedBy(`const fake = sfn.createFakeStepFunctions();
      const { executionArn } = fake.seed(sfn.failedExecution('lambda-function-failed'));
      fake.redriveExecution({ executionArn });
      fake.settle()`);
    expect(loaded).toContain('chunks/core.js');
    const spared = [
      'jsonata',
      'queries',
      'incidents',
      'history',
      'assertions',
      'mswHandlers',
      'clientMock',
      'clients',
      'coverage',
      'search',
      'arbitraries',
      'setup',
    ];
    expect(loaded.filter((path) => spared.some((name) => path === `chunks/${name}.js`))).toEqual([]);
  });

  test('each chunk can be the first that is loaded', () => {
    const code = `const path = require.resolve('redrive-testkit').replace('index.js', 'chunks/load.js');
      const fresh = () => (Object.keys(require.cache).forEach((each) => delete require.cache[each]), require(path));
      console.log(Object.keys(fresh()).map((name) => name + ': ' + typeof fresh()[name].$).join('\\n'))`;
    const loaded = inNode(project, code, 'commonjs').trim().split('\n');
    expect(loaded.length).toBeGreaterThan(5);
    expect(loaded.filter((line) => !line.endsWith(': object'))).toEqual([]);
  });

  test('a chunk that is loaded after a module reset of Jest works with those from before', () => {
    const code = `test('x', () => {
      const before = require('redrive-testkit');
      const fake = before.createFakeStepFunctions();
      jest.resetModules();
      const { executionArn } = fake.seed(before.failedExecution('lambda-function-failed'));
      expect(() => before.failedExecution('no such mode')).toThrow(before.TestkitError);
      expect(() => fake.createStateMachine({ name: 'x', definition: '{}' })).toThrow(
        expect.objectContaining({ name: 'InvalidDefinition' }),
      );
      fake.redriveExecution({ executionArn });
      fake.settle();
      expect(fake.execution(executionArn).status).toBe('SUCCEEDED');
    });`;
    writeFileSync(join(project, 'package.json'), '{}');
    writeFileSync(join(project, 'reset.test.js'), code);
    run(process.execPath, [binary('jest'), '--rootDir', project], project);
  });
});

describe('without any third-party package installed', () => {
  let project: string;
  beforeAll(() => {
    project = projectWith(packed, 'bare', []);
  });

  const free = SPECIFIERS.filter((specifier) => !BOUND_TO_A_PEER.test(specifier));

  test.each(free)('%s can be required', (specifier) => {
    const exported = inNode(project, `console.log(Object.keys(require('${specifier}')).length)`, 'commonjs');
    expect(Number(exported)).toBeGreaterThan(0);
  });

  test.each(free)('%s can be imported', (specifier) => {
    const exported = inNode(project, `console.log(Object.keys(await import('${specifier}')).length)`, 'module');
    expect(Number(exported)).toBeGreaterThan(0);
  });
});

describe('with the peers installed', () => {
  let project: string;
  beforeAll(() => {
    project = projectWith(packed, 'complete', [
      '@aws-sdk/client-sfn',
      'aws-sdk-client-mock',
      'fast-check',
      'pure-rand',
      'jest',
      'msw',
      'vitest',
    ]);
  });

  test('expressions of JSONata are evaluated by what the package brings along', () => {
    const code = `
      const sfn = require('redrive-testkit').createFakeStepFunctions();
      const S = { Type: 'Pass', Output: '{% $sum([1..4]) %}', End: true };
      const definition = { QueryLanguage: 'JSONata', StartAt: 'S', States: { S } };
      const { stateMachineArn } = sfn.createStateMachine({ name: 'm', definition });
      console.log(sfn.execution(sfn.startExecution({ stateMachineArn }).executionArn).output);`;
    expect(inNode(project, code, 'commonjs').trim()).toBe('10');
  });

  const outsideRunners = SPECIFIERS.filter((specifier) => !/\/(jest|jest-environment|vitest)$/.test(specifier));

  test.each(outsideRunners)('%s has the same exports and one state in both formats', (specifier) => {
    const code = `
      import { createRequire } from 'node:module';
      import * as imported from '${specifier}';
      const required = createRequire(process.cwd() + '/x.js')('${specifier}');
      const names = new Set([...Object.keys(imported), ...Object.keys(required)]);
      names.delete('__esModule');
      const different = [...names].filter((name) => imported[name] !== required[name]);
      console.log(JSON.stringify(different));`;
    // The ESM form of the msw adapter hands in the reader's msw, so it is a function of its own around the same core.
    const expected = specifier.endsWith('/msw') ? ['toMswHandlers'] : [];
    expect(JSON.parse(inNode(project, code, 'module'))).toEqual(expected);
  });

  // The other runners are in `npm run matrix`.
  test('every adapter works in Jest without a configuration', () => {
    const runner = RUNNERS.find(({ name }) => name === 'Jest, no configuration')!;
    const cells = runCells(plainProject(project), runner);
    expect(cells.map(({ adapter, output }) => [adapter, output])).toEqual(
      runner.specs.map(({ adapter }) => [adapter, '']),
    );
  });

  test('a request function that an ES module has imported before does not reach a host', () => {
    const code = `
      import { request } from 'node:https';
      import { createFakeStepFunctions } from 'redrive-testkit';
      import { interceptClients } from 'redrive-testkit/request-handler';
      const call = () => new Promise((resolve) => request({
        host: 'states.invalid', method: 'POST', headers: { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' },
      }, ({ statusCode }) => resolve(statusCode)).on('error', ({ code }) => resolve(code)).end('{}'));
      const restore = interceptClients(createFakeStepFunctions());
      const during = await call();
      restore();
      console.log(JSON.stringify([during, await call()]));
      process.exit();`;
    expect(JSON.parse(inNode(project, code, 'module'))).toEqual([200, expect.stringMatching(/^E/)]);
  });

  // The other lessons are tests of this project, or have runners that `npm run matrix` has. These have formats of their own.
  const alone = readLessons().filter(({ standsAlone, folder }) => standsAlone && !/vitest|node-test/.test(folder));
  test.each(alone)('lesson $folder passes', ({ folder }) => {
    const lesson = join(project, folder);
    cpSync(join(root, 'examples', folder), lesson, { recursive: true });
    const path = [join(root, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
    run('npm', ['test'], lesson, { PATH: path, JEST_WORKER_ID: '', NODE_ENV: '' });
  });
});

test('publint finds nothing', () => {
  expect(run(binary('publint'), [packed.tarball, '--strict'], packed.folder)).toMatch('All good!');
});

describe('the public API', () => {
  const declarations = (name: string): string =>
    join(packed.folder, 'typed', 'node_modules', 'redrive-testkit', 'dist', name);
  const entryOf = (specifier: string): string => specifier.split('/')[1] ?? 'index';
  let program: ReturnType<typeof readDeclarations>;
  beforeAll(() => {
    projectWith(packed, 'typed', [
      '@aws-sdk/client-sfn',
      '@types/jest',
      '@types/node',
      'aws-sdk-client-mock',
      'fast-check',
      'msw',
      'vitest',
    ]);
    program = readDeclarations(SPECIFIERS.map((specifier) => declarations(`${entryOf(specifier)}.d.ts`)));
  });

  test.each(SPECIFIERS)('%s exports what it did', (specifier) => {
    expect(exportsOf(program, declarations(`${entryOf(specifier)}.d.ts`))).toMatchSnapshot();
  });

  test('its types hold no any', () => {
    expect(anysBelow(program, declarations(''))).toEqual([]);
  });

  test('its types stand up to a compiler that checks declarations', () => {
    expect(errorsBelow(program, declarations(''))).toEqual([]);
  });

  // Without it, a compiler that checks declarations (skipLibCheck: false) does not find the types of that peer.
  test.each([
    ['msw', 'redrive-testkit/msw'],
    ['aws-sdk-client-mock', 'redrive-testkit/client-mock'],
  ])('%s has to be installed for the types of %s alone', (peer, itsEntry) => {
    const others = SPECIFIERS.filter((specifier) => specifier !== itsEntry);
    const files = readDeclarations(others.map((specifier) => declarations(`${entryOf(specifier)}.d.ts`)))
      .getSourceFiles()
      .map(({ fileName }) => fileName);
    expect(files.filter((path) => path.includes(`/node_modules/${peer}/`))).toEqual([]);
  });
});
