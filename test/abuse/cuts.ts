import { deepStrictEqual } from 'node:assert';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import {
  checkHistory,
  createFakeStepFunctions,
  fails,
  importExecution,
  virtualClock,
  type TaskCall,
  type TaskScript,
} from 'redrive-testkit';
import { machines, type Machine } from '../support/arbitraryMachines';
import { workflows } from '../support/arbitraryWorkflows';
import { allTelling, coin, playThrough, tellingItsPlace, type Run } from '../support/plays';
import type { Kind } from './kind';

const COURSE = { catches: true, taskRetries: true, containerRetries: true, data: true, choices: true };
const seeds = fc.nat({ max: 1_000_000 });

/**
 * Machines, each stopped after every event, captured, imported and redriven: those that come to their end must come to the same end, and those
 * that fail must end, by a valid history, in the same way.
 */
export const cuts: Kind = {
  name: 'cuts',
  full: 10_000,
  batch: 1,
  step: 20,
  property: () => {
    const successful = workflows(COURSE).map((machine) => ({ machine, sort: 'successful' as const }));
    const doomed = workflows(COURSE).map((machine) => ({ machine, sort: 'doomed' as const }));
    const broken = machines().map((machine) => ({ machine, sort: 'broken' as const }));
    return fc.property(fc.oneof(successful, doomed, broken), seeds, ({ machine, sort }, seed) =>
      checks[sort](machine, seed),
    );
  },
};

const checks = { successful: sameOutput, doomed: sameEnd, broken: someEnd };

function sameOutput({ definition, tasks }: Machine): void {
  const script = allTelling(tasks);
  const original = playThrough(definition, script);
  const { output } = original.sfn.execution(original.executionArn);
  for (const cut of everyCut(original, script))
    deepStrictEqual(cut, { after: cut.after, status: 'SUCCEEDED', output, problems: [] });
}

function sameEnd({ definition, tasks }: Machine, seed: number): void {
  const script = doomed(tasks, seed);
  const original = playThrough(definition, script, { redrive: false });
  const { status, output } = original.sfn.execution(original.executionArn);
  // Which of several branches fails first decides what a catcher is given.
  const isTold = !JSON.stringify(definition).includes('Parallel');
  for (const cut of everyCut(original, script))
    deepStrictEqual(cut, { after: cut.after, status, output: isTold ? output : cut.output, problems: [] });
}

/** Fields that fail end a state wherever it stands, and what was assigned before it. */
function someEnd({ definition, tasks }: Machine, seed: number): void {
  const script = doomed(tasks, seed);
  const original = playThrough(definition, script, { redrive: false });
  for (const cut of everyCut(original, script)) {
    const { after, status, problems } = cut;
    deepStrictEqual({ after, hasEnded: status !== 'RUNNING', problems }, { after, hasEnded: true, problems: [] });
  }
}

/** A history up to one of its events, and stopped there. */
function stoppedAfter(events: readonly HistoryEvent[], count: number): HistoryEvent[] {
  const kept = events.slice(0, count);
  const timestamp = new Date(kept.at(-1)!.timestamp!.getTime() + 1);
  return [
    ...kept,
    { id: count + 1, previousEventId: 0, timestamp, type: 'ExecutionAborted', executionAbortedEventDetails: {} },
  ];
}

/** What becomes of an execution that was stopped there, captured, imported and redriven. */
function goneOnWith(original: Run, events: readonly HistoryEvent[], tasks: TaskScript) {
  const { executionArn } = original;
  const { definition } = original.sfn.describeStateMachineForExecution({ executionArn });
  const sfn = createFakeStepFunctions({ clock: virtualClock(events.at(-1)!.timestamp) });
  const order = sfn.seed(importExecution({ describe: { executionArn }, history: [...events], definition }));
  sfn.script(order.stateMachineArn, tasks);
  sfn.redriveExecution({ executionArn });
  sfn.settle({ skipTime: true });
  const { status, output } = sfn.execution(order);
  return { status, output, problems: checkHistory(sfn.history(order)).problems };
}

/** Stops a run after each of its events but the closing one, and lets each go on. */
function everyCut(original: Run, tasks: TaskScript) {
  const events = original.sfn.history(original.executionArn);
  return events.slice(1, -1).map((event, index) => {
    const after = `stopped after #${event.id} ${event.type}`;
    return { after, ...goneOnWith(original, stoppedAfter(events, index + 2), tasks) };
  });
}

/** Some tasks fail, wherever and however often they are tried. */
function doomed(tasks: readonly string[], seed: number): TaskScript {
  const outcome = (call: TaskCall) =>
    coin(seed, { ...call, attempt: 1, redriveCount: 0 }) < 0.3
      ? fails('Doomed', call.stateName)
      : tellingItsPlace(call);
  return Object.fromEntries(tasks.map((name) => [name, outcome]));
}
