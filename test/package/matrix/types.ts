import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Packed } from '../packedPackage';
import { run } from '../packedPackage';
import type { Check } from './report';
import { clientMock, interceptedClients, msw, requestHandler, setUp, written } from './specs';

const COMPILERS = ['5.5', '6.0', '7.0'];

/** How a consumer may have set their compiler: module, moduleResolution, and whether the project is ESM. */
const MODES = [
  { name: 'CommonJS', module: 'node16', moduleResolution: 'node16', type: 'commonjs' },
  { name: 'ESM', module: 'node16', moduleResolution: 'node16', type: 'module' },
  { name: 'bundler', module: 'esnext', moduleResolution: 'bundler', type: 'module' },
];

const PACKAGES = {
  '@aws-sdk/client-sfn': '^3.1162.0',
  '@types/jest': '^30',
  '@types/node': '^20',
  'aws-sdk-client-mock': '^4.1.0',
  msw: '^2.15.0',
  ...Object.fromEntries(COMPILERS.map((version) => [`typescript-${version}`, `npm:typescript@~${version}`])),
};

/** Compiles consumers of every entry under `strict` with each compiler in each mode; says what fails. */
export function checkTypes(packed: Packed): Check[] {
  const project = join(packed.folder, 'types');
  mkdirSync(project, { recursive: true });
  const devDependencies = { ...PACKAGES, 'redrive-testkit': `file:${packed.tarball}` };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, devDependencies }));
  run('npm', ['install', '--no-package-lock'], project);

  const checks: Check[] = [];
  for (const mode of MODES) {
    writeMode(join(project, mode.name), mode);
    for (const version of COMPILERS) {
      const what = `TypeScript ${version}, ${mode.name}`;
      const compiler = join(project, 'node_modules', `typescript-${version}`, 'bin', 'tsc');
      try {
        run(process.execPath, [compiler, '-p', '.'], join(project, mode.name));
        checks.push({ part: 'types', what, with: 'npm', passed: true });
      } catch (error) {
        checks.push({ part: 'types', what, with: 'npm', passed: false });
        console.error(`types: ${what}:\n${String(error)}`);
      }
    }
  }
  return checks;
}

function writeMode(folder: string, { module, moduleResolution, type }: (typeof MODES)[number]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
  const compilerOptions = {
    module,
    moduleResolution,
    target: 'es2022',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    types: ['jest', 'node'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['.'] }));
  for (const spec of [requestHandler, interceptedClients, clientMock, msw, setUp('jest')]) {
    writeFileSync(join(folder, `${spec.adapter.replace(/\W+/g, '-')}.ts`), written(spec, 'typescript'));
  }
}
