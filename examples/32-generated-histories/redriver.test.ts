/**
 * Shows: fast-check makes workflows, runs and redrives them, and hands your code the histories that AWS would have written.
 * Trap: code that was tried with the histories that its author had: a chain of tasks, and no Parallel in which another branch goes on.
 */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { histories } from 'redrive-testkit/fast-check';
import * as naive from './naive';
import { failedState } from './redriver';

/** Whatever the history: the state that is named was entered, and it was not left. */
const holdsFor = (subject: typeof failedState) =>
  fc.property(histories({ redrives: 1 }), (history) => {
    if (history.at(-1)?.type !== 'ExecutionFailed') return;
    const name = subject(history);
    const times = (of: (event: HistoryEvent) => string | undefined) =>
      history.filter((event) => of(event) === name).length;
    const entered = times(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name);
    const exited = times(({ stateExitedEventDetails }) => stateExitedEventDetails?.name);
    expect(entered).toBeGreaterThan(exited);
  });

test('no history leads it astray', () => {
  fc.assert(holdsFor(failedState), { numRuns: 100 });
});

test('naive: fast-check finds a history that does, and prints the workflow that it is of', () => {
  const { failed, counterexample } = fc.check(holdsFor(naive.failedState), { numRuns: 1000, seed: 1 });
  expect(failed).toBe(true);
  expect(fc.stringify(counterexample)).toContain('historyOf({');
  expect(fc.stringify(counterexample)).toContain('Parallel');
});
