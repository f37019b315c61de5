import {
  createFakeStepFunctions,
  fails,
  virtualClock,
  type FakeOptions,
  type FakeStepFunctions,
  type TaskScript,
} from 'redrive-testkit';

/** Instant at which the virtual clocks of these tests start. */
export const START = Date.UTC(2026, 0, 1);

export const lambdaTask = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } as const;

/** One Lambda task, `Charge`. */
export const charging = { StartAt: 'Charge', States: { Charge: lambdaTask } };

export function newFake(options: FakeOptions = {}): FakeStepFunctions {
  return createFakeStepFunctions({ clock: virtualClock(new Date(START)), ...options });
}

/** A machine with this definition, and an execution of it that has been started. */
export function started(
  sfn: FakeStepFunctions,
  { definition = charging, tasks = {}, input = '{}' }: { definition?: object; tasks?: TaskScript; input?: string } = {},
): { stateMachineArn: string; executionArn: string } {
  const { stateMachineArn } = sfn.createStateMachine({ name: `machine-${machines++}`, definition, tasks });
  const { executionArn } = sfn.startExecution({ stateMachineArn, input });
  return { stateMachineArn, executionArn };
}

let machines = 1;

/** An execution of `charging` whose only task fails until told otherwise. */
export function failed(sfn: FakeStepFunctions): { stateMachineArn: string; executionArn: string } {
  const refs = started(sfn, { tasks: { Charge: fails('Card.Declined', 'insufficient funds') } });
  sfn.settle();
  return refs;
}

/** `<id> <- <previousEventId> <type>` of each event. */
export function outline(sfn: FakeStepFunctions, executionArn: string): string[] {
  return sfn.history(executionArn).map(({ id, previousEventId, type }) => `${id}<-${previousEventId} ${type}`);
}
