import fc from 'fast-check';
import { fails, redrivePlan, succeeds, type TaskCall } from 'redrive-testkit';
import { workflows } from '../support/arbitraryWorkflows';
import { begin, coin } from '../support/plays';

/** One seed for every run of the suite; another one with PROPERTY_SEED. */
const RUNS = { numRuns: 150, seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_130) };
const LONGEST_TASK = 3_000;

/** Tasks that take their time and fail now and then. */
function moody(tasks: readonly string[], seed: number) {
  const outcome = (call: TaskCall) => {
    const after = Math.floor(coin(seed, call) * LONGEST_TASK);
    return coin(seed + 1, call) < 0.25 ? fails('Moody', call.stateName, { after }) : succeeds({}, { after });
  };
  return Object.fromEntries(tasks.map((name) => [name, outcome]));
}

describe('a random workflow that has failed or was stopped', () => {
  it('is resumed where its plan says, with its definition and by its events alone', () => {
    const all = workflows({ catches: true, taskRetries: true, containerRetries: true, data: true });
    let scheduledAgain = 0;
    fc.assert(
      fc.property(all, fc.nat({ max: 1_000_000 }), fc.nat({ max: 9_000 }), ({ definition, tasks }, seed, moment) => {
        const { sfn, executionArn } = begin(definition, moody(tasks, seed));
        sfn.clock.advanceBy(moment);
        if (sfn.execution(executionArn).status === 'RUNNING') sfn.stopExecution({ executionArn });
        const history = sfn.history(executionArn);
        const plan = redrivePlan(history);
        const alone = redrivePlan([...history]);
        expect(plan.redrivable).toBe(sfn.execution(executionArn).redriveStatus === 'REDRIVABLE');
        if (!plan.redrivable) return;
        const idsOf = ({ resumesAt }: typeof plan) => resumesAt.map(({ enteredEventId }) => enteredEventId).sort();
        expect(idsOf(alone)).toEqual(idsOf(plan));
        expect(alone.keeps.map(({ enteredEventId }) => enteredEventId)).toEqual(
          plan.keeps.map(({ enteredEventId }) => enteredEventId),
        );

        sfn.redriveExecution({ executionArn });
        const redriven = history.length + 1;
        const resumed = sfn.history(executionArn).slice(redriven);
        const again = resumed.filter((event) => event.type!.endsWith('Scheduled') && event.previousEventId! < redriven);
        const planned = plan.resumesAt.filter(({ action }) => action === 'task is scheduled again');
        expect(again.map(({ previousEventId }) => previousEventId).sort()).toEqual(
          planned.map(({ enteredEventId }) => enteredEventId).sort(),
        );
        scheduledAgain += again.length;
      }),
      RUNS,
    );
    expect(scheduledAgain).toBeGreaterThan(RUNS.numRuns / 2);
  });
});
