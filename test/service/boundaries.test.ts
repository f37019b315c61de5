import {
  createFakeStepFunctions,
  days,
  fails,
  neverEnds,
  succeeds,
  virtualClock,
  type TaskScript,
} from 'redrive-testkit';
import { failed, lambdaTask, newFake, START, started } from '../support/workflows';

const reasonOf = (call: () => unknown): string => {
  try {
    call();
    return 'redriven';
  } catch (error) {
    return (error as Error).message.replace(/^.* as: /, '');
  }
};

describe('boundaries of redrivability', () => {
  it.each([
    [days(14), 'redriven', 'REDRIVABLE'],
    [days(14) + 1, 'Execution redrivable period exceeded', 'NOT_REDRIVABLE'],
  ])('%d ms after the stop: %s', (age, expected, status) => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    sfn.clock.advanceBy(age);
    expect(sfn.execution(executionArn).redriveStatus).toBe(status);
    expect(reasonOf(() => sfn.redriveExecution({ executionArn }))).toBe(expected);
  });

  it('counts the 14 days from the last stop, not from the start', () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    for (const _round of [1, 2, 3]) {
      sfn.clock.advanceBy(days(10));
      sfn.redriveExecution({ executionArn });
      sfn.settle();
    }
    expect(sfn.execution(executionArn)).toMatchObject({
      status: 'FAILED',
      redriveCount: 3,
      redriveStatus: 'REDRIVABLE',
    });
  });

  it.each([
    [days(365), 'redriven'],
    [days(365) + 1, 'Execution has exceeded the max execution time'],
  ])('%d ms after the first start: %s', (age, expected) => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    while (sfn.clock.now() < START + age) {
      sfn.clock.advanceBy(Math.min(days(14), START + age - sfn.clock.now()));
      if (sfn.clock.now() < START + age) sfn.redriveExecution({ executionArn });
      sfn.settle();
    }
    expect(reasonOf(() => sfn.redriveExecution({ executionArn }))).toBe(expected);
  });

  it.each([
    [24_998, 'redriven'],
    [24_999, 'Execution has exceeded the maximum history event limit'],
  ])('with %d events: %s', (events, expected) => {
    const sfn = newFake();
    const tasks: TaskScript = events % 2 === 0 ? { Charge: fails() } : {};
    const { executionArn } = started(sfn, { definition: loopUntil(events), tasks });
    sfn.settle();
    expect(sfn.history(executionArn)).toHaveLength(events);
    expect(reasonOf(() => sfn.redriveExecution({ executionArn }))).toBe(expected);
  });

  it('a redrive that fills the history ends in ExecutionFailed as event 25,000', () => {
    const sfn = newFake();
    const { executionArn, stateMachineArn } = started(sfn, {
      definition: loopUntil(24_998),
      tasks: { Charge: fails() },
    });
    sfn.settle();
    sfn.script(stateMachineArn, { Charge: succeeds() });
    sfn.redriveExecution({ executionArn });
    sfn.settle();
    const events = sfn.history(executionArn);
    expect(events).toHaveLength(25_000);
    expect(events.at(-1)).toMatchObject({
      type: 'ExecutionFailed',
      executionFailedEventDetails: { cause: 'The execution reached the maximum number of history events (25000).' },
    });
  });

  it.each([
    ['2023-11-14T23:59:59.999Z', 'Execution was started before the launch of RedriveExecution'],
    ['2023-11-15T00:00:00.000Z', 'redriven'],
  ])('started at %s: %s', (start, expected) => {
    const sfn = createFakeStepFunctions({ clock: virtualClock(start) });
    const { executionArn } = failed(sfn);
    expect(reasonOf(() => sfn.redriveExecution({ executionArn }))).toContain(expected);
  });

  it('while the machine is DELETING the call is refused though Describe shows REDRIVABLE; then all of it is gone', () => {
    const sfn = newFake();
    const { executionArn, stateMachineArn } = failed(sfn);
    sfn.deleteStateMachine({ stateMachineArn });
    expect(sfn.execution(executionArn).redriveStatus).toBe('REDRIVABLE');
    expect(reasonOf(() => sfn.redriveExecution({ executionArn }))).toBe('State machine is in DELETING status');
    sfn.clock.advanceBy(days(1));
    expect(() => sfn.redriveExecution({ executionArn })).toThrow(`Execution Does Not Exist: '${executionArn}'`);
  });
});

describe('endless workflows', () => {
  it('a loop ends at 25,000 events, as on AWS', () => {
    const sfn = newFake();
    const again = { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'End' }], Default: 'Again' };
    const definition = { StartAt: 'Again', States: { Again: again, End: { Type: 'Succeed' } } };
    const { executionArn } = started(sfn, { definition });
    expect(sfn.history(executionArn)).toHaveLength(25_000);
    expect(sfn.execution(executionArn).status).toBe('FAILED');
  });

  it('an execution is open for a year at most', () => {
    const sfn = newFake();
    const { executionArn } = started(sfn, { tasks: { Charge: neverEnds() } });
    sfn.clock.advanceBy(days(365) - 1);
    expect(sfn.execution(executionArn).status).toBe('RUNNING');
    sfn.clock.advanceBy(1);
    expect(sfn.execution(executionArn).status).toBe('TIMED_OUT');
  });
});

/**
 * A workflow whose history has exactly this many events once it has failed. States make pairs of events; a failed Task makes an even
 * number of them in all, a Fail state an odd one.
 */
function loopUntil(events: number): object {
  const byTask = events % 2 === 0;
  const pairs = (events - (byTask ? 6 : 3)) / 2 - 2;
  const rounds = Math.floor(pairs / 2);
  return {
    StartAt: 'First',
    States: {
      First: { Type: 'Pass', Result: { n: 0 }, Next: pairs % 2 === 0 ? 'Choose' : 'Extra' },
      ...(pairs % 2 === 0 ? {} : { Extra: { Type: 'Pass', Next: 'Choose' } }),
      Choose: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericLessThan: rounds, Next: 'Count' }],
        Default: 'Charge',
      },
      Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Choose' },
      Charge: byTask ? lambdaTask : { Type: 'Fail', Error: 'Stopped' },
    },
  };
}
