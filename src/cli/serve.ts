import { resolve } from 'node:path';
import { startServer } from '../adapters/httpServer';
import { fromMockConfig, testCasesOf } from '../adapters/mockConfig';
import type { TaskScript } from '../asl/script/taskScript';
import { recipeNamed } from '../catalogue/recipe';
import { counted } from '../model/printable';
import { TestkitError } from '../model/testkitError';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { machineNameOf, readDefinition, readText } from './files';
import type { Io } from './io';
import type { Given } from './given';

/** That of Step Functions Local. */
const DEFAULT_PORT = 8083;

export async function serve(given: Given, io: Io): Promise<number> {
  const setup = await setupOf(given, io);
  const [host, cors] = [given.text('host'), given.texts('cors')];
  const port = given.count('port') ?? DEFAULT_PORT;
  const server = await startServer({
    fakes: 'per-region',
    setup,
    port,
    cors,
    ...(host === undefined ? {} : { host }),
  });
  try {
    // What is wrong with a definition is told now, and not to the first client.
    const { stateMachines, executions } = contentOf(server.fake());
    io.tell(
      `Serving Step Functions with ${counted(stateMachines, 'state machine')} and ${counted(executions, 'execution')}, until Ctrl-C.`,
    );
    io.tell(`  export AWS_ENDPOINT_URL_SFN=${server.url}`);
    io.out(server.url);
    await io.untilStopped();
  } finally {
    await server.close();
  }
  return 0;
}

function contentOf(sfn: FakeStepFunctions): { stateMachines: number; executions: number } {
  const machines = sfn.listStateMachines({}).stateMachines;
  const executions = machines.map(({ stateMachineArn }) => sfn.listExecutions({ stateMachineArn }).executions.length);
  return { stateMachines: machines.length, executions: executions.reduce((sum, each) => sum + each, 0) };
}

async function setupOf(given: Given, io: Io): Promise<(sfn: FakeStepFunctions) => void> {
  const scripts = await scriptsOf(given, io);
  const machines = await Promise.all(
    given.texts('definition').map(async (path) => {
      const definition = await readDefinition(path, io);
      return { path, name: machineNameOf(path), definition };
    }),
  );
  const unused = Object.keys(scripts).filter((name) => !machines.some((machine) => machine.name === name));
  if (unused.length > 0) throw withoutDefinition(unused);
  const recipes = given.texts('seed').map((mode) => recipeNamed(mode));
  return (sfn) => {
    for (const { path, name, definition } of machines) {
      toldOf(path, () => sfn.createStateMachine({ name, definition, tasks: scripts[name] ?? {} }));
    }
    if (recipes.length > 0) sfn.seed(recipes);
  };
}

/** What AWS says of a definition, with the file that holds it. */
function toldOf(path: string, create: () => unknown): void {
  try {
    create();
  } catch (error) {
    const { name, message } = error as Error;
    const hint = 'Mend the file, or leave it out.';
    const what = `${path} cannot be served.`;
    throw new TestkitError({ code: 'ARGUMENT_INVALID', what, found: `${name}: ${message}`, hint });
  }
}

/** Of each state machine in a MockConfigFile.json the responses of one test case: the one that is named, or the only one. */
async function scriptsOf(given: Given, io: Io): Promise<Readonly<Record<string, TaskScript>>> {
  const path = given.text('mock-config');
  const named = given.text('test-case');
  if (path === undefined) {
    if (named !== undefined) throw misuse('--test-case is one of a MockConfigFile.json.', 'Add --mock-config <file>.');
    return {};
  }
  const config = await readText(resolve(io.cwd, path));
  const machines = Object.entries(testCasesOf(config));
  const scripts = machines.flatMap(([stateMachine, cases]) => {
    const testCase = named ?? (cases.length === 1 ? cases[0] : undefined);
    if (testCase === undefined) {
      const hint = `Add --test-case <name>. ${stateMachine} has: ${cases.join(', ')}.`;
      throw misuse(`${path} has several test cases: name one.`, hint);
    }
    return cases.includes(testCase)
      ? [[stateMachine, fromMockConfig(config, { stateMachine, testCase })] as const]
      : [];
  });
  if (scripts.length > 0) return Object.fromEntries(scripts);
  const all = machines.flatMap(([, cases]) => cases);
  throw misuse(`${path} has no test case '${named}'.`, `It has: ${[...new Set(all)].join(', ')}.`);
}

function withoutDefinition(names: readonly string[]): TestkitError {
  const files = names.map((name) => `--definition ${name}.asl.json`).join(' ');
  return misuse(`The mock configuration is for ${names.join(', ')}, which is not served.`, `Add ${files}.`);
}

function misuse(what: string, hint: string): TestkitError {
  return new TestkitError({ code: 'ARGUMENT_INVALID', what, hint });
}
