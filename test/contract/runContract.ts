import { createFakeStepFunctions, virtualClock } from 'redrive-testkit';
import { cases } from './cases';
import { definition, tasks, type Scene } from './cases/scene';
import type { Door } from './door';

/** Runs every case against a door that has what the case needs. */
export function runContract(door: Door): void {
  describe(`through ${door.name}`, () => {
    afterEach(() => {
      door.close();
      jest.restoreAllMocks();
    });

    const fitting = cases.filter(({ needs }) => needs === undefined || door.capabilities[needs]);
    test.each(fitting)('$name', async ({ run }) => {
      // The delays of the SDK between attempts are random shares of their maximum.
      jest.spyOn(Math, 'random').mockReturnValue(0);
      await run(sceneOf(door));
    });
  });
}

function sceneOf(door: Door): Scene {
  const sfn = createFakeStepFunctions({ clock: virtualClock('2026-11-22T09:00:00Z') });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition, tasks });
  const { executionArn } = sfn.startExecution({
    stateMachineArn,
    name: 'order-1',
    input: '{"order":"Grüße 🚀"}',
  });
  sfn.settle();
  return { sfn, caller: door.open(sfn), capabilities: door.capabilities, executionArn, stateMachineArn };
}
