import { inspect } from 'node:util';
import { fails, failedExecution, throttled } from 'redrive-testkit';
import { createHandle } from '../../src/setup/handle';
import { newFake } from '../support/workflows';

const definition = {
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish.waitForTaskToken', End: true } },
};

function scene() {
  const sfn = newFake();
  const machine = sfn.createStateMachine({ name: 'orders', definition });
  sfn.startExecution({ ...machine, name: 'order-1' });
  sfn.script(machine, { Charge: fails('Card.Declined') });
  sfn.startExecution({ ...machine, name: 'order-2' });
  sfn.settle();
  sfn.redriveExecution({ executionArn: 'arn:aws:states:us-east-1:123456789012:execution:orders:order-2' });
  sfn.settle();
  sfn.failNext('RedriveExecution', throttled());
  return sfn;
}

test('console.log(sfn) shows what is in it, not what it is made of', async () => {
  const sfn = scene();
  await sfn.execute('ListStateMachines', {});
  const text = inspect(sfn);
  for (const line of [
    /^FakeStepFunctions of 123456789012 in us-east-1 at 20\S+Z$/m,
    /^ {2}state machines: orders$/m,
    /^ {4}orders:order-1 +RUNNING +'Charge' waits for an answer/m,
    /^ {4}orders:order-2 +FAILED +redriven once +Card\.Declined$/m,
    /faults: failNext\('RedriveExecution', ThrottlingException\) was not used\./,
    /ListStateMachines +ok$/m,
  ]) {
    expect(text).toMatch(line);
  }
  expect(text).not.toContain('[Function');
});

test('an empty one says so, many executions are counted', () => {
  const sfn = newFake();
  expect(inspect(sfn)).toContain('no executions');
  sfn.seed(failedExecution('task-failed'), { count: 12 });
  expect(inspect(sfn)).toContain('the last 10 of 12 executions');
});

test('the handle of a set-up shows the fake of the test', () => {
  const handle = createHandle();
  expect(inspect(handle.sfn)).toBe('FakeStepFunctions: the one of the test, while a test runs');
  handle.renew(scene());
  expect(inspect({ sfn: handle.sfn })).toContain('orders:order-2');
});
