import type { HistoryEvent } from '@aws-sdk/client-sfn';
import {
  checkHistory,
  createFactories,
  createFakeStepFunctions,
  days,
  describeExecutionOutput,
  executionHistory,
  failedExecution,
  minutes,
  redriven,
  redrivePlan,
  stoppedAgo,
  succeeds,
  withEvents,
} from '../../src';
import { modes as catalogue, type AnyMode } from '../../src/catalogue/modes';
import type { AnyOptionName, AnyOptions } from '../../src/catalogue/options';
import { virtualClock } from '../../src/time/clock';
import { anyExecution, anyModes } from '../support/anyMode';

const knowing = (...options: AnyOptionName[]) =>
  anyModes.filter(
    (mode) =>
      options.every((option) => catalogue[mode].options.includes(option)) && catalogue[mode].shows === undefined,
  );

/** Of those with all events that there can be, the tests are about these events. */
const isShort = (mode: AnyMode) => !mode.startsWith('history-');

/** Executions that were started before RedriveExecution was launched are there in 2024 at the latest. */
const fresh = (mode: AnyMode) =>
  createFakeStepFunctions({
    clock: virtualClock(mode === 'started-before-launch' ? '2024-06-01T12:00:00Z' : '2026-03-01T12:00:00Z'),
  });

function seeded(mode: AnyMode, options: AnyOptions) {
  const sfn = fresh(mode);
  const execution = sfn.seed(anyExecution(mode, options));
  return { execution, history: sfn.history(execution), now: sfn.clock.now() };
}

const typesFromTheFirstRedrive = (history: HistoryEvent[]) => {
  const types = history.map(({ type }) => type);
  return types.slice(types.indexOf('ExecutionRedriven'));
};

const problemsOf = (mode: AnyMode, history: HistoryEvent[]) =>
  checkHistory(history, { allowIncomplete: catalogue[mode].status === 'RUNNING' }).problems;

// One of them is about a number of events by itself.
test.each(knowing('events').filter((mode) => mode !== 'history-too-long'))(
  '%s: withEvents says how many events the history has',
  (mode) => {
    const { execution, history } = seeded(mode, withEvents(150));
    expect(history).toHaveLength(150);
    expect(problemsOf(mode, history)).toEqual([]);
    expect(execution.status).toBe(catalogue[mode].status);
  },
);

test.each(knowing('redriven').filter(isShort))('%s: redriven says how many redrives failed in the same way', (mode) => {
  const once = seeded(mode, redriven(1)).history;
  const { execution, history } = seeded(mode, redriven(3));
  expect(execution).toMatchObject({ redriveCount: 3, status: catalogue[mode].status });
  expect(problemsOf(mode, history)).toEqual([]);
  const again = typesFromTheFirstRedrive(once);
  expect(typesFromTheFirstRedrive(history)).toEqual([...again, ...again, ...again]);
});

const endedFromOutside = knowing('statesBefore').filter((mode) => /aborted|timed-out|running/.test(mode));

test.each(endedFromOutside)('%s: with many states before, it comes to its own all the same', (mode) => {
  const statesBefore = Array.from({ length: 200 }, (_, index) => `Step${index}`);
  const { execution, history } = seeded(mode, { statesBefore });
  const entered = history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
  expect(execution.status).toBe(catalogue[mode].status);
  expect(entered).toEqual(expect.arrayContaining(statesBefore));
  expect(statesBefore).not.toContain(entered.at(-1));
});

test.each(knowing('stoppedAgo').filter((mode) => isShort(mode) && catalogue[mode].startedAt === undefined))(
  '%s: stoppedAgo says when it stopped, to the millisecond',
  (mode) => {
    const { execution, now } = seeded(mode, stoppedAgo(days(20)));
    const { stopDate } = execution;
    expect(stopDate).toEqual(new Date(now - days(20)));
  },
);

test.each([['ChargeCard'], ['ShipOrder']])('a stop is a stop of the state that is named: %s', (state) => {
  const sfn = createFakeStepFunctions();
  const task = (name: string, rest: object) => ({
    Type: 'Task',
    Resource: `arn:aws:lambda:us-east-1:1:function:${name}`,
    ...rest,
  });
  const stateMachine = sfn.createStateMachine({
    name: 'checkout',
    definition: {
      StartAt: 'AwaitStock',
      States: {
        AwaitStock: { Type: 'Wait', Seconds: 3_600, Next: 'ChargeCard' },
        ChargeCard: task('charge', { Next: 'ShipOrder' }),
        ShipOrder: task('ship', { End: true }),
      },
    },
    tasks: { ChargeCard: succeeds({}, { after: minutes(2) }) },
  });
  const stopped = sfn.seed(failedExecution('execution-aborted', { stateMachine, state }));
  expect(stopped.status).toBe('ABORTED');
  expect(sfn.history(stopped).findLast(({ type }) => type === 'TaskStateEntered')?.stateEnteredEventDetails?.name).toBe(
    state,
  );
  expect(redrivePlan(sfn.history(stopped)).resumesAt).toMatchObject([{ state }]);
});

test('a stop while children of a Map Run are in the state', () => {
  const sfn = createFakeStepFunctions();
  const stateMachine = sfn.createStateMachine({
    name: 'orders',
    definition: {
      StartAt: 'EachOrder',
      States: {
        EachOrder: {
          Type: 'Map',
          QueryLanguage: 'JSONata',
          Items: [1, 2],
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'ChargeCard',
            States: { ChargeCard: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:charge', End: true } },
          },
          End: true,
        },
      },
    },
  });
  const stopped = sfn.seed(failedExecution('execution-aborted', { stateMachine, state: 'ChargeCard' }));
  expect(sfn.history(stopped).map(({ type }) => type)).toEqual([
    ...['ExecutionStarted', 'MapStateEntered', 'MapStateStarted', 'MapRunStarted', 'ExecutionAborted'],
  ]);
});

test('a stop comes as long after the state was entered as the attempt took', () => {
  const history = executionHistory('execution-aborted', { takes: minutes(3) });
  const entered = history.findLast(({ type }) => type === 'TaskStateEntered');
  expect(Number(history.at(-1)?.timestamp) - Number(entered?.timestamp)).toBe(minutes(3));
});

test('the error and cause of what ended it are the ones that are given', () => {
  const given = { error: 'Operator.Stopped', cause: 'by hand' };
  expect(describeExecutionOutput('redriven-aborted', given)).toMatchObject({ status: 'ABORTED', ...given });
  expect(describeExecutionOutput('redriven-failed-again', given)).toMatchObject({ status: 'FAILED', ...given });
});

test('an execution that does not come to what its mode says is not answered, with a fake or without', () => {
  const options = { startedAt: '2025-12-31T23:59:59.900Z', stoppedAgo: 0 };
  expect(() => createFactories().build('execution-aborted', options)).toThrow('less time than the execution takes');
});
