import {
  createFakeStepFunctions,
  days,
  fails,
  hours,
  lambdaThrows,
  minutes,
  neverEnds,
  seconds,
  succeeds,
  TestkitError,
  timesOut,
  type FakeStepFunctions,
} from 'redrive-testkit';
import { charging, failed, lambdaTask, newFake, outline, START, started } from '../support/workflows';
import { batch } from './mapRuns/orders';

async function read(sfn: FakeStepFunctions, operation: string, input: object): Promise<Record<string, unknown>> {
  const outcome = await sfn.execute(operation, input);
  if (outcome.kind !== 'answered') throw new Error(`${operation} was not answered`);
  return outcome.output;
}

const describeIt = async (sfn: FakeStepFunctions, executionArn: string) =>
  (await read(sfn, 'DescribeExecution', { executionArn }))['status'];

describe('work that takes a moment', () => {
  it('is not done by writes: the second of two redrives in a row is refused as RUNNING', () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    sfn.redriveExecution({ executionArn });
    expect(() => sfn.redriveExecution({ executionArn })).toThrow('Execution is RUNNING and cannot be redriven');
  });

  it('is done by the second read of the same operation, so that a polling loop ends', async () => {
    const sfn = newFake();
    const { executionArn } = started(sfn);
    expect([await describeIt(sfn, executionArn), await describeIt(sfn, executionArn)]).toEqual([
      'RUNNING',
      'SUCCEEDED',
    ]);
  });

  it('is not done by another operation, so that Describe agrees with the history beside it', async () => {
    const sfn = newFake();
    const { executionArn } = started(sfn);
    expect(await describeIt(sfn, executionArn)).toBe('RUNNING');
    const { events } = await read(sfn, 'GetExecutionHistory', { executionArn });
    expect((events as { type: string }[]).at(-1)?.type).toBe('TaskStarted');
  });

  it('counts anew after a redrive', async () => {
    const sfn = newFake();
    const { executionArn } = started(sfn, { tasks: { Charge: fails() } });
    await describeIt(sfn, executionArn);
    expect(await describeIt(sfn, executionArn)).toBe('FAILED');
    sfn.redriveExecution({ executionArn });
    expect([await describeIt(sfn, executionArn), await describeIt(sfn, executionArn)]).toEqual(['RUNNING', 'FAILED']);
  });

  it('is done for every run in the scope of a filtered list, listed or not', async () => {
    const sfn = newFake();
    const { executionArn, stateMachineArn } = started(sfn);
    const statuses: unknown[] = [];
    for (let poll = 0; poll < 2; poll += 1) {
      const { executions } = await read(sfn, 'ListExecutions', { stateMachineArn, statusFilter: 'SUCCEEDED' });
      statuses.push((executions as object[]).length);
    }
    expect(statuses).toEqual([0, 1]);
    expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
  });

  it('lets two reads at once show RUNNING and the outcome', async () => {
    const sfn = newFake();
    const { executionArn } = started(sfn);
    expect(await Promise.all([describeIt(sfn, executionArn), describeIt(sfn, executionArn)])).toEqual([
      'RUNNING',
      'SUCCEEDED',
    ]);
  });

  it('is not done by pages, accessors or printing', async () => {
    const sfn = newFake();
    const { executionArn } = started(sfn);
    const first = await read(sfn, 'GetExecutionHistory', { executionArn, maxResults: 1 });
    await read(sfn, 'GetExecutionHistory', { executionArn, maxResults: 1, nextToken: first['nextToken'] });
    sfn.execution(executionArn);
    sfn.history(executionArn);
    sfn.pending();
    String(sfn.calls);
    expect(sfn.execution(executionArn).status).toBe('RUNNING');
  });

  it('is completed by settle and by an explicit advance, before the clock moves', () => {
    const [one, two] = [newFake(), newFake()];
    const settled = started(one).executionArn;
    one.settle();
    const advanced = started(two).executionArn;
    two.clock.advanceBy(hours(1));
    expect(one.execution(settled)).toMatchObject({ status: 'SUCCEEDED', stopDate: new Date(START) });
    expect(two.execution(advanced)).toMatchObject({ status: 'SUCCEEDED', stopDate: new Date(START) });
  });

  it('is stamped with the time at which it was due, not with that of the read', async () => {
    const sfn = newFake();
    const definition = {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 10, Next: 'Charge' }, Charge: lambdaTask },
    };
    const { executionArn } = started(sfn, { definition });
    sfn.clock.advanceBy(hours(1));
    await describeIt(sfn, executionArn);
    await describeIt(sfn, executionArn);
    expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', stopDate: new Date(START + seconds(10)) });
  });

  it('comes before what is due later, although nobody has read', () => {
    const sfn = newFake();
    const definition = { TimeoutSeconds: 60, StartAt: 'Charge', States: { Charge: lambdaTask } };
    const clock = sfn.clock;
    const { executionArn } = started(sfn, { definition });
    clock.advanceBy(days(1));
    expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
  });
});

describe('work with a time', () => {
  it('is due when the clock says so, whoever asks', () => {
    const sfn = newFake();
    const { executionArn } = started(sfn, { tasks: { Charge: succeeds({}, { after: seconds(5) }) } });
    sfn.clock.advanceBy(seconds(5) - 1);
    expect(sfn.execution(executionArn).status).toBe('RUNNING');
    sfn.clock.advanceBy(1);
    expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
  });

  it('settles only with skipTime, which moves the clock', () => {
    const sfn = newFake();
    const { executionArn } = started(sfn, { tasks: { Charge: succeeds({}, { after: minutes(5) }) } });
    sfn.settle();
    expect(sfn.execution(executionArn).status).toBe('RUNNING');
    sfn.settle({ skipTime: true });
    expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
    expect(sfn.clock.now()).toBe(START + minutes(5));
  });

  it('between two milliseconds is done at the second, for clocks show whole ones', () => {
    const sfn = newFake();
    const { executionArn } = started(sfn, { tasks: { Charge: succeeds({}, { after: minutes(1) / 7 }) } });
    sfn.settle({ skipTime: true });
    expect(sfn.execution(executionArn)).toMatchObject({ status: 'SUCCEEDED', stopDate: new Date(START + 8_572) });
    expect(sfn.clock.now()).toBe(START + 8_572);
  });

  it('is never skipped over a timeout that a worker could still beat', () => {
    const sfn = newFake();
    const { activityArn } = sfn.createActivity({ name: 'charge' });
    const definition = {
      StartAt: 'A',
      States: { A: { Type: 'Task', Resource: activityArn, TimeoutSeconds: 60, End: true } },
    };
    const { executionArn } = started(sfn, { definition });
    sfn.getActivityTask({ activityArn });
    sfn.settle({ skipTime: true });
    expect(sfn.execution(executionArn).status).toBe('RUNNING');
    expect(sfn.clock.now()).toBe(START);
  });

  it('with timeSkipping each read may jump to the next of it', async () => {
    const sfn = newFake({ timeSkipping: true });
    const retrying = {
      ...lambdaTask,
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30, MaxAttempts: 2, BackoffRate: 1 }],
    };
    const { executionArn } = started(sfn, {
      definition: { StartAt: 'Charge', States: { Charge: retrying } },
      tasks: { Charge: [lambdaThrows('Busy'), lambdaThrows('Busy'), succeeds()] },
    });
    let status: unknown = 'RUNNING';
    for (let poll = 0; poll < 5 && status === 'RUNNING'; poll += 1) status = await describeIt(sfn, executionArn);
    expect(status).toBe('SUCCEEDED');
    expect(sfn.clock.now()).toBe(START + seconds(60));
  });

  it.each([
    ['whatever takes longer is over', succeeds({}, { after: minutes(6) }), 'TIMED_OUT'],
    ['what somebody could still answer is not', neverEnds(), 'RUNNING'],
  ])('is skipped to the five minutes of an Express execution: %s', (_, outcome, status) => {
    const sfn = newFake();
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'batch',
      definition: batch({ type: 'EXPRESS' }),
      tasks: { Charge: outcome },
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn, input: '[{ "wait": 0 }]' });
    sfn.settle({ skipTime: true });
    const { mapRunArn } = sfn.listMapRuns({ executionArn }).mapRuns[0]!;
    expect(sfn.listExecutions({ mapRunArn }).executions).toMatchObject([{ status }]);
    expect(sfn.clock.now()).toBe(START + (status === 'RUNNING' ? 0 : minutes(5)));
  });

  it('a scripted timeout without a time takes a moment like any other outcome', () => {
    const sfn = newFake();
    const { executionArn } = started(sfn, { tasks: { Charge: timesOut() } });
    sfn.settle();
    expect(sfn.execution(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(sfn.execution(executionArn)).not.toHaveProperty('cause');
  });
});

describe('a polling loop that cannot end', () => {
  it('gets a TestkitError that says what waits for what and which call moves it', async () => {
    const sfn = newFake();
    const { executionArn } = started(sfn, { tasks: { Charge: neverEnds() } });
    const loop = async (): Promise<void> => {
      for (;;) if ((await describeIt(sfn, executionArn)) !== 'RUNNING') return;
    };
    const error = await loop().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TestkitError);
    expect(error).toMatchObject({ code: 'BUSY_POLLING', found: expect.stringContaining("'Charge' of") });
  });

  it('gets it also while the clock goes on by itself: nothing else in the process would ever have its turn', async () => {
    let now = START;
    jest.spyOn(Date, 'now').mockImplementation(() => now++);
    const sfn = createFakeStepFunctions();
    const { executionArn } = started(sfn, { tasks: { Charge: neverEnds() } });
    let reads = 0;
    const loop = async (): Promise<void> => {
      for (; reads < 20_000; reads += 1) await describeIt(sfn, executionArn);
    };
    await expect(loop()).rejects.toMatchObject({ code: 'BUSY_POLLING' });
    expect(reads).toBe(9_999);
    jest.restoreAllMocks();
  });

  it('gets it also while it moves the clock: nothing that it waits for has a time', async () => {
    const sfn = newFake();
    const { executionArn } = started(sfn, { tasks: { Charge: neverEnds() } });
    const loop = async (): Promise<void> => {
      for (let read = 0; read < 20_000; read += 1) {
        await describeIt(sfn, executionArn);
        sfn.clock.advanceBy(seconds(5));
      }
    };
    await expect(loop()).rejects.toMatchObject({ code: 'BUSY_POLLING' });
  });

  it('is not one that moves the clock, if by seconds, towards what is due in days', async () => {
    const sfn = newFake();
    const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 100_000, End: true } } };
    const { executionArn } = started(sfn, { definition });
    let reads = 0;
    for (; (await describeIt(sfn, executionArn)) === 'RUNNING'; reads += 1) sfn.clock.advanceBy(seconds(5));
    expect(reads).toBe(20_000);
  });

  it.each(['reset', 'restore'] as const)(
    'is not one whose reads belong to many tests, with %s in between',
    async (way) => {
      const sfn = newFake();
      const { stateMachineArn } = sfn.createStateMachine({ name: 'empty', definition: charging });
      const blank = sfn.snapshot();
      for (let run = 0; run < 1_500; run += 1) {
        if (way === 'restore') sfn.restore(blank);
        else {
          sfn.reset();
          sfn.createStateMachine({ name: 'empty', definition: charging });
        }
        expect(await sfn.execute('ListExecutions', { stateMachineArn })).toMatchObject({ kind: 'answered' });
      }
    },
  );

  it('is not taken for one as long as it may be waiting', async () => {
    const sfn = newFake();
    const { executionArn } = failed(sfn);
    for (let read = 0; read < 900; read += 1) await describeIt(sfn, executionArn);
    expect(await describeIt(sfn, executionArn)).toBe('FAILED');
  });

  it('of a worker lets the executions go on', async () => {
    const sfn = newFake();
    const { activityArn } = sfn.createActivity({ name: 'ship' });
    const { executionArn } = started(sfn, {
      definition: {
        StartAt: 'Charge',
        States: {
          Charge: { ...lambdaTask, End: undefined, Next: 'Ship' },
          Ship: { Type: 'Task', Resource: activityArn, End: true },
        },
      },
    });
    const tokens: unknown[] = [];
    for (let poll = 0; poll < 2; poll += 1) {
      tokens.push((await read(sfn, 'GetActivityTask', { activityArn }))['taskToken'] !== undefined);
    }
    expect(tokens).toEqual([false, true]);
    expect(outline(sfn, executionArn).at(-1)).toBe('9<-8 ActivityStarted');
  });
});
