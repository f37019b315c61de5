import { days, failedExecution, fails, minutes, succeeds, virtualClock } from 'redrive-testkit';
import { newFake } from '../../support/workflows';
import { batch, childrenOf, mapRunOf, startBatch } from './orders';

describe('an execution whose name is used again after 90 days', () => {
  const start = (name: string, stateMachineArn: string) => ({ stateMachineArn, name, input: '[{"id":1,"wait":0}]' });

  it('lists its own Map Runs only, and those of the older one are gone', () => {
    const sfn = newFake({ clock: virtualClock() });
    const { stateMachineArn } = sfn.createStateMachine({ name: 'batch', definition: batch() });
    const older = sfn.startExecution(start('a', stateMachineArn));
    sfn.settle();
    const mapRunArn = mapRunOf(sfn, { ...older, stateMachineArn });
    const [child] = childrenOf(sfn, { ...older, stateMachineArn });
    sfn.clock.advanceBy(days(91));
    const newer = sfn.startExecution(start('a', stateMachineArn));
    sfn.settle();
    expect(newer.executionArn).toBe(older.executionArn);
    expect(sfn.listMapRuns({ executionArn: newer.executionArn }).mapRuns).toHaveLength(1);
    expect(() => sfn.describeMapRun({ mapRunArn })).toThrow(/not found/i);
    expect(() => sfn.describeExecution({ executionArn: child!.executionArn! })).toThrow(/does not exist/i);
  });

  it('follows no script that was laid down for the older one', () => {
    const sfn = newFake({ clock: virtualClock() });
    const afterRedrive = fails('OnlyForTheOlderOne');
    const older = sfn.seed(failedExecution('lambda-function-failed', { executionName: 'order', afterRedrive }));
    sfn.clock.advanceBy(days(91));
    const newer = sfn.startExecution({ stateMachineArn: older.stateMachineArn, name: 'order' });
    sfn.settle({ skipTime: true });
    expect(sfn.execution(newer).status).toBe('SUCCEEDED');
  });
});

describe('a state machine whose name is used again', () => {
  it('leaves children of Map Runs describable, but its executions list none of the older ones', () => {
    const sfn = newFake({ clock: virtualClock() });
    const older = startBatch(sfn, [{ id: 1 }], { setup: { tasks: { Charge: succeeds() } } });
    sfn.settle();
    const mapRunArn = mapRunOf(sfn, older);
    const [child] = childrenOf(sfn, older);
    sfn.deleteStateMachine({ stateMachineArn: older.stateMachineArn });
    sfn.clock.advanceBy(minutes(10));
    expect(sfn.describeExecution({ executionArn: child!.executionArn! }).status).toBe('SUCCEEDED');
    expect(sfn.describeMapRun({ mapRunArn }).itemCounts.succeeded).toBe(1);
    const newer = startBatch(sfn, [{ id: 1 }, { id: 2 }], { setup: { tasks: { Charge: succeeds() } } });
    sfn.settle();
    expect(sfn.listMapRuns({ executionArn: newer.executionArn }).mapRuns).toHaveLength(1);
    sfn.clock.advanceBy(days(89));
    expect(sfn.describeMapRun({ mapRunArn }).itemCounts.succeeded).toBe(1);
    sfn.clock.advanceBy(days(2));
    expect(() => sfn.describeExecution({ executionArn: child!.executionArn! })).toThrow(/does not exist/i);
    expect(() => sfn.describeMapRun({ mapRunArn })).toThrow(/not found/i);
  });
});
