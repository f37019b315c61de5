import { cpSync, mkdirSync, readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, type Packed } from '../packedPackage';
import { runIn, withFiles, type Started } from '../project';
import { install, type Environment } from './environments';
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
  const project = install(join(packed.folder, environment.name.replace(/\W+/g, '-')), environment, packed.tarball);
  const examples = join(project.folder, 'examples');
  cpSync(join(root, 'examples'), examples, { recursive: true });
  writeFileSync(join(project.folder, 'jest.config.json'), jestConfiguration());

  const alone = readdirSync(examples)
    .map((folder) => join(examples, folder))
    .filter((folder) => existsSync(join(folder, 'package.json')));
  const runs: (Started & { what: string })[] = [
    { what: 'with Jest', args: withFiles(project, ['jest/bin/jest.js']), cwd: project.folder },
    ...[...alone, writeFirstTest(project.folder)].map((cwd) => ({
      what: cwd.slice(project.folder.length + 1),
      program: 'npm',
      args: ['test'],
      cwd,
    })),
  ];
  return runs.map(({ what, ...started }) => {
    const { passed, output } = runIn(project, started);
    if (!passed) console.error(`${environment.name}: ${what}:\n${output}`);
    return { part: 'lessons', what, with: `Node ${environment.node}`, passed };
  });
}
