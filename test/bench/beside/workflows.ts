/** A workflow that is run, where the thing can run one: its time, and what is there after a failure. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../package/packedPackage';
import type { Kit } from './builtKit';

const LOCAL = 'aws-local-stepfunctions';
const TASKS = ['ReserveStock', 'ChargeCard'] as const;

const task = (name: string, next: object) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
  ...next,
});
const definition = {
  StartAt: 'ReserveStock',
  States: { ReserveStock: task('reserve-stock', { Next: 'ChargeCard' }), ChargeCard: task('charge', { End: true }) },
};

/** What of it is used here. */
interface LocalPackage {
  readonly StateMachine: new (definition: object) => {
    run(input: object, options: object): { readonly result: Promise<unknown> };
  };
}

export interface Installed {
  readonly version: string;
  readonly local: LocalPackage;
}

/** The package in a folder of its own: it is no dependency of ours. Why not, if it cannot be installed or loaded. */
export function installLocal(): Installed | { readonly why: string } {
  const folder = mkdtempSync(join(tmpdir(), 'redrive-testkit-beside-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    run('npm', ['install', '--no-audit', '--no-fund', `${LOCAL}@3`], folder);
    const local = createRequire(join(folder, 'package.json'))(LOCAL) as LocalPackage;
    const manifest = readFileSync(join(folder, 'node_modules', LOCAL, 'package.json'), 'utf8');
    return { version: (JSON.parse(manifest) as { version: string }).version, local };
  } catch {
    return { why: `${LOCAL} 3 could not be installed from npm when this page was written.` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the workflow once, and checks that it did. */
export interface Runner {
  readonly name: string;
  runOnce(): Promise<void>;
}

export function workflowRunners(kit: Kit, installed: Installed | undefined): Runner[] {
  const sfn = kit.createFakeStepFunctions();
  const tasks = { ReserveStock: kit.succeeds({}), ChargeCard: kit.succeeds({ paid: true }) };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'checkout', definition, tasks });
  const kitRunner: Runner = {
    name: 'redrive-testkit',
    runOnce: async () => {
      const { executionArn } = sfn.startExecution({ stateMachineArn, input: '{}' });
      sfn.settle();
      requireOutput(JSON.parse(sfn.execution(executionArn).output ?? 'null'));
    },
  };
  if (installed === undefined) return [kitRunner];
  const machine = new installed.local.StateMachine(definition);
  const taskResourceLocalHandlers = { ReserveStock: () => ({}), ChargeCard: () => ({ paid: true }) };
  const runOnce = async (): Promise<void> =>
    requireOutput(await machine.run({}, { overrides: { taskResourceLocalHandlers } }).result);
  return [kitRunner, { name: LOCAL, runOnce }];
}

function requireOutput(output: unknown): void {
  if (JSON.stringify(output) !== '{"paid":true}') throw new Error(`The workflow put out ${JSON.stringify(output)}.`);
}

/** A failure of the second task, and the nearest thing to a redrive that there is: the workflow is run again. */
export async function failAndRunAgain({ local }: Installed): Promise<string> {
  const begun: Record<(typeof TASKS)[number], number> = { ReserveStock: 0, ChargeCard: 0 };
  const machine = new local.StateMachine(definition);
  const taskResourceLocalHandlers = {
    ReserveStock: () => void (begun.ReserveStock += 1),
    ChargeCard: () => {
      begun.ChargeCard += 1;
      if (begun.ChargeCard === 1) throw new Error('insufficient funds');
    },
  };
  const attempt = (): Promise<unknown> => machine.run({}, { overrides: { taskResourceLocalHandlers } }).result;
  await attempt().then(
    () => Promise.reject(new Error('The first run was to fail.')),
    () => undefined,
  );
  await attempt();
  return TASKS.map((name) => `${name} ${begun[name]}×`).join(', ');
}

/** What it offers beside its constructor, as its object says itself. */
export const methodsOf = ({ local }: Installed): string[] =>
  Object.getOwnPropertyNames(local.StateMachine.prototype).filter((name) => name !== 'constructor');
