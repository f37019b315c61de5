import { createFakeStepFunctions, minutes, succeeds, virtualClock } from 'redrive-testkit';
import { lambdaTask, started } from '../support/workflows';

const twoTasks = {
  StartAt: 'First',
  States: { First: { ...lambdaTask, End: undefined, Next: 'Second' }, Second: lambdaTask },
};

describe('a clock that several fakes share', () => {
  test('a fake that nobody asks any more runs none of its scripts when the clock moves', () => {
    const clock = virtualClock();
    let calls = 0;
    const Second = () => {
      calls += 1;
      return succeeds();
    };
    started(createFakeStepFunctions({ clock }), { definition: twoTasks, tasks: { Second } });
    createFakeStepFunctions({ clock }).clock.advanceBy(minutes(1));
    clock.advanceBy(minutes(1));
    expect(calls).toBe(0);
  });

  test('each fake that is asked has completed, before each move, what took a moment', () => {
    const clock = virtualClock('2026-01-01T00:00:00Z');
    const [one, other] = [createFakeStepFunctions({ clock }), createFakeStepFunctions({ clock })];
    const runs = [one, other].map((sfn) => ({ sfn, ...started(sfn, { definition: twoTasks }) }));
    one.clock.advanceBy(minutes(1));
    clock.advanceBy(minutes(1));
    for (const { sfn, executionArn } of runs) {
      expect(sfn.execution(executionArn)).toMatchObject({
        status: 'SUCCEEDED',
        stopDate: new Date('2026-01-01T00:00:00Z'),
      });
    }
  });

  test('a snapshot holds what was completed before the clock moved', () => {
    const sfn = createFakeStepFunctions({ clock: virtualClock('2026-01-01T00:00:00Z') });
    const { executionArn } = started(sfn);
    sfn.clock.advanceBy(minutes(1));
    const snapshot = sfn.snapshot();
    sfn.clock.advanceBy(minutes(1));
    sfn.restore(snapshot);
    expect(sfn.execution(executionArn).stopDate).toEqual(new Date('2026-01-01T00:00:00Z'));
  });
});
