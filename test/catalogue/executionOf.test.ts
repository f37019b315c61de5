import {
  createFakeStepFunctions,
  days,
  executionOf,
  failedExecution,
  failureModes,
  fails,
  hours,
  lambdaReturns,
  minutes,
  refusalModes,
  refusedExecution,
  succeeds,
  virtualClock,
  type TaskScript,
} from '../../src';
import { misuseOf } from '../support/misuse';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const definition = {
  StartAt: 'Reserve',
  States: {
    Reserve: { Type: 'Task', Resource: lambda('reserve'), Next: 'Note' },
    Note: { Type: 'Pass', Next: 'Charge' },
    Charge: { Type: 'Task', Resource: lambda('charge'), End: true },
  },
};

function stage(tasks: TaskScript = {}) {
  const sfn = createFakeStepFunctions({ clock: virtualClock(new Date(NOW)) });
  return { sfn, machine: sfn.createStateMachine({ name: 'checkout', definition, tasks }) };
}

describe('a past run of the own machine', () => {
  test('came to what its tasks have come to, some time ago', () => {
    const { sfn, machine } = stage({ Charge: lambdaReturns({ paid: true }, { after: minutes(3) }) });
    const past = sfn.seed(
      executionOf(machine, { input: { orderId: 7 }, executionName: 'order-7', stoppedAgo: days(2) }),
    );
    expect(past).toMatchObject({
      status: 'SUCCEEDED',
      name: 'order-7',
      input: '{"orderId":7}',
      output: '{"paid":true}',
    });
    expect([past.startDate, past.stopDate]).toEqual([new Date(NOW - days(2) - minutes(3)), new Date(NOW - days(2))]);
    expect(sfn.clock.now()).toBe(NOW);
  });

  test('outcomes of its own are those of this run alone: a redrive follows the machine', () => {
    const { sfn, machine } = stage({ Charge: succeeds({ paid: true }) });
    const past = sfn.seed(executionOf(machine, { tasks: { Charge: fails('CardDeclined') } }));
    expect(past).toMatchObject({ status: 'FAILED', error: 'CardDeclined', stopDate: new Date(NOW - minutes(1)) });
    sfn.redriveExecution({ executionArn: past.executionArn });
    sfn.settle();
    expect(sfn.execution(past).status).toBe('SUCCEEDED');
  });

  test('functions are asked once, however often it is run to lie where it should', () => {
    const charge = jest.fn(() => fails('CardDeclined', undefined, { after: hours(1) }));
    const { sfn, machine } = stage();
    sfn.seed(executionOf(machine, { tasks: { Charge: charge }, stoppedAgo: days(1) }));
    expect(charge).toHaveBeenCalledTimes(1);
  });

  test('started some time ago, it has come as far as it has by now', () => {
    const { sfn, machine } = stage({ Charge: succeeds({}, { after: hours(3) }) });
    const past = sfn.seed(executionOf(machine, { startedAt: NOW - hours(1) }));
    expect(past).toMatchObject({ status: 'RUNNING', startDate: new Date(NOW - hours(1)) });
    sfn.clock.advanceBy(hours(2));
    expect(sfn.execution(past).status).toBe('SUCCEEDED');
  });

  test('what has not stopped has not stopped some time ago', () => {
    const sfn = createFakeStepFunctions({ clock: virtualClock(new Date(NOW)) });
    const Resource = 'arn:aws:states:us-east-1:123456789012:activity:pick';
    sfn.createActivity({ name: 'pick' });
    const machine = sfn.createStateMachine({
      name: 'm',
      definition: { StartAt: 'Pick', States: { Pick: { Type: 'Task', Resource, End: true } } },
    });
    expect(sfn.seed(executionOf(machine)).status).toBe('RUNNING');
    expect(misuseOf(() => sfn.seed(executionOf(machine, { stoppedAgo: days(1) }))).message).toMatch(
      /has not stopped.*\n.*\n.*'Pick'.*waits for a worker/,
    );
  });

  test.each<[string, object, string]>([
    ['an option that does not exist', { tsks: {} }, "option 'tsks'"],
    ['a state that is not there', { tasks: { Chrage: succeeds() } }, "no Task state 'Chrage'"],
    ['a state that is no Task', { tasks: { Note: succeeds() } }, "'Note' of 'checkout' is a Pass"],
    ['the time said twice', { startedAt: NOW, stoppedAgo: 0 }, 'Give one of the two'],
    ['no duration', { stoppedAgo: '3' }, 'stoppedAgo is a duration'],
  ])('%s is refused', (_what, options, text) => {
    const { sfn, machine } = stage();
    expect(misuseOf(() => sfn.seed(executionOf(machine, options))).message).toContain(text);
  });

  test.each([[undefined], [null], [5], [{}]])('%p is no machine', (machine) => {
    expect(misuseOf(() => executionOf(machine as never)).code).toBe('ARGUMENT_INVALID');
  });
});

describe('seed of a list', () => {
  test('answers a list in its order; the same recipe twice is two executions of it', () => {
    const { sfn, machine } = stage();
    const failed = failedExecution('task-failed', { input: (sequence: number) => ({ sequence }) });
    const seeded = sfn.seed([failed, executionOf(machine), refusedExecution('running'), failed]);
    expect(seeded.map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED', 'RUNNING', 'FAILED']);
    expect([seeded[0]?.input, seeded[3]?.input]).toEqual(['{"sequence":0}', '{"sequence":1}']);
    expect(sfn.seed([])).toEqual([]);
  });

  test.each([[[5]], [[failedExecution('task-failed'), undefined]]])('%p is refused', (list) => {
    expect(misuseOf(() => stage().sfn.seed(list as never)).message).toContain('takes a recipe');
  });

  test('one name twice is refused at once', () => {
    const { sfn } = stage();
    const recipe = failedExecution('task-failed', { executionName: 'order-1' });
    expect(misuseOf(() => sfn.seed([recipe, recipe])).message).toContain("All 2 executions would be named 'order-1'");
  });
});

describe('failures and refusals', () => {
  test('the lists hold every mode once, each with a sentence', () => {
    const [failures, refusals] = [Object.keys(failureModes), Object.keys(refusalModes)];
    expect(failures.filter((mode) => refusals.includes(mode))).toEqual([]);
    expect([failures.length, refusals.length]).toEqual([60, 14]);
    for (const { says, options, source } of [...Object.values(failureModes), ...Object.values(refusalModes)]) {
      expect(says).toMatch(/^[A-Z].*\.$/);
      expect(options.length).toBeGreaterThan(3);
      expect(source).not.toBe('');
    }
    expect(new Set(Object.values(failureModes).map(({ status }) => status))).toEqual(
      new Set(['FAILED', 'TIMED_OUT', 'ABORTED']),
    );
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a refused mode', () => failedExecution('succeeded' as never), /Write refusedExecution\('succeeded'\)/],
    ['a failure', () => refusedExecution('task-failed' as never), /Write failedExecution\('task-failed'\)/],
    ['a slip', () => failedExecution('lambda-function-faild' as never), /Did you mean 'lambda-function-failed'\?$/],
    ['half a name', () => failedExecution('lambda-failed' as never), /Did you mean 'lambda-function-failed'\?$/],
    ['nonsense', () => failedExecution('xyz' as never), /failureModes and refusalModes have all of them\.$/],
    ['a slip in an option', () => failedExecution('task-failed', { eror: 'X' } as never), /Did you mean 'error'\?$/],
    [
      'an error that is no text',
      () => failedExecution('task-failed', { error: 5 } as never),
      /error is a text[^]*Write for example \{ error: 'CardDeclined' \}/,
    ],
    [
      'a resource that is no text',
      () => failedExecution('task-failed', { resource: 5 } as never),
      /resource is a text[^]*arn:aws:states/,
    ],
    [
      'two sayings',
      () => failedExecution('lambda-function-failed', { message: 'a', cause: 'b' }),
      /contradict each other/,
    ],
    [
      'another kind of task',
      () => failedExecution('task-failed', { resource: lambda('f') }),
      /Modes for such a Task are for example lambda-function-failed/,
    ],
    [
      'an own machine',
      () => failedExecution('parallel-branch-failed', { stateMachine: 'arn' } as never),
      /executionOf\(machine/,
    ],
    ['a text for a number', () => days('3' as never), /It got '3'\.[^]*Write days\(3\), without quotes/],
  ])('%s: the error says what is right', (_what, call, text) => {
    expect(misuseOf(call).message).toMatch(text);
  });

  test('a name of a machine that is taken is refused', () => {
    const { sfn } = stage();
    const recipe = failedExecution('task-failed', { stateMachineName: 'checkout' });
    expect(misuseOf(() => sfn.seed(recipe)).message).toContain("another state machine 'checkout'");
  });
});
