import fc from 'fast-check';
import { checkHistory } from 'redrive-testkit';
import { workflows, type Ingredients } from '../support/arbitraryWorkflows';
import { allTelling, entries, playThrough, tellingItsPlace, unlucky } from '../support/plays';

/** One seed for every run of the suite; another one with PROPERTY_SEED. */
const RUNS = { numRuns: 100, seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_122) };

const anything: Ingredients = { catches: true, taskRetries: true, containerRetries: true, data: true };
const seeds = fc.nat({ max: 1_000_000 });

describe('random workflows with random failures', () => {
  it('write histories that follow the grammar, at every redrive', () => {
    fc.assert(
      fc.property(workflows(anything), seeds, ({ definition, tasks }, seed) => {
        const { sfn, executionArn } = playThrough(definition, unlucky(tasks, seed));
        expect(checkHistory(sfn.history(executionArn)).problems).toEqual([]);
      }),
      RUNS,
    );
  });

  it('count as many redrives as there are ExecutionRedriven events', () => {
    fc.assert(
      fc.property(workflows(anything), seeds, ({ definition, tasks }, seed) => {
        const { sfn, executionArn, redrives } = playThrough(definition, unlucky(tasks, seed));
        const events = sfn.history(executionArn).filter(({ type }) => type === 'ExecutionRedriven');
        expect([sfn.execution(executionArn).redriveCount, events.length]).toEqual([redrives, redrives]);
        expect(events.map(({ executionRedrivenEventDetails }) => executionRedrivenEventDetails?.redriveCount)).toEqual(
          events.map((_, index) => index + 1),
        );
      }),
      RUNS,
    );
  });

  it('without catches, redriven until they succeed, give the output of a run that never failed', () => {
    const given = workflows({ taskRetries: true, containerRetries: true, data: true });
    fc.assert(
      fc.property(given, seeds, ({ definition, tasks }, seed) => {
        const lucky = playThrough(definition, allTelling(tasks), { redrive: false });
        const { sfn, executionArn } = playThrough(definition, unlucky(tasks, seed, tellingItsPlace));
        expect(sfn.execution(executionArn)).toMatchObject({
          status: 'SUCCEEDED',
          output: lucky.sfn.execution(lucky.executionArn).output,
        });
      }),
      RUNS,
    );
  });

  it('without container retries never run a state again that had exited', () => {
    fc.assert(
      fc.property(workflows({ taskRetries: true, data: true }), seeds, ({ definition, tasks }, seed) => {
        const lucky = playThrough(definition, {}, { redrive: false });
        expect(entries(playThrough(definition, unlucky(tasks, seed)))).toEqual(entries(lucky));
      }),
      RUNS,
    );
  });

  it('are what they were after snapshot, act, restore', () => {
    fc.assert(
      fc.property(workflows(anything), seeds, ({ definition, tasks }, seed) => {
        const { sfn, executionArn } = playThrough(definition, unlucky(tasks, seed), { redrive: false });
        const before = [sfn.execution(executionArn), sfn.history(executionArn)];
        const snapshot = sfn.snapshot();
        if (sfn.execution(executionArn).status === 'FAILED') sfn.redriveExecution({ executionArn });
        sfn.settle();
        sfn.restore(snapshot);
        expect([sfn.execution(executionArn), sfn.history(executionArn)]).toEqual(before);
      }),
      RUNS,
    );
  });

  it('happen in the same way a second time', () => {
    fc.assert(
      fc.property(workflows(anything), seeds, ({ definition, tasks }, seed) => {
        const [first, second] = [1, 2].map(() => playThrough(definition, unlucky(tasks, seed)));
        expect(first!.sfn.history(first!.executionArn)).toEqual(second!.sfn.history(second!.executionArn));
      }),
      { ...RUNS, numRuns: 50 },
    );
  });
});
