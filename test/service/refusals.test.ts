import { createFakeStepFunctions, virtualClock, type FakeStepFunctions } from 'redrive-testkit';

/** The ARN of an execution that gets a name of the fake's own, after something else was tried. */
function nextExecution(tried: (sfn: FakeStepFunctions, stateMachineArn: string) => unknown): string {
  const sfn = createFakeStepFunctions({ clock: virtualClock(), randomSeed: 5 });
  const definition = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'm', definition });
  expect(() => tried(sfn, stateMachineArn)).toThrow();
  return sfn.startExecution({ stateMachineArn }).executionArn;
}

const NOTHING_TRIED = nextExecution(() => {
  throw new Error('nothing');
});

test.each<[string, (sfn: FakeStepFunctions, stateMachineArn: string) => unknown]>([
  [
    'a start with an input that is no JSON',
    (sfn, stateMachineArn) => sfn.startExecution({ stateMachineArn, input: '{' }),
  ],
  ['a start of an unknown machine', (sfn, arn) => sfn.startExecution({ stateMachineArn: `${arn}2` })],
  ['an update without a change', (sfn, stateMachineArn) => sfn.updateStateMachine({ stateMachineArn })],
])('%s is refused and leaves no trace, not even in later ids', (_what, tried) => {
  expect(nextExecution(tried)).toBe(NOTHING_TRIED);
});
