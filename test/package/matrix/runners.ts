import { AVA_PACKAGE } from '../noPacketOut';
import type { Format, Spec } from './specs';
import {
  besideMsw,
  clientMock,
  fakeTimers,
  interceptedClients,
  msw,
  mswByEnvironment,
  plainSetUp,
  requestHandler,
  setUp,
  setUpWithoutJest,
} from './specs';

/** A test runner in one of its usual configurations. */
export interface Runner {
  readonly name: string;
  /** It is tried where this package is asked for. */
  readonly needs: string;
  readonly format: Format;
  /** Extension of the test files. */
  readonly extension: string;
  /** Configuration files, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** File of a package; node by default. */
  readonly program?: string;
  /** Its arguments; scripts are looked for in the installed packages. */
  readonly command: readonly string[];
  /** `jest` prints one JSON for all files, `vitest` writes the same to `report.json`, `exit-code` is run file by file. */
  readonly report: 'jest' | 'vitest' | 'exit-code';
  readonly prologue?: string;
  readonly specs: readonly Spec[];
  /** Why msw needs something special here, and the hint. */
  readonly mswNote?: string;
}

const BARE = [requestHandler, interceptedClients, clientMock];
/** A machine that has much else to do is slow, not wrong. */
const PATIENTLY = '--testTimeout=60000';
const JEST = ['jest/bin/jest.js', '--json', '--no-cache', PATIENTLY];
const json = (value: unknown): string => JSON.stringify(value, null, 2);

const BY_ENVIRONMENT =
  "CommonJS Jest cannot load msw 2.11.3 or later: `testEnvironment: 'redrive-testkit/jest-environment'` and " +
  "`setupFakeStepFunctions({ adapter: 'msw' })`.";

const inCommonJsJest = {
  needs: 'jest',
  report: 'jest',
  mswNote: BY_ENVIRONMENT,
  specs: [
    ...BARE,
    mswByEnvironment,
    setUp('jest'),
    fakeTimers('jest'),
    ...besideMsw('jest').map((spec) => ({ ...spec, docblock: mswByEnvironment.docblock })),
  ],
} as const;
const tsconfig = json({
  compilerOptions: {
    module: 'node16',
    target: 'es2022',
    types: ['jest', 'node'],
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
  },
});

export const RUNNERS: readonly Runner[] = [
  {
    name: 'Jest, no configuration',
    format: 'commonjs',
    extension: 'test.js',
    files: { 'package.json': '{}' },
    command: JEST,
    ...inCommonJsJest,
  },
  {
    name: 'Jest, ESM',
    needs: 'jest',
    format: 'module',
    extension: 'test.js',
    files: { 'package.json': json({ type: 'module' }) },
    command: ['--experimental-vm-modules', ...JEST],
    report: 'jest',
    specs: [...BARE, msw, setUp('jest'), fakeTimers('jest'), ...besideMsw('jest')],
  },
  {
    name: 'ts-jest',
    format: 'typescript',
    extension: 'test.ts',
    files: { 'package.json': json({ jest: { preset: 'ts-jest' } }), 'tsconfig.json': tsconfig },
    command: JEST,
    ...inCommonJsJest,
  },
  {
    name: '@swc/jest',
    format: 'typescript',
    extension: 'test.ts',
    files: { 'package.json': json({ jest: { transform: { '^.+\\.ts$': '@swc/jest' } } }) },
    command: JEST,
    ...inCommonJsJest,
  },
  {
    name: 'Babel',
    format: 'typescript',
    extension: 'test.ts',
    files: {
      'package.json': '{}',
      'babel.config.json': json({
        presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'],
      }),
    },
    command: JEST,
    ...inCommonJsJest,
  },
  {
    name: 'Vitest',
    needs: 'vitest',
    format: 'typescript',
    extension: 'test.ts',
    files: { 'package.json': json({ type: 'module' }) },
    command: ['vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile=report.json', PATIENTLY],
    report: 'vitest',
    prologue: "import { afterAll, beforeAll, expect, test } from 'vitest';\n",
    specs: [...BARE, msw, setUp('vitest'), fakeTimers('vitest'), ...besideMsw('vitest')],
  },
  {
    name: 'node:test, ESM',
    needs: '@types/node',
    format: 'module',
    extension: 'test.mjs',
    files: {},
    command: ['--test'],
    report: 'exit-code',
    prologue: "import { afterEach, beforeEach, test } from 'node:test';\n",
    specs: [...BARE, msw, plainSetUp],
  },
  {
    name: 'node:test, CommonJS',
    needs: '@types/node',
    format: 'commonjs',
    extension: 'test.cjs',
    files: {},
    command: ['--test'],
    report: 'exit-code',
    prologue: "import { afterEach, beforeEach, test } from 'node:test';\n",
    specs: [...BARE, msw, plainSetUp],
  },
  {
    name: 'AVA, serial',
    needs: 'ava',
    format: 'module',
    extension: 'test.mjs',
    files: { 'package.json': AVA_PACKAGE },
    command: ['ava/entrypoints/cli.mjs', '--serial', '--timeout=60s'],
    report: 'exit-code',
    prologue: "import test from 'ava';\nconst { beforeEach } = test;\nconst afterEach = test.afterEach.always;\n",
    specs: [...BARE, msw, plainSetUp],
  },
  {
    name: 'Bun',
    needs: 'bun',
    format: 'typescript',
    extension: 'test.ts',
    files: { 'package.json': json({ type: 'module' }) },
    program: 'bun/bin/bun',
    command: ['test', '--timeout=60000'],
    report: 'exit-code',
    prologue: "import { afterEach, beforeEach, test } from 'bun:test';\n",
    specs: [...BARE, msw, setUpWithoutJest],
  },
];
