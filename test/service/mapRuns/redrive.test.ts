import { checkHistory, days, importExecution, minutes, seconds } from 'redrive-testkit';
import { newFake, outline } from '../../support/workflows';
import { childrenOf, counted, mapRunOf, startBatch } from './orders';

const threeOrders = [{ id: 0 }, { id: 1, failures: 1 }, { id: 2 }];

describe('a redriven Map Run with Standard children', () => {
  it('goes on with the same Map Run: MapRunRedriven and MapStateExited hang as recorded [map-run.same-run] [map-run.exited]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, threeOrders);
    sfn.settle();
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(outline(sfn, batch.executionArn)).toEqual([
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-2 MapStateStarted',
      '4<-3 MapRunStarted',
      '5<-4 MapRunFailed',
      '6<-5 MapStateFailed',
      '7<-6 ExecutionFailed',
      '8<-7 ExecutionRedriven',
      '9<-3 MapRunRedriven',
      '10<-9 MapRunSucceeded',
      '11<-10 MapStateSucceeded',
      '12<-9 MapStateExited',
      '13<-12 SucceedStateEntered',
      '14<-13 SucceedStateExited',
      '15<-14 ExecutionSucceeded',
    ]);
    expect(sfn.listMapRuns(batch).mapRuns).toHaveLength(1);
  });

  it('redrives the failed child from its failed state and leaves the others alone [map-run.redriven-child]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, threeOrders);
    sfn.settle();
    const before = childrenOf(sfn, batch);
    sfn.clock.advanceBy(minutes(5));
    sfn.redriveExecution(batch);
    sfn.settle();
    const [first, second, third] = childrenOf(sfn, batch);
    expect([first, third]).toEqual([before[0], before[2]]);
    expect(second).toMatchObject({ startDate: before[1]!.startDate, redriveCount: 1, status: 'SUCCEEDED' });
    expect(second!.redriveDate).toEqual(sfn.execution(batch).redriveDate);
    expect(outline(sfn, second!.executionArn!).slice(6)).toEqual([
      '7<-6 TaskFailed',
      '8<-7 ExecutionFailed',
      '9<-8 ExecutionRedriven',
      '10<-4 TaskScheduled',
      '11<-10 TaskStarted',
      '12<-11 TaskSucceeded',
      '13<-12 TaskStateExited',
      '14<-13 ExecutionSucceeded',
    ]);
  });

  it('starts items that never started as new children, after those that are redriven, within MaxConcurrency [map-run.order]', () => {
    const sfn = newFake();
    const orders = [{ id: 0, failures: 1 }, { id: 1 }, { id: 2 }, { id: 3 }];
    const batch = startBatch(sfn, orders, { map: { MaxConcurrency: 1 } });
    sfn.settle();
    // The place of the failed child was filled once more before its failure was acted upon (recorded).
    expect(childrenOf(sfn, batch).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(childrenOf(sfn, batch).map(({ redriveCount }) => redriveCount)).toEqual([1, 0, 0, 0]);
    expect(sfn.execution(batch).output).toBe('[{"charged":0},{"charged":1},{"charged":2},{"charged":3}]');
  });

  it('has the redriveCount of its execution, however often it was reached itself [map-run.redrive-count]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0, failures: 3 }]);
    sfn.settle();
    const mapRunArn = mapRunOf(sfn, batch);
    const counts = [sfn.describeMapRun({ mapRunArn }).redriveCount];
    for (let redrive = 0; redrive < 3; redrive += 1) {
      sfn.redriveExecution(batch);
      sfn.settle();
      counts.push(sfn.describeMapRun({ mapRunArn }).redriveCount);
    }
    expect(counts).toEqual([0, 1, 2, 3]);
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
  });

  it('does not redrive a child whose own 14 days are over: it counts against the threshold [map-run.not-redrivable-counts]', () => {
    const sfn = newFake();
    const orders = [
      { id: 0, failures: 1 },
      { id: 1, failures: 1, wait: days(15) / seconds(1) },
    ];
    const batch = startBatch(sfn, orders, { map: { ToleratedFailureCount: 1 } });
    sfn.clock.advanceBy(days(15));
    sfn.settle();
    sfn.redriveExecution(batch);
    sfn.settle();
    const { itemCounts, executionCounts, status } = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
    expect(status).toBe('SUCCEEDED');
    expect(counted(itemCounts)).toEqual({
      failed: 1,
      succeeded: 1,
      total: 2,
      resultsWritten: 2,
      failuresNotRedrivable: 1,
    });
    expect(executionCounts).toEqual(itemCounts);
    expect(childrenOf(sfn, batch)[0]).toMatchObject({ status: 'FAILED', redriveCount: 0 });
  });

  it('can be redriven so many times, then the execution fails with States.Runtime [map-run.redrives]', () => {
    const sfn = newFake({ limits: { mapRunRedrives: 1 } });
    const batch = startBatch(sfn, [{ id: 0, failures: 9 }]);
    sfn.settle();
    for (let redrive = 0; redrive < 2; redrive += 1) {
      sfn.redriveExecution(batch);
      sfn.settle();
    }
    expect(sfn.execution(batch).error).toBe('States.Runtime');
    expect(outline(sfn, batch.executionArn).slice(-2)).toEqual(['13<-12 ExecutionRedriven', '14<-13 ExecutionFailed']);
  });
});

describe('a Map state that was retried', () => {
  const retried = () => {
    const sfn = newFake({ limits: { mapRunRedrives: 1 } });
    const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 }];
    const batch = startBatch(sfn, [{ id: 0, failures: 2 }], { map: { Retry } });
    sfn.settle({ skipTime: true });
    return { sfn, batch };
  };

  it('has a Map Run for each attempt, and the newest one is redriven', () => {
    const { sfn, batch } = retried();
    const [newest, first] = sfn.listMapRuns(batch).mapRuns;
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(outline(sfn, batch.executionArn).slice(3, 16)).toEqual([
      '4<-3 MapRunStarted',
      '5<-4 MapRunFailed',
      '6<-5 MapStateStarted',
      '7<-6 MapRunStarted',
      '8<-7 MapRunFailed',
      '9<-8 MapStateFailed',
      '10<-9 ExecutionFailed',
      '11<-10 ExecutionRedriven',
      '12<-6 MapRunRedriven',
      '13<-12 MapRunSucceeded',
      '14<-13 MapStateSucceeded',
      '15<-12 MapStateExited',
      '16<-15 SucceedStateEntered',
    ]);
    const countOf = ({ mapRunArn }: { mapRunArn?: string | undefined }) =>
      sfn.describeMapRun({ mapRunArn }).redriveCount;
    expect([countOf(newest!), countOf(first!)]).toEqual([1, 0]);
    expect(checkHistory(sfn.history(batch)).problems).toEqual([]);
  });

  it('can be imported: what the retry started was not redriven', () => {
    const { sfn, batch } = retried();
    const describe = sfn.describeExecution(batch);
    const { definition } = sfn.describeStateMachine(batch);
    const copy = newFake({ limits: { mapRunRedrives: 1 } });
    const imported = copy.seed(importExecution({ describe, history: sfn.history(batch), definition }));
    copy.redriveExecution(imported);
    copy.settle();
    expect(copy.execution(imported).status).toBe('SUCCEEDED');
  });
});

describe('a redriven Map Run with Express children', () => {
  it('starts the failed child anew under its ARN: new startDate, redriveCount, no redriveDate [map-run.express-child]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, threeOrders, { type: 'EXPRESS' });
    sfn.settle();
    const before = childrenOf(sfn, batch);
    sfn.clock.advanceBy(minutes(5));
    sfn.redriveExecution(batch);
    sfn.settle();
    const after = childrenOf(sfn, batch).find(({ redriveCount }) => redriveCount === 1)!;
    expect(after.executionArn).toBe(before[1]!.executionArn);
    expect(after.startDate).toEqual(sfn.execution(batch).redriveDate);
    expect(after).not.toHaveProperty('redriveDate');
    expect(after.executionArn).toMatch(/:express:batch\/EachOrder:[\da-f-]{36}:[\da-f-]{36}$/);
    expect(after.name).toBe(after.executionArn!.split(':').slice(-2).join(':'));
  });

  it('shows RedriveCount 1 and no RedriveTime to the child, and only the first uuid as its name', () => {
    const sfn = newFake();
    const seen: unknown[] = [];
    const shown: unknown[] = [];
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage',
      Parameters: { 'execution.$': '$$.Execution' },
      End: true,
    };
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      StartAt: 'Charge',
      States: { Charge: task },
    };
    const batch = startBatch(sfn, [{ id: 0 }], {
      map: { ItemProcessor: processor },
      setup: {
        tasks: {
          Charge: ({ input, executionArn }) => {
            seen.push((input as { execution: unknown }).execution);
            shown.push(sfn.execution(executionArn).status);
            return { kind: seen.length === 1 ? 'fails' : 'succeeds', options: {} };
          },
        },
      },
    });
    sfn.settle();
    sfn.redriveExecution(batch);
    sfn.settle();
    const { name } = childrenOf(sfn, batch)[0]!;
    expect(seen).toMatchObject([
      { RedriveCount: 0, Name: name!.split(':')[0] },
      { RedriveCount: 1, Name: name!.split(':')[0] },
    ]);
    expect(seen[1]).not.toHaveProperty('RedriveTime');
    // Meanwhile the fake shows what the child is in.
    expect(shown).toEqual(['RUNNING', 'RUNNING']);
  });
});

describe('direct calls on children', () => {
  it('show REDRIVABLE_BY_MAP_RUN for an unsuccessful one, and refuse its redrive by the type of its ARN', () => {
    const refusals: unknown[] = [];
    for (const type of ['STANDARD', 'EXPRESS'] as const) {
      const sfn = newFake();
      const batch = startBatch(sfn, [{ id: 0, failures: 1 }], { type });
      sfn.settle();
      const { executionArn } = childrenOf(sfn, batch)[0]!;
      expect(sfn.describeExecution({ executionArn })).toMatchObject({
        redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
        mapRunArn: mapRunOf(sfn, batch),
        stateMachineArn: `${batch.stateMachineArn}/EachOrder`,
      });
      try {
        sfn.redriveExecution({ executionArn });
      } catch (error) {
        const { name, message, reason } = error as Error & { reason?: string };
        refusals.push({ name, message, reason });
      }
    }
    expect(refusals).toEqual([
      {
        name: 'ValidationException',
        message: 'Labeled Execution ARNs are not supported for this API',
        reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
      },
      {
        name: 'InvalidArn',
        message: "Invalid Arn: 'Resource type not valid in this context: express'",
        reason: undefined,
      },
    ]);
  });

  it('stop a Standard child: it counts as aborted, and against the threshold [map-run.threshold-aborted]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0, wait: 60 }, { id: 1 }]);
    sfn.settle();
    sfn.stopExecution({ executionArn: childrenOf(sfn, batch)[0]!.executionArn });
    sfn.settle();
    expect(sfn.execution(batch).error).toBe('States.ExceedToleratedFailureThreshold');
    const { itemCounts } = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
    expect(counted(itemCounts)).toEqual({ aborted: 1, succeeded: 1, total: 2, resultsWritten: 2 });
  });
});
