import fc from 'fast-check';
import { checkHistory, succeeds, type TaskCall } from 'redrive-testkit';
import { workflows } from '../support/arbitraryWorkflows';
import { allTelling, begin, coin, entries, finish, playThrough, tellingItsPlace, type Run } from '../support/plays';

/** One seed for every run of the suite; another one with PROPERTY_SEED. */
const RUNS = { numRuns: 100, seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) };

const LONGEST_TASK = 3_000;
/** Longer than any Wait or task, so that each attempt gets at least one state further. */
const MACHINE_TIMEOUT_SECONDS = 4;

/** Tasks that take their time, up to three seconds. */
function slow(tasks: readonly string[], seed: number) {
  const outcome = (call: TaskCall) =>
    succeeds(tellingItsPlace(call).output, {
      after: Math.floor(coin(seed, { ...call, redriveCount: 0 }) * LONGEST_TASK),
    });
  return Object.fromEntries(tasks.map((name) => [name, outcome]));
}

const given = workflows({ taskRetries: true, data: true });
const seeds = fc.nat({ max: 1_000_000 });
const moments = fc.array(fc.nat({ max: 4_000 }), { maxLength: 6 });

/** Lets the execution go on for as long as each moment says, stops it then, and redrives it. */
function interrupt(run: Run, durations: readonly number[]): Run {
  const { sfn, executionArn } = run;
  let redrives = 0;
  for (const duration of durations) {
    sfn.clock.advanceBy(duration);
    if (sfn.execution(executionArn).status !== 'RUNNING') break;
    sfn.stopExecution({ executionArn, error: 'Stopped' });
    sfn.redriveExecution({ executionArn });
    redrives += 1;
  }
  return { ...run, redrives };
}

describe('random workflows that are stopped at random times and redriven', () => {
  it('write histories that follow the grammar', () => {
    const all = workflows({ catches: true, taskRetries: true, containerRetries: true, data: true });
    fc.assert(
      fc.property(all, seeds, moments, ({ definition, tasks }, seed, durations) => {
        const { sfn, executionArn } = finish(interrupt(begin(definition, slow(tasks, seed)), durations));
        expect(checkHistory(sfn.history(executionArn)).problems).toEqual([]);
      }),
      RUNS,
    );
  });

  it('come to the output of a run that nobody stopped, and enter each state as often', () => {
    fc.assert(
      fc.property(given, seeds, moments, ({ definition, tasks }, seed, durations) => {
        const calm = playThrough(definition, allTelling(tasks));
        const stopped = finish(interrupt(begin(definition, slow(tasks, seed)), durations));
        expect(stopped.sfn.execution(stopped.executionArn).output).toBe(calm.sfn.execution(calm.executionArn).output);
        expect(entries(stopped)).toEqual(entries(calm));
      }),
      RUNS,
    );
  });

  it('never show an event earlier than the one before it, nor later than the clock', () => {
    fc.assert(
      fc.property(given, seeds, moments, ({ definition, tasks }, seed, durations) => {
        const { sfn, executionArn } = interrupt(begin(definition, slow(tasks, seed)), durations);
        const times = sfn.history(executionArn).map(({ timestamp }) => timestamp!.getTime());
        expect(times.toSorted((left, right) => left - right)).toEqual(times);
        expect(times.at(-1)).toBeLessThanOrEqual(sfn.clock.now());
      }),
      RUNS,
    );
  });
});

describe('random workflows with a timeout of the machine', () => {
  it('come to their end when they are redriven often enough, with the output of a run without one', () => {
    fc.assert(
      fc.property(given, seeds, ({ definition, tasks }, seed) => {
        const calm = playThrough(definition, allTelling(tasks));
        const hasty = playThrough({ ...definition, TimeoutSeconds: MACHINE_TIMEOUT_SECONDS }, slow(tasks, seed));
        const { sfn, executionArn } = hasty;
        expect(sfn.execution(executionArn)).toMatchObject({
          status: 'SUCCEEDED',
          output: calm.sfn.execution(calm.executionArn).output,
        });
        expect(entries(hasty)).toEqual(entries(calm));
        expect(checkHistory(sfn.history(executionArn)).problems).toEqual([]);
      }),
      RUNS,
    );
  });
});
