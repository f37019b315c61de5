import { TestkitError, type TaskScript } from 'redrive-testkit';
import { coreOf } from '../../src/service/fakeStepFunctions';
import { newFake, started } from '../support/workflows';

describe('misuse of the kit that only shows while an execution runs', () => {
  it('is thrown by the call of the test that brings it to light, once', () => {
    const sfn = newFake({ unscriptedTasks: 'throw' });
    expect(() => started(sfn)).toThrow("Task 'Charge' of");
    expect(() => sfn.settle()).not.toThrow();
  });

  it('is thrown by the call of the code under test, and again by settle, where it may have been swallowed', async () => {
    const sfn = newFake({ unscriptedTasks: 'throw' });
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'orders',
      definition: {
        StartAt: 'A',
        States: { A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
      },
    });
    await expect(sfn.execute('StartExecution', { stateMachineArn })).rejects.toThrow(TestkitError);
    expect(() => sfn.settle()).toThrow("Task 'A' of");
    expect(() => sfn.settle()).not.toThrow();
  });

  it('is kept a hundred times at most, however often a server is misused', async () => {
    const sfn = newFake();
    for (let call = 0; call < 150; call += 1) await sfn.execute('Nothing', {});
    expect(coreOf(sfn).misuses).toHaveLength(100);
    expect(() => sfn.settle()).toThrow("'Nothing' is not modeled");
  });

  it('says which task a scripted function belongs to, if it throws or is asynchronous', () => {
    const sfn = newFake();
    const throwing: TaskScript = {
      Charge: () => {
        throw new Error('no such card');
      },
    };
    expect(() => started(sfn, { tasks: throwing })).toThrow(
      "The scripted function of task 'Charge' threw on attempt 1.\nError: no such card",
    );
    expect(sfn.pending()).toMatchObject([{ state: 'Charge', waitsFor: 'a timeout or a stop (neverEnds)' }]);
  });
});
