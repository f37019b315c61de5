const entries = require('./entries.json');

// Everything that a test file needs, wherever it is.
const ownModules = {
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, sourceMaps: 'inline' }],
    '^.+\\.tsx$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: Object.fromEntries(
    Object.entries(entries).map(([name, source]) => [
      name === 'index' ? '^redrive-testkit$' : `^redrive-testkit/${name}$`,
      `<rootDir>/${source}`,
    ]),
  ),
};

const shared = {
  ...ownModules,
  globalSetup: '<rootDir>/build/testBundle.cjs',
  watchPathIgnorePatterns: ['<rootDir>/\\.cache/', '<rootDir>/dist/'],
  transform: {
    '/\\.cache/sources\\.js$': '<rootDir>/build/testBundle.cjs',
    '/src/(?!setup/(jest|jestEnvironment|vitest)\\.|matchers/register/|cli/main\\.).*\\.ts$':
      '<rootDir>/build/testBundle.cjs',
    ...ownModules.transform,
  },
};

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: '100%',
  testSequencer: '<rootDir>/build/slowFirst.cjs',
  // A machine that has much else to do is slow, not wrong.
  testTimeout: 60_000,
  workerGracefulExitTimeout: 10_000, // its memory alone can take a worker longer than the default to give back
  projects: [
    {
      ...shared,
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/!(msw).test.ts'],
    },
    {
      ...ownModules,
      // A user writes 'redrive-testkit/jest-environment'; names are not mapped for environments.
      testEnvironment: '<rootDir>/src/setup/jestEnvironment.ts',
      testMatch: ['<rootDir>/examples/**/msw.test.{ts,tsx}'],
    },
    {
      ...shared,
      // The code blocks of these pages are tests.
      testMatch: [
        '<rootDir>/README.md',
        '<rootDir>/docs/SKILL.md',
        '<rootDir>/docs/guide/!(README|ci|from-msw|runners).md',
      ],
      moduleFileExtensions: ['js', 'ts', 'json', 'md'],
      transform: { ...shared.transform, '\\.md$': '<rootDir>/test/documentation/markdownTransform.js' },
    },
  ],
};
