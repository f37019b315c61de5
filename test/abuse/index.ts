/**
 * `npm run abuse`: a million requests, a hundred thousand sequences of commands, ten thousand machines that are each cut after every event, and
 * a hundred thousand captured files, held against models of their own.
 *
 *   --share 0.01      so much of the full run
 *   --seed 7          another run; without it, the one of today
 *   --only requests   one kind
 *   --state file      where it keeps how far it has come: the same command goes on there
 *   --path 0:1        with --only and --seed, one input again
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearLine, cursorTo } from 'node:readline';
import { parseArgs } from 'node:util';
import { campaign, faultsOf, stateIn } from './campaign';
import { again, runsOf, tried, type Fault, type Kind } from './kind';
import { kinds } from './kinds';

const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
    only: { type: 'string' },
    path: { type: 'string' },
    state: { type: 'string' },
  },
});

const chosen = kinds.filter(({ name }) => values.only === undefined || values.only === name);

async function main(): Promise<void> {
  const [seed, share] = [Number(values.seed), Number(values.share)];
  if (chosen.length === 0) throw new Error(`--only is one of: ${kinds.map(({ name }) => name).join(', ')}.`);
  if (!Number.isSafeInteger(seed) || !(share > 0))
    throw new Error('--seed is a whole number, --share a number above 0.');
  if (values.path !== undefined) {
    await once(chosen[0]!, seed, values.path);
    return;
  }
  const file = values.state ?? join(tmpdir(), `redrive-testkit-abuse-${seed}-${share}.json`);
  const state = stateIn(file, { seed, share });
  console.log(`Seed ${seed}, ${share} of a full run, kept in ${file}.`);
  for (const kind of chosen) {
    const start = performance.now();
    await campaign(kind, state, file, (done, all) => bar(kind, done, all));
    console.log(verdict(kind, state.done[kind.name]!, faultsOf(state, kind).length, performance.now() - start));
  }
  for (const fault of state.faults) report(fault);
}

async function once(kind: Kind, seed: number, path: string): Promise<void> {
  const fault = await tried(kind, { seed, runs: runsOf(kind, 1), path });
  if (fault === undefined) console.log('This input does not fail.');
  else report(fault);
}

const WIDTH = 30;

/** A line that is written over itself where somebody looks on; in a log there is none. */
function bar({ name, batch }: Kind, done: number, all: number): void {
  if (!process.stdout.isTTY) return;
  const filled = Math.round((WIDTH * done) / all);
  cursorTo(process.stdout, 0);
  process.stdout.write(`${name} [${'#'.repeat(filled).padEnd(WIDTH, '.')}] ${done * batch} of ${all * batch}`);
  clearLine(process.stdout, 1);
  if (done >= all) cursorTo(process.stdout, 0);
}

function verdict({ name, batch }: Kind, done: number, faults: number, milliseconds: number): string {
  return `${name}: ${done * batch} tried, ${faults === 0 ? 'none' : faults} failed (${(milliseconds / 1000).toFixed(0)} s)`;
}

function report(fault: Fault): void {
  console.log(`\n${fault.kind}: ${fault.report}\nTo run it again: ${again(fault)}`);
  process.exitCode = 1;
}

async function toItsEnd(): Promise<void> {
  // Whatever hangs leaves Node with nothing to do, and Node ends as if all were well.
  process.exitCode = HUNG;
  await main();
  if (process.exitCode === HUNG) process.exitCode = 0;
}

const HUNG = 13;

void toItsEnd();
