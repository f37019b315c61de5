import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import { TestkitError } from '../model/testkitError';
import type { Clock } from '../time/clock';
import type { ServiceCore } from './serviceCore';
import type { ExecutionRecord, StateMachineRecord, Store } from './store';

/** What `sfn.seed` takes: something that knows how to put an execution into a fake. */
export interface SeedRecipe {
  readonly kind: 'failure mode' | 'refusal mode' | 'past execution' | 'captured execution';
  /** @internal The name that every execution of it has, where they all have the same. */
  readonly onlyName?: string | undefined;
  /** @internal Puts its n-th execution, from 0, into a fake. */
  seedInto(fake: ServiceCore, sequence: number): ExecutionRecord;
}

type AlwaysDescribed = 'executionArn' | 'stateMachineArn' | 'name' | 'status' | 'startDate';

/** An execution as DescribeExecution shows it when `sfn.seed` has made it. */
export type SeededExecution = DescribeExecutionOutput & {
  readonly [Member in AlwaysDescribed]: NonNullable<DescribeExecutionOutput[Member]>;
};

/** How a private fake differs from the one that it begins as. */
export interface ForkOptions {
  readonly clock: Clock;
  /** What the test's own scripts are replaced by. */
  rewrite<Entry>(entry: Entry): Entry;
}

/**
 * The store of a private fake: the machines and activities of another fake, and none of its executions. An execution can
 * be made there, and {@link adopt}ed; what is not leaves no trace.
 */
export function forkStore({ store }: ServiceCore, into: Store, { rewrite }: ForkOptions): void {
  into.sequence = store.sequence;
  for (const [arn, machine] of store.stateMachines) into.stateMachines.set(arn, rewritten(machine, rewrite));
  for (const [arn, activity] of store.activities) into.activities.set(arn, activity);
}

function rewritten(machine: StateMachineRecord, rewrite: ForkOptions['rewrite']): StateMachineRecord {
  const { tasks, itemReaders, resultWriters } = machine;
  const all = <Entry>(entries: Map<string, Entry>) =>
    new Map([...entries].map(([name, entry]) => [name, rewrite(entry)] as const));
  return { ...machine, tasks: all(tasks), itemReaders: all(itemReaders), resultWriters: all(resultWriters) };
}

/** A fork draws other ids than the fake, and than the fork before if that was adopted. */
export function forkSeed({ ids }: ServiceCore): number {
  return ids.seedOfFork();
}

/** Takes over all that was made in a fork. */
export function adopt(fake: ServiceCore, { store: made, coverage }: ServiceCore): void {
  const { store, driver, removal, ids } = fake;
  refuseTaken(made, store);
  refuseBeyondLimit(fake, made);
  ids.random();
  store.sequence = made.sequence;
  fake.coverage.adopt(coverage, (arn) => isOwn(store.stateMachines.get(arn)));
  for (const [arn, machine] of made.stateMachines)
    if (!store.stateMachines.has(arn)) store.stateMachines.set(arn, { ...machine, isSeeded: true });
  addMissing(made.activities, store.activities);
  addMissing(made.executions, store.executions);
  addMissing(made.mapRuns, store.mapRuns);
  addMissing(made.scripts, store.scripts);
  addMissing(made.taskTokens, store.taskTokens);
  for (const arn of made.open) store.open.add(arn);
  if (made.open.size > 0) driver.forgetTimers();
  for (const { run } of made.executions.values()) if (run.stopDate !== undefined) removal.noteStop(run.stopDate);
}

/** A machine of the test, and none that a recipe has brought. */
const isOwn = (machine: StateMachineRecord | undefined): boolean => machine !== undefined && machine.isSeeded !== true;

function addMissing<Value>(from: ReadonlyMap<string, Value>, to: Map<string, Value>): void {
  for (const [key, value] of from) if (!to.has(key)) to.set(key, value);
}

function refuseTaken({ executions }: Store, { executions: known }: Store): void {
  for (const { run } of executions.values()) {
    if (!known.has(run.executionArn)) continue;
    throw new TestkitError({
      code: 'RECIPE_REUSED',
      what: `There is an execution '${run.executionName}' already.`,
      found: `It is ${run.executionArn}.`,
      hint: 'Leave executionName out, or make it a function: executionName: (sequence) => `order-${sequence}`.',
    });
  }
}

function refuseBeyondLimit({ store, options }: ServiceCore, { open }: Store): void {
  const { openExecutions } = options.limits;
  if (open.size === 0 || store.open.size + open.size <= openExecutions) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'A running execution cannot be seeded: as many are open as may be.',
    found: `${store.open.size} executions are open, and the limit openExecutions is ${openExecutions}.`,
    hint: 'Seed fewer running executions, or raise { limits: { openExecutions } }.',
  });
}
