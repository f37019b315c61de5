import { checkHistory } from '../../src/history/checkHistory';
import { sources } from '../../src/rules/sources';
import {
  FAILED_CONCURRENT_MAP,
  FAILED_EVALUATION,
  FAILED_TASK,
  REDRIVEN_FAIL,
  REDRIVEN_MAP,
  REDRIVEN_MAP_RUN,
  REDRIVEN_PARALLEL,
  REDRIVEN_TASK,
  TIMED_OUT_SYNC,
  rewritten,
  written,
} from './written';

describe('a valid history', () => {
  test.each([
    ['a task that is retried, fails and is redriven', REDRIVEN_TASK],
    ['a Map whose failed iteration is redriven', REDRIVEN_MAP],
    ['a Parallel whose failed branch is redriven', REDRIVEN_PARALLEL],
    ['a Map Run that is redriven', REDRIVEN_MAP_RUN],
    ['a Fail state that is redriven in vain', REDRIVEN_FAIL],
    ['a concurrent Map whose other iterations are aborted', FAILED_CONCURRENT_MAP],
    ['an evaluation that fails', FAILED_EVALUATION],
    ['a .sync task that times out', TIMED_OUT_SYNC],
    [
      'a Distributed Map as recorded before 2024-11',
      rewritten(REDRIVEN_MAP_RUN.split('\n').slice(0, 5).join('\n'), {}).concat(`
      5 4 MapRunSucceeded
      6 5 MapStateSucceeded
      7 5 MapStateExited name=Files
      8 7 ExecutionSucceeded
    `),
    ],
    [
      'a Distributed Map whose output fails in each attempt anew',
      rewritten(REDRIVEN_MAP_RUN.split('\n').slice(0, 5).join('\n'), {}).concat(`
      5 4 MapRunSucceeded
      6 5 MapStateSucceeded
      7 4 EvaluationFailed state=Files error=States.QueryEvaluationError cause=undefined
      8 0 ExecutionAborted
      9 8 ExecutionRedriven redriveCount=1
      10 3 MapRunRedriven mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:checkout/Files:7 redriveCount=1
      11 10 MapRunSucceeded
      12 11 MapStateSucceeded
      13 10 EvaluationFailed state=Files error=States.QueryEvaluationError cause=undefined
      14 13 MapStateFailed
      15 14 ExecutionFailed error=States.QueryEvaluationError cause=undefined
    `),
    ],
    ['a stop before the first state', '1 0 ExecutionStarted\n2 0 ExecutionAborted'],
    [
      'a time-out and its redrive',
      `
      1 0 ExecutionStarted
      2 0 WaitStateEntered name=Pause
      3 0 ExecutionTimedOut
      4 3 ExecutionRedriven redriveCount=1
      5 2 WaitStateExited name=Pause
      6 5 ExecutionSucceeded
    `,
    ],
    [
      'a Map without items',
      `
      1 0 ExecutionStarted
      2 0 MapStateEntered name=Orders
      3 2 MapStateStarted length=0
      4 3 MapStateSucceeded
      5 3 MapStateExited name=Orders
      6 5 ExecutionSucceeded
    `,
    ],
    [
      'a Parallel that is retried after a Fail state',
      `
      1 0 ExecutionStarted
      2 0 ParallelStateEntered name=Fork
      3 2 ParallelStateStarted
      4 3 FailStateEntered name=No
      5 4 ParallelStateStarted
      6 5 FailStateEntered name=No
      7 6 ParallelStateFailed
      8 7 ParallelStateExited name=Fork
      9 8 SucceedStateEntered name=Done
      10 9 SucceedStateExited name=Done
      11 10 ExecutionSucceeded
    `,
    ],
  ])('%s', (_title, text) => {
    expect(checkHistory(written(text))).toEqual({ valid: true, problems: [] });
  });

  test('documents are compared as JSON: blanks do not count', () => {
    const text = rewritten(REDRIVEN_TASK, { 4: '4 3 TaskStateEntered name=ChargeCard input={_"total":_99_}' });
    expect(checkHistory(written(text)).valid).toBe(true);
  });

  test('a history that was read without execution data lacks inputs and outputs', () => {
    const without = written(REDRIVEN_TASK).map((event) =>
      JSON.parse(
        JSON.stringify(event, (name, value: unknown) => (/^(in|out)put|^parameters$/.test(name) ? undefined : value)),
      ),
    );
    expect(checkHistory(without).problems).toEqual([]);
  });

  test('the JSON of the AWS CLI is a history: dates as texts or as seconds', () => {
    const texts = JSON.parse(JSON.stringify({ events: written(REDRIVEN_TASK) }));
    expect(checkHistory(texts).valid).toBe(true);
    const seconds = written(REDRIVEN_TASK).map((event) => ({ ...event, timestamp: Number(event.timestamp) / 1000 }));
    expect(checkHistory(seconds).valid).toBe(true);
  });

  test("the service's own marks are tolerated", () => {
    const marked = written(FAILED_TASK).map((event) => ({
      ...event,
      __type: 'com.amazonaws.swf.base.model#HistoryEvent',
    }));
    expect(checkHistory(marked).valid).toBe(true);
  });
});

describe('an incomplete history', () => {
  test.each(
    [REDRIVEN_TASK, REDRIVEN_MAP, REDRIVEN_PARALLEL, REDRIVEN_MAP_RUN, FAILED_CONCURRENT_MAP].map((text) => [text]),
  )('each beginning of a valid one is valid where that is allowed: %#', (text) => {
    const events = written(text);
    for (let length = 1; length < events.length; length += 1) {
      expect(checkHistory(events.slice(0, length), { allowIncomplete: true }).problems).toEqual([]);
    }
  });
});

describe('a broken history', () => {
  test('an event before the one before it', () => {
    const events = written(FAILED_TASK);
    const early = events.map((event) => (event.id === 5 ? { ...event, timestamp: new Date(0) } : event));
    expect(checkHistory(early).problems).toMatchObject([
      {
        rule: 'history.numbering.time',
        eventId: 5,
        message: expect.stringContaining('earlier than #4 TaskStateEntered'),
      },
    ]);
  });

  test('more events than a history can hold', () => {
    const loop = longHistory(25_001);
    expect(checkHistory(loop).problems.map(({ rule }) => rule)).toContain('history.numbering.size');
    expect(checkHistory(longHistory(25_000)).problems).toEqual([]);
  });

  test('a redrive of a history that is too long for it', () => {
    const redriven = (events: number) => {
      const loop = longHistory(events).map((event, at, all) =>
        at === all.length - 1 ? written(`${event.id} 0 ExecutionAborted`)[0]! : event,
      );
      return [...loop, written(`${events + 1} ${events} ExecutionRedriven redriveCount=1`)[0]!];
    };
    const rules = (events: number) =>
      checkHistory(redriven(events).map(undated), { allowIncomplete: true }).problems.map(({ rule }) => rule);
    expect(rules(24_998)).toEqual([]);
    expect(rules(24_999)).toEqual(['history.redrives.size']);
  });

  test('an empty one', () => {
    expect(checkHistory([]).problems).toMatchObject([{ rule: 'history.numbering.start' }]);
  });

  test('no history at all is misuse', () => {
    expect(() => checkHistory({})).toThrow(/This is not a history/);
    expect(() => checkHistory('events' as never)).toThrow(expect.objectContaining({ code: 'ARGUMENT_INVALID' }));
  });

  test('a problem names the event, the rule, its evidence and what is due', () => {
    const [problem] = checkHistory(written(rewritten(REDRIVEN_TASK, { 13: '13 10 TaskScheduled' }))).problems;
    expect(problem).toEqual({
      rule: 'history.tasks.sequence',
      says: expect.stringContaining('from the original entry'),
      evidence: 'recorded',
      source: sources['recorded-redrives'].title,
      eventId: 13,
      eventType: 'TaskScheduled',
      message: 'previousEventId is 10 (#10 TaskFailed), due: #4 TaskStateEntered',
    });
  });

  test('no more problems are reported than asked for', () => {
    const shifted = written(REDRIVEN_TASK).map((event) => ({ ...event, id: event.id! + 1 }));
    expect(checkHistory(shifted, { maxProblems: 3 }).problems).toHaveLength(3);
  });
});

describe('speed', () => {
  test('the cost of an event does not grow with the history', () => {
    checkHistory(longHistory(5_000));
    const small = timeOf(longHistory(2_500));
    const large = timeOf(longHistory(25_000));
    expect(large).toBeLessThan(10 * small * 5 + 50);
  });
});

/** Of the processor, in milliseconds: what else the machine has to do does not count. */
function timeOf(events: ReturnType<typeof written>): number {
  const runs = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    checkHistory(events);
    return process.cpuUsage(before).user / 1_000;
  });
  return Math.min(...runs);
}

function undated<T extends object>(event: T): T {
  return { ...event, timestamp: undefined };
}

/** A loop of Pass states that ends in a stop, with exactly so many events. */
function longHistory(events: number): ReturnType<typeof written> {
  const body = Array.from({ length: events - 2 }, (_, index) => {
    const [entered, id, name] = [index % 2 === 0, index + 2, `P${Math.floor(index / 2)}`];
    const details = entered
      ? { stateEnteredEventDetails: { name, input: '{}', inputDetails: { truncated: false } } }
      : { stateExitedEventDetails: { name, output: '{}', outputDetails: { truncated: false } } };
    const previousEventId = index === 0 ? 0 : id - 1;
    return { id, previousEventId, type: `PassState${entered ? 'Entered' : 'Exited'}`, ...details };
  });
  return [
    ...written('1 0 ExecutionStarted'),
    ...body,
    { id: events, previousEventId: 0, type: 'ExecutionAborted', executionAbortedEventDetails: {} } as object,
  ];
}
