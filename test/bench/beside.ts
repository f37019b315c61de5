/**
 * The kit beside what else stands in the place of Step Functions in tests: what each answers to a redrive, and what it costs.
 * `npm run bench -- --save` writes docs/BENCHMARK.md. Fails where the kit does not answer as AWS does.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { format, resolveConfig } from 'prettier';
import { nodeOf } from '../package/matrix/environments';
import { root } from '../package/packedPackage';
import { buildKit, type Kit } from './beside/builtKit';
import { contestants, type Contestant } from './beside/contestants';
import { benchmarkPage } from './beside/page';
import { judge } from './beside/scenarios';
import { failAndRunAgain, installLocal, methodsOf, workflowRunners } from './beside/workflows';

const PAGE = join(root, 'docs/BENCHMARK.md');
/** aws-local-stepfunctions 3 runs on this Node and later. */
const NODE = 22;
/** A stub has no retries, ours neither: it is shown, and not held to them. */
const OURS = new Set(['redrive-testkit', 'redrive-testkit under msw']);
const WARM_UP = 20;
const ROUNDS = 61;
const PER_ROUND = 20;

type Act = () => Promise<void>;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Median time of what each prepares and then does, by name. Who goes first changes from round to round. */
async function inTurns(prepares: ReadonlyMap<string, () => { act: Act; close(): void }>): Promise<Map<string, number>> {
  const times = new Map([...prepares.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const entries = [...prepares];
    const first = round % entries.length;
    for (const [name, prepare] of [...entries.slice(first), ...entries.slice(0, first)]) {
      const { act, close } = prepare();
      const start = performance.now();
      await act();
      if (round >= WARM_UP) times.get(name)!.push(performance.now() - start);
      close();
    }
  }
  return new Map([...times].map(([name, each]) => [name, median(each)]));
}

function inPartsOf(base: string, times: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...times].map(([name, time]) => [name, time / times.get(base)!]));
}

async function callTimes(kit: Kit, each: readonly Contestant[]): Promise<Map<string, number>> {
  const recipe = kit.failedExecution('lambda-function-failed');
  const prepare =
    ({ open }: Contestant) =>
    () => {
      const { client, executionArns, close } = open(recipe, PER_ROUND);
      const act = async (): Promise<void> => {
        for (const executionArn of executionArns) {
          await client.send(new RedriveExecutionCommand({ executionArn }));
          await client.send(new DescribeExecutionCommand({ executionArn }));
        }
      };
      return { act, close };
    };
  const times = await inTurns(new Map(each.map((contestant) => [contestant.name, prepare(contestant)])));
  return inPartsOf('bare request handler', times);
}

async function workflowTimes(runners: ReturnType<typeof workflowRunners>): Promise<Map<string, number>> {
  const act = (runOnce: Act) => async (): Promise<void> => {
    for (let count = 0; count < PER_ROUND; count += 1) await runOnce();
  };
  const times = await inTurns(
    new Map(runners.map(({ name, runOnce }) => [name, () => ({ act: act(runOnce), close: () => undefined })])),
  );
  return inPartsOf('redrive-testkit', times);
}

/** Ours is the version that is being made. */
function versions(local: { version: string } | undefined): Map<string, string> {
  const versionOf = (path: string): string =>
    (JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as { version: string }).version;
  const installed = ['@aws-sdk/client-sfn', 'aws-sdk-client-mock', 'msw'];
  return new Map([
    ['redrive-testkit', versionOf('')],
    ...installed.map((name): [string, string] => [name, versionOf(join('node_modules', name))]),
    ...(local === undefined ? [] : [['aws-local-stepfunctions', local.version] as [string, string]]),
  ]);
}

async function main(): Promise<void> {
  const { kit, remove } = await buildKit();
  try {
    const installed = installLocal();
    const local = 'why' in installed ? undefined : installed;
    const each = contestants(kit);
    const verdicts = await judge(kit, each);
    const page = benchmarkPage({
      verdicts,
      calls: await callTimes(kit, each),
      workflows: await workflowTimes(workflowRunners(kit, local)),
      local:
        'why' in installed ? installed : { methods: methodsOf(installed), runAgain: await failAndRunAgain(installed) },
      versions: versions(local),
    });
    console.log(page);
    if (process.argv.includes('--save'))
      writeFileSync(PAGE, await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
    const wrong = verdicts.flatMap(({ title, aws, seen }) =>
      Object.entries(seen).flatMap(([name, answer]) =>
        OURS.has(name) && answer !== aws ? [`${name}, ${title}: ${answer}, not ${aws}`] : [],
      ),
    );
    if (wrong.length > 0) throw new Error(`The kit answers otherwise than AWS:\n${wrong.join('\n')}`);
  } finally {
    remove();
  }
}

/** On an older Node, the same again on the one that all contestants run on. */
function onNewerNode(): number {
  const tools = mkdtempSync(join(tmpdir(), 'redrive-testkit-node-'));
  try {
    const node = nodeOf(tools, NODE);
    const args = ['--import', 'tsx', __filename, ...process.argv.slice(2)];
    return spawnSync(node, args, { stdio: 'inherit', cwd: root }).status ?? 1;
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
}

if (Number(process.versions.node.split('.')[0]) < NODE) process.exitCode = onNewerNode();
else void main();
