import { neverEnds, type TaskScript } from 'redrive-testkit';
import { newFake, START } from '../support/workflows';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';
const WORK = 'arn:aws:states:us-east-1:123456789012:activity:work';
const runChild = 'arn:aws:states:::states:startExecution.sync:2';
const due = (seconds: number): string => `, due ${new Date(START + seconds * 1_000).toISOString()}`;

test.each([
  ['a Wait', { Type: 'Wait', Seconds: 7 }, `the clock${due(7)}`, {}],
  ['a task', { Type: 'Task', Resource: LAMBDA }, 'the next read, or settle()', {}],
  [
    'a task that never ends',
    { Type: 'Task', Resource: LAMBDA },
    'a timeout or a stop (neverEnds)',
    { Charge: neverEnds() },
  ],
  [
    'a task that never ends, with a timeout',
    { Type: 'Task', Resource: LAMBDA, TimeoutSeconds: 5 },
    `a timeout or a stop (neverEnds)${due(5)}`,
    { Charge: neverEnds() },
  ],
  ['an activity', { Type: 'Task', Resource: WORK }, 'a worker (GetActivityTask)', {}],
  [
    'a callback',
    { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { QueueUrl: 'q' } },
    'an answer (SendTaskSuccess, SendTaskFailure)',
    {},
  ],
  [
    'an execution that is to be started',
    { Type: 'Task', Resource: runChild, Parameters: { StateMachineArn: CHILD } },
    'the next read, or settle()',
    {},
  ],
])('pending() says of %s which call moves it', (_, state, waitsFor, tasks: TaskScript) => {
  const sfn = newFake();
  sfn.createActivity({ name: 'work' });
  sfn.createStateMachine({ name: 'child', definition: { StartAt: 'W', States: { W: waiting } } });
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'orders',
    definition: { StartAt: 'Charge', States: { Charge: { ...state, End: true } } },
    tasks,
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  expect(sfn.pending()).toMatchObject([{ executionArn, state: 'Charge', waitsFor }]);
});

describe('pending() gives the task token', () => {
  const orders = { StartAt: 'Charge', States: { Charge: { Type: 'Task', Resource: WORK, End: true } } };

  test('of a callback: whoever has it can answer', () => {
    const sfn = newFake();
    const Charge = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish.waitForTaskToken', End: true };
    const machine = sfn.createStateMachine({ name: 'orders', definition: { StartAt: 'Charge', States: { Charge } } });
    const { executionArn } = sfn.startExecution(machine);
    const [{ taskToken } = {}] = sfn.pending();
    sfn.sendTaskSuccess({ taskToken, output: '{"paid":true}' });
    expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"paid":true}' });
  });

  test('of an activity once a worker has its task', () => {
    const sfn = newFake();
    sfn.createActivity({ name: 'work' });
    sfn.startExecution(sfn.createStateMachine({ name: 'orders', definition: orders }));
    expect(sfn.pending()[0]).not.toHaveProperty('taskToken');
    const { taskToken } = sfn.getActivityTask({ activityArn: WORK });
    expect(sfn.pending()[0]?.taskToken).toBe(taskToken);
  });
});

test('pending() names the execution that a task has started beside what that one waits for', () => {
  const sfn = newFake();
  sfn.createStateMachine({ name: 'child', definition: { StartAt: 'W', States: { W: waiting } } });
  const state = { Type: 'Task', Resource: runChild, Parameters: { StateMachineArn: CHILD }, End: true };
  const parent = { StartAt: 'Run', States: { Run: state } };
  sfn.startExecution(sfn.createStateMachine({ name: 'parent', definition: parent }));
  sfn.settle();
  expect(sfn.pending().map(({ state: name, waitsFor, taskToken }) => [name, waitsFor, taskToken])).toEqual([
    ['Run', 'the execution that it has started', undefined],
    ['W', `the clock${due(5)}`, undefined],
  ]);
});

const waiting = { Type: 'Wait', Seconds: 5, End: true } as const;
