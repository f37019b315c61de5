import {
  createFakeStepFunctions,
  days,
  failedExecution,
  fails,
  failsUntilRedriven,
  hours,
  lambdaReturns,
  minutes,
  redriven,
  startedAt,
  stoppedAgo,
  succeeds,
  type FakeStepFunctions,
  type TaskScript,
} from '../../src';
import { virtualClock } from '../../src/time/clock';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const fresh = () => createFakeStepFunctions({ clock: virtualClock(new Date(NOW)) });

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

const checkout = {
  StartAt: 'Reserve',
  States: {
    Reserve: { Type: 'Task', Resource: lambda('reserve'), Next: 'Pay' },
    Pay: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: {}, Next: 'Ship' },
    Ship: { Type: 'Task', Resource: lambda('ship'), End: true },
  },
};

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:checkout';

const own = (sfn: FakeStepFunctions, tasks?: TaskScript) =>
  sfn.createStateMachine({ name: 'checkout', definition: checkout, ...(tasks === undefined ? {} : { tasks }) });

const outcomes = (sfn: FakeStepFunctions, executionArn: string) => {
  sfn.redriveExecution({ executionArn });
  sfn.settle();
  const { status, error, output } = sfn.execution(executionArn);
  return [status, error ?? output];
};

describe('when it was', () => {
  test('stopped a minute ago unless told, by the clock of the fake', () => {
    const sfn = fresh();
    expect(sfn.seed(failedExecution('task-failed')).stopDate).toEqual(new Date(NOW - minutes(1)));
    expect(sfn.seed(failedExecution('task-failed', stoppedAgo(days(3)))).stopDate).toEqual(new Date(NOW - days(3)));
    expect(sfn.clock.now()).toBe(NOW);
  });

  test('retries, timeouts and redrives lie before the stop', () => {
    const sfn = fresh();
    const order = sfn.seed(failedExecution('lambda-function-timed-out', redriven(2), { retries: 2, stoppedAgo: 0 }));
    expect(order.stopDate).toEqual(new Date(NOW));
    const times = sfn.history(order).map(({ timestamp }) => Number(timestamp));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeLessThan(NOW - minutes(10));
  });

  test('weeks of running, stopped yesterday', () => {
    const sfn = fresh();
    const order = sfn.seed(failedExecution('lambda-function-failed', startedAt(NOW - days(30)), stoppedAgo(days(1))));
    expect([order.startDate, order.stopDate]).toEqual([new Date(NOW - days(30)), new Date(NOW - days(1))]);
  });

  test('a start that leaves no time to fail is refused', () => {
    expect(() => fresh().seed(failedExecution('task-failed', startedAt(NOW)))).toThrow('it is RUNNING, not FAILED');
  });

  test('its machine is older than it', () => {
    const sfn = fresh();
    const order = sfn.seed(failedExecution('task-failed', stoppedAgo(days(13))));
    const { creationDate } = sfn.describeStateMachine({ stateMachineArn: order.stateMachineArn });
    expect(Number(creationDate)).toBeLessThan(Number(order.startDate));
  });
});

describe('in a machine of the test', () => {
  test('the named state is the one that failed; the others do what they are scripted for', () => {
    const sfn = fresh();
    const machine = own(sfn, { Reserve: lambdaReturns({ reserved: 3 }) });
    const order = sfn.seed(failedExecution('task-failed', { stateMachine: machine, state: 'Pay', error: 'NoTable' }));
    expect(order).toMatchObject({ stateMachineArn: machine.stateMachineArn, error: 'NoTable' });
    expect(JSON.stringify(sfn.history(order))).toContain('reserved');
  });

  test('ARN or answer of createStateMachine serve alike', () => {
    const sfn = fresh();
    const { stateMachineArn } = own(sfn);
    const order = sfn.seed(failedExecution('task-failed', { stateMachine: stateMachineArn, state: 'Pay' }));
    expect(order.stateMachineArn).toBe(stateMachineArn);
  });

  test('the ARN of a version or an alias: as if it was started with that', () => {
    const sfn = fresh();
    const { stateMachineArn } = own(sfn);
    const { stateMachineVersionArn } = sfn.publishStateMachineVersion({ stateMachineArn });
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    const { stateMachineAliasArn } = sfn.createStateMachineAlias({ name: 'live', routingConfiguration });
    const { Reserve, Ship } = checkout.States;
    const definition = JSON.stringify({ ...checkout, States: { Reserve: { ...Reserve, Next: 'Ship' }, Ship } });
    sfn.updateStateMachine({ stateMachineArn, definition });

    for (const [stateMachine, more] of [
      [stateMachineVersionArn, {}],
      [stateMachineAliasArn, { stateMachineAliasArn }],
    ] as const) {
      const order = sfn.seed(failedExecution('task-failed', { stateMachine, state: 'Pay' }));
      expect(order).toMatchObject({ status: 'FAILED', stateMachineArn, stateMachineVersionArn, ...more });
      expect('stateMachineAliasArn' in order).toBe('stateMachineAliasArn' in more);
      expect(outcomes(sfn, order.executionArn)[0]).toBe('SUCCEEDED');
    }
  });

  test('a state that only another revision has is refused', () => {
    const sfn = fresh();
    const { stateMachineArn } = own(sfn);
    const { Ship } = checkout.States;
    sfn.updateStateMachine({ stateMachineArn, definition: JSON.stringify({ StartAt: 'Ship', States: { Ship } }) });
    const recipe = failedExecution('task-failed', { stateMachine: stateMachineArn, state: 'Pay' });
    expect(() => sfn.seed(recipe)).toThrow("It has: 'Ship'");
  });

  test('its own script says what a redrive comes to, unless afterRedrive does; sfn.script overrules both', () => {
    const recipe = (stateMachine: { stateMachineArn: string }) =>
      failedExecution('task-failed', { stateMachine, state: 'Pay' });
    const sfn = fresh();
    const machine = own(sfn, { Pay: failsUntilRedriven('Busy', undefined, { redrives: 2, then: succeeds() }) });
    expect(outcomes(sfn, sfn.seed(recipe(machine)).executionArn)).toEqual(['FAILED', 'Busy']);

    const afterRedrive = fails('StillBusy');
    const again = failedExecution('task-failed', { stateMachine: machine, state: 'Pay', afterRedrive });
    const order = sfn.seed(again);
    expect(outcomes(sfn, order.executionArn)).toEqual(['FAILED', 'StillBusy']);

    sfn.script(machine, { Pay: succeeds({ paid: true }) });
    expect(outcomes(sfn, order.executionArn)[0]).toBe('SUCCEEDED');
  });

  test('what a recipe lays down holds for its own execution only', () => {
    const sfn = fresh();
    const machine = own(sfn, { Pay: succeeds() });
    sfn.seed(failedExecution('task-failed', { stateMachine: machine, state: 'Pay' }));
    const { executionArn } = sfn.startExecution({ stateMachineArn: machine.stateMachineArn });
    sfn.settle();
    expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
  });

  test('functions of the script are asked once', () => {
    const sfn = fresh();
    const reserve = jest.fn(() => lambdaReturns({ reserved: true }));
    const machine = own(sfn, { Reserve: reserve });
    sfn.seed(failedExecution('task-failed', { stateMachine: machine, state: 'Pay' }));
    expect(reserve).toHaveBeenCalledTimes(1);
  });

  test('stopped while a state of it was running', () => {
    const sfn = fresh();
    const machine = own(sfn);
    const order = sfn.seed(
      failedExecution('execution-aborted', { stateMachine: machine, state: 'Ship', error: 'Stop' }),
    );
    expect(order).toMatchObject({ status: 'ABORTED', error: 'Stop' });
    expect(sfn.history(order).findLast(({ type }) => type === 'TaskStateEntered')?.stateEnteredEventDetails?.name).toBe(
      'Ship',
    );
  });

  test.each<[string, object, string]>([
    ['a machine that is not there', { stateMachine: 'arn:aws:states:::nowhere', state: 'Pay' }, 'has no state machine'],
    ['a version that is not there', { stateMachine: `${MACHINE}:7`, state: 'Pay' }, 'has no state machine'],
    ['an alias that is not there', { stateMachine: `${MACHINE}:live`, state: 'Pay' }, 'has no state machine'],
    ['a state that is not there', { state: 'Refund' }, "It has: 'Reserve', 'Pay', 'Ship'"],
    ['a state of another kind', { state: 'Reserve' }, 'Its Resource is arn:aws:lambda'],
  ])('%s is refused', (_what, options, message) => {
    const sfn = fresh();
    const stateMachine = own(sfn);
    expect(() => sfn.seed(failedExecution('task-failed', { stateMachine, ...options }))).toThrow(message);
  });
});

describe('many', () => {
  test('each is an execution of its own of one machine', () => {
    const sfn = fresh();
    const orders = sfn.seed(failedExecution('lambda-function-failed'), { count: 200 });
    expect(new Set(orders.map(({ executionArn }) => executionArn)).size).toBe(200);
    expect(new Set(orders.map(({ stateMachineArn }) => stateMachineArn)).size).toBe(1);
  });

  test('they can differ', () => {
    const sfn = fresh();
    const orders = sfn.seed(
      failedExecution('task-failed', {
        executionName: (sequence) => `order-${sequence}`,
        stoppedAgo: (sequence) => hours(sequence),
      }),
      { count: 3 },
    );
    expect(orders.map(({ name, stopDate }) => [name, Number(stopDate)])).toEqual([
      ['order-0', NOW],
      ['order-1', NOW - hours(1)],
      ['order-2', NOW - hours(2)],
    ]);
  });

  test('one name for all is refused with what to do', () => {
    const recipe = failedExecution('task-failed', { executionName: 'order-1' });
    const sfn = fresh();
    expect(() => sfn.seed(recipe, { count: 2 })).toThrow("All 2 executions would be named 'order-1'");
    expect(sfn.listExecutions({ stateMachineArn: sfn.seed(recipe).stateMachineArn }).executions).toHaveLength(1);
    expect(() => sfn.seed(recipe)).toThrow("There is an execution 'order-1'");
  });

  test('modes with other definitions have machines of their own', () => {
    const sfn = fresh();
    const names = [{}, {}, { state: 'Pay' }].map((options) =>
      sfn.seed(failedExecution('lambda-function-failed', options)).stateMachineArn.split(':').at(-1)!,
    );
    expect(names).toEqual(['lambda-function-failed', 'lambda-function-failed', 'lambda-function-failed-2']);
  });
});

test('tasks that come after are run by the redrive', () => {
  const sfn = createFakeStepFunctions({ clock: virtualClock(new Date(NOW)), unscriptedTasks: 'throw' });
  const order = sfn.seed(failedExecution('lambda-function-failed', { statesAfter: ['BookCourier', 'SendMail'] }));
  expect(outcomes(sfn, order.executionArn)[0]).toBe('SUCCEEDED');
  expect(JSON.stringify(sfn.history(order))).toContain('SendMail');
});

test('a recipe can be seeded into several fakes, and twice into one', () => {
  const recipe = failedExecution('task-failed');
  const [first, second] = [fresh(), fresh()];
  expect(first.seed(recipe).executionArn).toBe(second.seed(recipe).executionArn);
  expect(first.seed(recipe).executionArn).not.toBe(first.seed(recipe).executionArn);
  expect(Object.isFrozen(recipe)).toBe(true);
});

test('a snapshot holds what recipes have laid down', () => {
  const sfn = fresh();
  const order = sfn.seed(failedExecution('task-failed', { afterRedrive: [fails('Again'), succeeds()] }));
  const before = sfn.snapshot();
  expect(outcomes(sfn, order.executionArn)).toEqual(['FAILED', 'Again']);
  sfn.restore(before);
  expect(outcomes(sfn, order.executionArn)).toEqual(['FAILED', 'Again']);
  expect(outcomes(sfn, order.executionArn)[0]).toBe('SUCCEEDED');
});

test('other executions are not hurried', () => {
  const sfn = fresh();
  const machine = own(sfn, { Reserve: lambdaReturns({}, { after: hours(1) }) });
  const { executionArn } = sfn.startExecution({ stateMachineArn: machine.stateMachineArn });
  sfn.seed(failedExecution('lambda-function-timed-out', stoppedAgo(days(3))));
  expect(sfn.execution(executionArn).status).toBe('RUNNING');
  expect(sfn.history(executionArn)).toHaveLength(4);
});
