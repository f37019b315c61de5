import { cpSync, mkdirSync, readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, type Packed } from '../packedPackage';
import { install, nodeFolder, pathWith, type Environment } from './environments';
import type { Check } from './report';

const PACKAGES = {
  '@aws-sdk/client-sfn': '^3.1162.0',
  '@swc/core': '1.16.18',
  '@swc/jest': '^0.2.39',
  '@testing-library/dom': '^10',
  '@testing-library/react': '^16',
  'aws-sdk-client-mock': '^4.1.0',
  'fast-check': '^4',
  jest: '^30.5.0',
  'jest-environment-jsdom': '^30',
  'jest-fixed-jsdom': '^0.0.11',
  msw: '^2.15.0',
  react: '^19',
  'react-dom': '^19',
  vitest: '^4',
};

const ENVIRONMENTS: readonly Environment[] = [20, 24].map((node) => ({
  name: `lessons, Node ${node}`,
  node,
  mswMajor: 2,
  packages: PACKAGES,
}));

/** What a reader of the lessons has set up, with names as they are published. */
function jestConfiguration(): string {
  const swc = (tsx: boolean) => [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx },
        transform: { react: { runtime: 'automatic' } },
      },
    },
  ];
  const transform = { '\\.ts$': swc(false), '\\.tsx$': swc(true) };
  return JSON.stringify({
    projects: [
      { transform, testMatch: ['<rootDir>/examples/**/!(msw).test.ts'] },
      {
        transform,
        testEnvironment: 'redrive-testkit/jest-environment',
        testMatch: ['<rootDir>/examples/**/msw.test.{ts,tsx}'],
      },
    ],
  });
}

/** The first tests of README.md, in a project without any configuration. */
function writeFirstTest(project: string): string {
  const folder = join(project, 'first-test');
  const page = readFileSync(join(root, 'README.md'), 'utf8');
  const [first, below] = [/^```js\n([^]*?)^```$/m, /^```js continued\n([^]*?)^```$/m].map(
    (block) => block.exec(page)![1]!,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, scripts: { test: 'jest' } }));
  writeFileSync(join(folder, 'recover.test.js'), `${first}${below}`);
  return folder;
}

/** Runs all lessons, and README.md's first tests, with the packed package; says what fails. */
export function checkLessons(packed: Packed): Check[] {
  return ENVIRONMENTS.flatMap((environment) => checkLessonsIn(packed, environment));
}

function checkLessonsIn(packed: Packed, environment: Environment): Check[] {
  const bin = nodeFolder(join(packed.folder, 'tools'), environment.node);
  const project = join(packed.folder, environment.name.replace(/\W+/g, '-'));
  install(project, environment, packed.tarball, bin);
  const examples = join(project, 'examples');
  cpSync(join(root, 'examples'), examples, { recursive: true });
  writeFileSync(join(project, 'jest.config.json'), jestConfiguration());

  const alone = readdirSync(examples)
    .map((folder) => join(examples, folder))
    .filter((folder) => existsSync(join(folder, 'package.json')));
  const jest = join(project, 'node_modules', 'jest', 'bin', 'jest.js');
  const runs: readonly [what: string, program: string, args: string[], cwd: string][] = [
    ['with Jest', join(bin, 'node'), [jest], project],
    ...[...alone, writeFirstTest(project)].map((folder): [string, string, string[], string] => [
      folder.slice(project.length + 1),
      'npm',
      ['test'],
      folder,
    ]),
  ];
  return runs.map(([what, program, args, cwd]) => {
    const check = { part: 'lessons', what: `Node ${environment.node}, ${what}` } as const;
    try {
      run(program, args, cwd, { ...pathWith(bin), JEST_WORKER_ID: '', NODE_ENV: '' });
      return { ...check, passed: true };
    } catch (error) {
      console.error(`${environment.name}: ${what}:\n${String(error)}`);
      return { ...check, passed: false };
    }
  });
}
