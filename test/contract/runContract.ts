import { createFakeStepFunctions, virtualClock } from 'redrive-testkit';
import { cases } from './cases';
import { definition, tasks, type Scene } from './cases/scene';
import type { Adapter } from './adapter';

/** Runs every case against an adapter that has what the case needs. */
export function runContract(adapter: Adapter): void {
  describe(`through ${adapter.name}`, () => {
    afterEach(() => {
      adapter.close();
      jest.restoreAllMocks();
    });

    const fitting = cases.filter(({ needs }) => needs === undefined || adapter.capabilities[needs]);
    test.each(fitting)('$name', async ({ run }) => {
      // The delays of the SDK between attempts are random shares of their maximum.
      jest.spyOn(Math, 'random').mockReturnValue(0);
      await run(sceneOf(adapter));
    });
  });
}

function sceneOf(adapter: Adapter): Scene {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-11-22T09:00:00Z') });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition, tasks });
  const { executionArn } = sfn.startExecution({
    stateMachineArn,
    name: 'order-1',
    input: '{"order":"Grüße 🚀"}',
  });
  sfn.settle();
  return { sfn, caller: adapter.open(sfn), capabilities: adapter.capabilities, executionArn, stateMachineArn };
}
