import { createFakeStepFunctions, virtualClock, type FakeOptions } from 'redrive-testkit';

/** What a workflow draws in a fresh fake, and the ARN of its execution. */
function drawn(options: FakeOptions = {}) {
  const sfn = createFakeStepFunctions({ clock: virtualClock(), ...options });
  const Draw = { Type: 'Pass', Parameters: { 'number.$': 'States.MathRandom(1, 1000000)' }, End: true };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'm', definition: { StartAt: 'Draw', States: { Draw } } });
  const before = sfn.snapshot();
  const run = () => sfn.execution(sfn.startExecution({ stateMachineArn }).executionArn);
  const { executionArn, output } = run();
  sfn.restore(before);
  expect(run().output).toBe(output);
  return { executionArn, output };
}

test('with a seed, a fresh fake makes the same ids and draws the same numbers', () => {
  expect(drawn({ randomSeed: 7 })).toEqual(drawn({ randomSeed: 7 }));
  expect(drawn({ randomSeed: 7 }).output).not.toBe(drawn({ randomSeed: 8 }).output);
});

test('without one, it makes the same ids and draws numbers of its own', () => {
  const runs = Array.from({ length: 20 }, () => drawn());
  expect(new Set(runs.map(({ executionArn }) => executionArn)).size).toBe(1);
  expect(new Set(runs.map(({ output }) => output)).size).toBe(20);
});
