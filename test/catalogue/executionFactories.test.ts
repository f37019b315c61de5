import { faker } from '@faker-js/faker';
import {
  createFactories,
  createFakeStepFunctions,
  days,
  describeExecutionOutput,
  executionHistory,
  failedExecution,
  hours,
  describeMapRunOutput,
  redriven,
  refusedExecution,
  startedAt,
  stoppedAgo,
  succeeds,
  withEvents,
} from '../../src';
import { modes as catalogue } from '../../src/catalogue/modes';
import { checkHistory } from '../../src/history';
import { virtualClock } from '../../src/time/clock';
import { anyExecution, anyModes } from '../support/anyMode';

const built = anyModes.filter((mode) => !mode.startsWith('history-'));
const NOW = Date.parse('2026-01-01T00:00:00Z');

describe.each(built)('%s', (mode) => {
  test('without a fake there is the same history as with one, but for its ids', () => {
    const clock = virtualClock(Math.min(NOW, catalogue[mode].latestNow ?? NOW));
    const sfn = createFakeStepFunctions({ clock });
    const inFake = sfn.history(sfn.seed(anyExecution(mode)));
    const shape = (history: typeof inFake) =>
      history.map(({ type, previousEventId, timestamp }) => [type, previousEventId, timestamp]);
    expect(shape(executionHistory(mode))).toEqual(shape(inFake));
    expect(checkHistory(executionHistory(mode), { allowIncomplete: true }).problems).toEqual([]);
  });

  test('description, list item and history agree', () => {
    const { description, listItem, history, statusChangeEvent } = createFactories().build(mode);
    expect(description).toMatchObject(listItem);
    expect(description.status).toBe(catalogue[mode].status);
    expect(history[0]?.timestamp).toEqual(description.startDate);
    if (description.stopDate !== undefined) expect(history.at(-1)?.timestamp).toEqual(description.stopDate);
    expect(statusChangeEvent.detail.status).toBe(description.status);
  });
});

describe('sequences', () => {
  test('each execution is another one', () => {
    const factories = createFactories();
    const [first, second] = factories.buildList(2, 'lambda-function-failed');
    expect(first?.description.executionArn).not.toBe(second?.description.executionArn);
    expect(first?.description.input).not.toBe(second?.description.input);
  });

  test('rewound, they begin again', () => {
    const factories = createFactories();
    const first = factories.buildList(3, 'retries-exhausted');
    factories.rewind();
    expect(factories.buildList(3, 'retries-exhausted')).toEqual(first);
  });

  test('another seed gives other ids, the same seed the same', () => {
    const arn = (randomSeed: number) => createFactories({ randomSeed }).build('task-failed').description.executionArn;
    expect(arn(1)).toBe(arn(1));
    expect(arn(1)).not.toBe(arn(2));
  });

  test('options that are functions are asked for each execution', () => {
    const factories = createFactories();
    const list = factories.buildList(2, 'task-failed', {
      executionName: (sequence) => `order-${sequence}`,
      input: (sequence: number) => ({ sequence }),
      stoppedAgo: (sequence) => hours(sequence + 1),
    });
    expect(list.map(({ description }) => [description.name, description.input, Number(description.stopDate)])).toEqual([
      ['order-0', '{"sequence":0}', NOW - hours(1)],
      ['order-1', '{"sequence":1}', NOW - hours(2)],
    ]);
  });
});

describe('traits', () => {
  test('redriven: so many redrives have failed again', () => {
    const types = executionHistory('task-failed', redriven(3)).map(({ type }) => type);
    expect(types.filter((type) => type === 'ExecutionRedriven')).toHaveLength(3);
    expect(types.filter((type) => type === 'ExecutionFailed')).toHaveLength(4);
    expect(describeExecutionOutput('task-failed', redriven(3))).toMatchObject({ redriveCount: 3, status: 'FAILED' });
  });

  test('stoppedAgo and startedAt: what failed took that long', () => {
    const { startDate, stopDate } = describeExecutionOutput(
      'callback-failed',
      startedAt('2025-12-01T00:00:00Z'),
      stoppedAgo(days(2)),
    );
    expect([startDate, stopDate]).toEqual([new Date('2025-12-01T00:00:00Z'), new Date('2025-12-30T00:00:00Z')]);
  });

  test('startedAt alone: it took as long as usual', () => {
    const { startDate, stopDate } = describeExecutionOutput('task-failed', startedAt('2025-12-01T00:00:00Z'));
    expect(startDate).toEqual(new Date('2025-12-01T00:00:00Z'));
    expect(Number(stopDate) - Number(startDate)).toBe(1_550);
  });

  test.each([11, 13, 15, 16, 17, 18, 19, 20, 27, 28, 500, 24_998])(
    'withEvents: the history has %i events',
    (events) => {
      const history = executionHistory('lambda-function-failed', withEvents(events));
      expect(history).toHaveLength(events);
      expect(checkHistory(history).problems).toEqual([]);
    },
  );

  test('later options overrule earlier ones', () => {
    const { error } = describeExecutionOutput('task-failed', { error: 'First' }, { error: 'Second' });
    expect(error).toBe('Second');
  });
});

describe('options', () => {
  test('a function is invoked through the optimized integration, with what that takes', () => {
    const history = executionHistory('lambda-function-failed', { resource: 'arn:aws:states:::lambda:invoke' });
    const scheduled = history.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails;
    expect(scheduled).toMatchObject({ resourceType: 'lambda', resource: 'invoke' });
    expect(JSON.parse(scheduled?.parameters ?? '')).toMatchObject({ FunctionName: 'charge-card' });
  });

  test('state names, error, cause, input, retries and surroundings', () => {
    const history = executionHistory('lambda-function-failed', {
      state: 'Pay',
      error: 'Declined',
      cause: 'no money',
      input: { id: 7 },
      retries: 1,
      statesBefore: ['Check', 'Reserve'],
      statesAfter: [],
    });
    const entered = history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
    expect(entered).toEqual(['Check', 'Reserve', 'Pay']);
    expect(history[0]?.executionStartedEventDetails?.input).toBe('{"id":7}');
    expect(history.filter(({ type }) => type === 'LambdaFunctionFailed')).toHaveLength(2);
    expect(history.at(-1)?.executionFailedEventDetails).toEqual({ error: 'Declined', cause: 'no money' });
  });

  test.each<[string, () => unknown, string]>([
    [
      'a mode that does not exist',
      () => failedExecution('lambda-failed' as never),
      "Did you mean 'lambda-function-failed'?",
    ],
    ['an option that does not exist', () => failedExecution('task-failed', { errors: 1 } as never), "option 'errors'"],
    ['an option of other modes', () => failedExecution('fail-state', { retries: 1 } as never), "option 'retries'"],
    ['a count that is none', () => failedExecution('task-failed', redriven(-1)), 'redriven is a whole number'],
    ['a duration that is none', () => failedExecution('task-failed', { takes: -1 }), 'not negative'],
    [
      'a duration that turns out to be none',
      () => executionHistory('task-failed', { stoppedAgo: () => Number.NaN }),
      'stoppedAgo is a duration',
    ],
    [
      'an own machine without a state',
      () => failedExecution('task-failed', { stateMachine: 'arn' }),
      'the option state names the Task that fails',
    ],
    [
      'an own machine with what a definition says',
      () => failedExecution('task-failed', { stateMachine: 'arn', state: 'Pay', retries: 2 }),
      'retries cannot be chosen',
    ],
    [
      'a Resource of another kind',
      () => failedExecution('activity-failed', { resource: 'arn:aws:states:::sqs:sendMessage' }),
      'Modes for such a Task are for example task-failed',
    ],
    [
      'an own machine without a fake',
      () => executionHistory('task-failed', { stateMachine: 'arn', state: 'Pay' }),
      'only there in a fake',
    ],
    ['a history that cannot be that short', () => executionHistory('task-failed', withEvents(3)), 'that many events'],
    ['a history that no states write', () => executionHistory('task-failed', withEvents(12)), 'that many events'],
    [
      'a start that is too late',
      () => executionHistory('task-failed', startedAt(NOW), stoppedAgo(0)),
      'less time than the execution takes',
    ],
    [
      'a duration where nothing takes time',
      () => executionHistory('fail-state', startedAt(NOW - hours(1)), stoppedAgo(0)),
      'contradict each other',
    ],
    ['an unknown option of the factories', () => createFactories({ seed: 1 } as never), "option 'seed'"],
    ['what is no faker', () => createFactories({ faker: {} as never }), 'no instance of faker'],
    ['an unknown option of mapRun', () => describeMapRunOutput({ state: 'FAILED' } as never), "option 'state'"],
  ])('%s is refused', (_what, call, message) => {
    expect(call).toThrow(message);
  });

  test('what is refused is refused with what would be right', () => {
    expect(() => failedExecution('fail-state', { retries: 1 } as never)).toThrow(
      /Its options are: input, executionName/,
    );
  });
});

test('types make most wrong options impossible', () => {
  const wrong = [
    // @ts-expect-error -- no such mode
    () => failedExecution('lambda-failed'),
    // @ts-expect-error -- a Fail state has no retries
    () => failedExecution('fail-state', { retries: 1 }),
    // @ts-expect-error -- a timeout has no error of its own
    () => failedExecution('task-timed-out', { error: 'Timeout' }),
    // @ts-expect-error -- a succeeded execution was not redriven in vain
    () => refusedExecution('succeeded', redriven(1)),
    // @ts-expect-error -- the modes of redrives say themselves how many there were
    () => executionHistory('redriven-twice', redriven(3)),
    // @ts-expect-error -- durations are numbers
    () => failedExecution('task-failed', { stoppedAgo: '3 days' }),
  ];
  for (const call of wrong) expect(call).toThrow();
});

describe('with faker', () => {
  test('contents are realistic, and the same for the same seed', () => {
    const input = () => createFactories({ faker, randomSeed: 3 }).build('lambda-function-failed').description.input;
    expect(JSON.parse(input() ?? '')).toMatchObject({ customer: { name: expect.stringMatching(/\w+ \w+/) as string } });
    expect(input()).toBe(input());
    expect(createFactories({ faker, randomSeed: 4 }).build('lambda-function-failed').description.input).not.toBe(
      input(),
    );
  });

  test("the consumer's own draws are not disturbed", () => {
    faker.seed(42);
    const undisturbed = [faker.person.fullName(), faker.person.fullName()];
    faker.seed(42);
    const first = faker.person.fullName();
    createFactories({ faker }).buildList(3, 'task-failed');
    expect([first, faker.person.fullName()]).toEqual(undisturbed);
  });

  test('its recipes can be seeded, as often as wanted', () => {
    const { failedExecution: recipe } = createFactories({ faker });
    const sfn = createFakeStepFunctions();
    const orders = [...sfn.seed(recipe('task-failed'), { count: 2 }), sfn.seed(recipe('task-failed'))];
    expect(new Set(orders.map(({ executionArn }) => executionArn)).size).toBe(3);
  });
});

describe('mapRun', () => {
  test('counts of children and items add up', () => {
    const { itemCounts, executionCounts } = describeMapRunOutput({
      children: { pending: 1, succeeded: 5, failed: 2, timedOut: 1, aborted: 1 },
      itemsPerChild: 10,
      failuresNotRedrivable: 1,
    });
    expect(executionCounts).toEqual({
      pending: 1,
      running: 0,
      succeeded: 5,
      failed: 2,
      timedOut: 1,
      aborted: 1,
      total: 10,
      resultsWritten: 10,
      failuresNotRedrivable: 1,
      pendingRedrive: 0,
    });
    expect(itemCounts).toMatchObject({ total: 100, failed: 20, failuresNotRedrivable: 10 });
  });

  test('redriveCount is always there, redriveDate after a redrive, stopDate once it is over', () => {
    expect(describeMapRunOutput()).toMatchObject({
      status: 'FAILED',
      redriveCount: 0,
      stopDate: expect.any(Date) as Date,
    });
    expect(describeMapRunOutput()).not.toHaveProperty('redriveDate');
    const running = describeMapRunOutput({ status: 'RUNNING', redriveCount: 1 });
    expect(running).toMatchObject({ redriveCount: 1, redriveDate: expect.any(Date) as Date });
    expect(running).not.toHaveProperty('stopDate');
  });
});

test('seeding leaves nothing behind if the execution does not come to what the recipe says', () => {
  const sfn = createFakeStepFunctions();
  const machine = sfn.createStateMachine({
    name: 'own',
    definition: {
      StartAt: 'Pay',
      States: {
        Pay: {
          Type: 'Task',
          Resource: 'arn:aws:states:::dynamodb:putItem',
          Parameters: {},
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
          Next: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    tasks: { Pay: succeeds() },
  });
  expect(() => sfn.seed(failedExecution('task-failed', { stateMachine: machine, state: 'Pay' }))).toThrow(
    'it is SUCCEEDED, not FAILED',
  );
  expect(sfn.listExecutions({ stateMachineArn: machine.stateMachineArn }).executions).toEqual([]);
});
