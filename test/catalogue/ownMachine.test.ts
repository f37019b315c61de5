/** A recipe in a machine of the test: the state that was named fails, with the error that was asked for, or seed says why not. */
import { createFakeStepFunctions, failedExecution, neverEnds, succeeds, virtualClock } from '../../src';
import { misuseOf } from '../support/misuse';
import { OFF_THE_WAY, all, done, only, task, type Scene } from './offTheWay';

function seeded({ definition, tasks = {}, input = {}, options = {} }: Scene) {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const stateMachine = sfn.createStateMachine({ name: 'own', definition, tasks });
  const recipe = failedExecution('task-failed', {
    stateMachine,
    state: 'Charge',
    error: 'CardDeclined',
    input,
    ...options,
  });
  return { sfn, stateMachine, seed: () => sfn.seed(recipe) };
}

test.each(OFF_THE_WAY)('%s: seed says so, and leaves nothing behind', (_what, scene, patterns) => {
  const { sfn, stateMachine, seed } = seeded(scene);
  const { code, message } = misuseOf(seed);
  expect(code).toBe('ARGUMENT_INVALID');
  for (const pattern of patterns) expect(message).toMatch(pattern);
  expect(sfn.listExecutions(stateMachine).executions).toEqual([]);
});

const inside = {
  'a Parallel': { Type: 'Parallel', Branches: [only('Charge'), only('Pack')], End: true },
  'an inline Map': { Type: 'Map', ItemsPath: '$.items', ItemProcessor: only('Charge'), End: true },
  'a Distributed Map': {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...only('Charge') },
    End: true,
  },
};

test.each(Object.entries(inside))('in %s, what fails there is what was asked for', (_where, state) => {
  const { seed } = seeded({ definition: { StartAt: 'Each', States: { Each: state } }, input: { items: [1, 2] } });
  expect(seed().status).toBe('FAILED');
});

test.each(Object.entries(inside))('in %s, a stop comes while the state is open', (_where, state) => {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const stateMachine = sfn.createStateMachine({
    name: 'own',
    definition: { StartAt: 'Each', States: { Each: state } },
  });
  const recipe = failedExecution('execution-aborted', {
    stateMachine,
    state: 'Charge',
    error: 'Halt',
    input: { items: [1, 2] },
  });
  expect(sfn.seed(recipe)).toMatchObject({ status: 'ABORTED', error: 'Halt' });
});

test('a mode about retries needs a Task that is retried', () => {
  const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }];
  for (const [state, isRetried] of [
    [task({ Retry, End: true }), true],
    [task(), false],
  ] as const) {
    const sfn = createFakeStepFunctions({ clock: virtualClock() });
    const stateMachine = sfn.createStateMachine({ name: 'own', definition: only('Charge', state) });
    const seed = () => sfn.seed(failedExecution('retries-exhausted', { stateMachine, state: 'Charge' }));
    if (isRetried) expect(seed().status).toBe('FAILED');
    else expect(misuseOf(seed).message).toContain("'Charge' to fail with CardDeclined after a retry");
  }
});

test('redrives that were asked for have to be possible', () => {
  const { seed } = seeded({
    definition: { StartAt: 'Charge', States: { Charge: task({ Next: 'Done', Catch: all('Done') }), Done: done } },
    options: { redriven: 2 },
  });
  expect(misuseOf(seed).message).toContain('it is SUCCEEDED, not FAILED');
});

test('ids of the fake are not used up by what is refused', () => {
  const { sfn, stateMachine, seed } = seeded({
    definition: { StartAt: 'Charge', States: { Charge: task({ Next: 'Done', Catch: all('Done') }), Done: done } },
  });
  const { stateMachineArn } = stateMachine;
  const before = sfn.snapshot();
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  sfn.restore(before);
  misuseOf(seed);
  expect(sfn.startExecution({ stateMachineArn }).executionArn).toBe(executionArn);
});

test('a task that is scripted to wait does not keep the named one from failing', () => {
  const { seed } = seeded({
    definition: {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [only('Charge'), only('Pack')], End: true } },
    },
    tasks: { Pack: neverEnds(), Charge: succeeds() },
  });
  expect(seed()).toMatchObject({ status: 'FAILED', error: 'CardDeclined' });
});
