import { deepStrictEqual, ok } from 'node:assert';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import {
  anonymizeExecution,
  checkHistory,
  createFakeStepFunctions,
  failedExecution,
  failureModes,
  importExecution,
  printHistory,
  redrivePlan,
  TestkitError,
  virtualClock,
  type CapturedFiles,
  type FailureMode,
} from 'redrive-testkit';
import type { Machine } from '../support/arbitraryMachines';
import { workflows } from '../support/arbitraryWorkflows';
import { playThrough, unlucky, type Run } from '../support/plays';
import type { Kind } from './kind';
import { changed, changes, type Change } from './mutations';

/** What was captured of an execution, as a file holds it. */
interface Files {
  describe: Record<string, unknown>;
  history: { events: Record<string, unknown>[] };
  definition: unknown;
}

/** Captured executions, changed as no tool should, and as editors, masks and merges do: used rightly, or refused by name. */
export const captures: Kind = {
  name: 'captures',
  full: 100_000,
  batch: 1,
  step: 250,
  property: () => fc.property(sources, fc.array(changes, { maxLength: 3 }), (source, all) => use(filesOf(source), all)),
};

const printed = <Value>(value: unknown) => JSON.parse(JSON.stringify(value)) as Value;

type Source = { readonly mode: FailureMode } | (Machine & { readonly seed: number });

/** Executions of the catalogue, and of random workflows. */
const sources: fc.Arbitrary<Source> = fc.oneof(
  fc.record({ mode: fc.constantFrom(...(Object.keys(failureModes) as FailureMode[])) }),
  fc
    .tuple(workflows({ catches: true, taskRetries: true, data: true, depth: 2 }), fc.nat({ max: 1_000_000 }))
    .map(([{ definition, tasks }, seed]) => ({ definition, tasks, seed })),
);

function filesOf(source: Source): Files {
  const { sfn, executionArn } = 'mode' in source ? seeded(source.mode) : played(source);
  return printed({
    describe: sfn.describeExecution({ executionArn }),
    history: { events: sfn.history(executionArn) },
    definition: JSON.parse(sfn.describeStateMachineForExecution({ executionArn }).definition) as unknown,
  });
}

function seeded(mode: FailureMode): Pick<Run, 'sfn' | 'executionArn'> {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-11-30T09:00:00Z') });
  return { sfn, executionArn: sfn.seed(failedExecution(mode)).executionArn };
}

function played({ definition, tasks, seed }: Machine & { readonly seed: number }): Run {
  return playThrough(definition, unlucky(tasks, seed), { redrive: false });
}

function use(files: Files, all: readonly Change[]): void {
  let given = files;
  for (const each of all) given = changed(given, each);
  const captured = given as unknown as CapturedFiles;
  const history = given.history as unknown as HistoryEvent[];
  orRefused(() => checkHistory(history));
  orRefused(() => printHistory(history));
  orRefused(() => redrivePlan(history));
  orRefused(() => anonymizeExecution(printed(captured)));
  orRefused(() => importAndRead(given));
}

/** A file that cannot be used is refused by name. */
function orRefused(call: () => unknown): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof TestkitError)) throw error;
    ok(error.what !== '' && error.hint !== '', error.message);
  }
}

/** What was accepted is all there, and goes on. */
function importAndRead(given: Files): void {
  const recipe = importExecution(given as unknown as CapturedFiles);
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-11-30T09:00:00Z') });
  const { executionArn } = sfn.seed(recipe);
  const read = printed<Files['history']['events']>(sfn.history(executionArn));
  const events = eventsOf(given.history);
  deepStrictEqual(read.map(untimed), events.map(untimed));
  const { redriveStatus } = sfn.describeExecution({ executionArn });
  if (redriveStatus !== 'REDRIVABLE') return;
  sfn.redriveExecution({ executionArn });
  sfn.settle({ skipTime: true });
  printHistory(sfn.history(executionArn));
}

function eventsOf(history: unknown): Record<string, unknown>[] {
  return Array.isArray(history) ? (history as Record<string, unknown>[]) : (history as Files['history']).events;
}

/** Dates are shifted to the fake's clock, and what is null is not there. */
function untimed(event: Record<string, unknown>): unknown {
  return withoutNulls({ ...event, timestamp: undefined });
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(
    ([name, member]) => member !== null && member !== undefined && name !== '__type',
  );
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
