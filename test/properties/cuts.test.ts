import type { HistoryEvent } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import {
  checkHistory,
  createFakeStepFunctions,
  fails,
  importExecution,
  virtualClock,
  type TaskCall,
} from 'redrive-testkit';
import { workflows } from '../support/arbitraryWorkflows';
import { allTelling, coin, playThrough, tellingItsPlace, type Run } from '../support/plays';

/** One seed for every run of the suite; others with PROPERTY_SEED, and more of them with PROPERTY_RUNS. */
const RUNS = {
  numRuns: Number(process.env['PROPERTY_RUNS'] ?? 12),
  seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_130),
};

const COURSE = { catches: true, taskRetries: true, containerRetries: true, data: true, choices: true };

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
function goneOnWith(original: Run, events: readonly HistoryEvent[], tasks: Parameters<typeof playThrough>[1]) {
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
function everyCut(original: Run, tasks: Parameters<typeof playThrough>[1]) {
  const events = original.sfn.history(original.executionArn);
  return events.slice(1, -1).map((event, index) => {
    const after = `stopped after #${event.id} ${event.type}`;
    return { after, ...goneOnWith(original, stoppedAfter(events, index + 2), tasks) };
  });
}

/** Some tasks fail, wherever and however often they are tried. */
function doomed(tasks: readonly string[], seed: number) {
  const outcome = (call: TaskCall) =>
    coin(seed, { ...call, attempt: 1, redriveCount: 0 }) < 0.3
      ? fails('Doomed', call.stateName)
      : tellingItsPlace(call);
  return Object.fromEntries(tasks.map((name) => [name, outcome]));
}

describe('an execution stopped after any of its events, captured and imported', () => {
  it('comes to the same output as the run that was never stopped [redrive.nothing-left]', () => {
    fc.assert(
      fc.property(workflows(COURSE), ({ definition, tasks }) => {
        const script = allTelling(tasks);
        const original = playThrough(definition, script);
        const { output } = original.sfn.execution(original.executionArn);
        for (const cut of everyCut(original, script)) {
          expect(cut).toEqual({ after: cut.after, status: 'SUCCEEDED', output, problems: [] });
        }
      }),
      RUNS,
    );
  });

  it('always ends, by a valid history, where some tasks always fail', () => {
    fc.assert(
      fc.property(workflows(COURSE), fc.nat({ max: 1_000_000 }), ({ definition, tasks }, seed) => {
        const script = doomed(tasks, seed);
        const original = playThrough(definition, script, { redrive: false });
        const { status, output } = original.sfn.execution(original.executionArn);
        for (const cut of everyCut(original, script)) {
          expect(cut.problems).toEqual([]);
          expect(cut.status).toBe(status);
          if (!JSON.stringify(definition).includes('Parallel')) expect(cut.output).toEqual(output);
        }
      }),
      RUNS,
    );
  });
});
