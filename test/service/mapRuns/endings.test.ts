import { fails, minutes, seconds, succeeds, timesOut } from 'redrive-testkit';
import { newFake, outline } from '../../support/workflows';
import { batch as batchDefinition, childrenOf, counted, mapRunOf, startBatch } from './orders';

const EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};
const ordersThatFail = (count: number, total: number) =>
  Array.from({ length: total }, (_, id) => ({ id, failures: id < count ? 1 : 0 }));

describe('the tolerated failure threshold [map-run.threshold]', () => {
  it.each([
    ['nothing: one failure is too many', {}, 1, 'FAILED'],
    ['a count that is reached', { ToleratedFailureCount: 2 }, 2, 'SUCCEEDED'],
    ['a count that is exceeded', { ToleratedFailureCount: 2 }, 3, 'FAILED'],
    ['a percentage that is reached', { ToleratedFailurePercentage: 50 }, 5, 'SUCCEEDED'],
    ['a percentage that is exceeded', { ToleratedFailurePercentage: 50 }, 6, 'FAILED'],
    ['two values, one of which is exceeded', { ToleratedFailureCount: 2, ToleratedFailurePercentage: 90 }, 3, 'FAILED'],
  ])('%s', (_, map, failures, status) => {
    const sfn = newFake();
    const batch = startBatch(sfn, ordersThatFail(failures, 10), { map });
    sfn.settle();
    expect(sfn.execution(batch).status).toBe(status);
    expect(sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) }).status).toBe(status);
  });

  it('counts timed-out children too', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0 }], { setup: { tasks: { Charge: timesOut() } } });
    sfn.settle();
    expect(sfn.execution(batch)).toMatchObject(EXCEEDED);
  });

  it('makes the output of what succeeded', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, ordersThatFail(1, 3), { map: { ToleratedFailureCount: 1 } });
    sfn.settle();
    expect(sfn.execution(batch).output).toBe('[{"charged":1},{"charged":2}]');
  });

  it('aborts the Standard children that still run some seconds later, with the cause that names the Map Run [map-run.abort-children] [limit.exceededThresholdAbort]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [
      { id: 0, failures: 1 },
      { id: 1, wait: 3600 },
    ]);
    sfn.settle();
    expect(sfn.execution(batch).status).toBe('RUNNING');
    sfn.clock.advanceBy(seconds(3));
    expect(sfn.execution(batch)).toMatchObject(EXCEEDED);
    const [, aborted] = childrenOf(sfn, batch);
    const cause = `The map run execution [${mapRunOf(sfn, batch)}] which was managing this resource was aborted`;
    expect(sfn.describeExecution({ executionArn: aborted!.executionArn })).toMatchObject({ status: 'ABORTED', cause });
    expect(sfn.history(aborted!).at(-1)).toMatchObject({ previousEventId: 0, executionAbortedEventDetails: { cause } });
    const { itemCounts } = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
    expect(counted(itemCounts)).toEqual({ failed: 1, aborted: 1, total: 2, resultsWritten: 2 });
  });

  it('waits for Express children that still run, and leaves what never started pending', () => {
    const sfn = newFake();
    const orders = [{ id: 0, failures: 1 }, { id: 1, wait: 30 }, { id: 2 }, { id: 3 }];
    const batch = startBatch(sfn, orders, { type: 'EXPRESS', map: { MaxConcurrency: 2 } });
    sfn.settle();
    sfn.clock.advanceBy(seconds(29));
    expect(sfn.execution(batch).status).toBe('RUNNING');
    sfn.clock.advanceBy(seconds(1));
    sfn.settle();
    expect(sfn.execution(batch)).toMatchObject(EXCEEDED);
    const { itemCounts } = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
    expect(counted(itemCounts)).toEqual({ failed: 1, succeeded: 2, pending: 1, total: 4, resultsWritten: 4 });
  });
});

describe('a role', () => {
  it('may start and redrive children where only the caller is restricted', () => {
    const sfn = newFake({ permissions: 'nothing' });
    const batch = startBatch(sfn, [{ id: 0, failures: 1 }]);
    sfn.settle();
    sfn.redriveExecution(batch);
    sfn.deny('states:RedriveExecution', '*', { of: 'caller' });
    sfn.settle();
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
  });
});

describe('a role that may not', () => {
  it('start children: the Map Run fails after some seconds with the recorded cause, and no child [map-run.denied-role] [limit.deniedChildRetry]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0 }]);
    sfn.deny('states:StartExecution', batch.stateMachineArn, { of: 'role' });
    sfn.settle();
    expect(sfn.execution(batch).status).toBe('RUNNING');
    sfn.clock.advanceBy(seconds(7));
    expect(outline(sfn, batch.executionArn).slice(3)).toEqual([
      '4<-3 MapRunStarted',
      '5<-4 MapRunFailed',
      '6<-5 MapStateFailed',
      '7<-6 ExecutionFailed',
    ]);
    const { error, cause } = sfn.execution(batch);
    expect(error).toBe('States.Runtime');
    expect(cause).toMatch(
      /^Error contacting AWS Service\. \| Message from Service: User: arn:aws:sts::123456789012:assumed-role\/redrive-testkit\/\S+ is not authorized to perform: states:StartExecution on resource: arn:aws:states:us-east-1:123456789012:stateMachine:batch because no identity-based policy allows the states:StartExecution action \(Service: Sfn, Status Code: 400, Request ID: \S+\) \(SDK Attempt Count: 1\)$/,
    );
    expect(childrenOf(sfn, batch)).toEqual([]);
    const { itemCounts } = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
    expect(counted(itemCounts)).toEqual({ pending: 1, total: 1, resultsWritten: 1 });
  });

  it('redrive children: the call succeeds, the Map Run fails, the children are as before', async () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0, failures: 1 }, { id: 1 }]);
    sfn.settle();
    const before = childrenOf(sfn, batch);
    sfn.deny('states:RedriveExecution', '*:execution:batch/EachOrder:*');
    const outcome = await sfn.execute('RedriveExecution', { executionArn: batch.executionArn });
    expect(outcome.kind).toBe('answered');
    sfn.clock.advanceBy(seconds(7));
    expect(outline(sfn, batch.executionArn).slice(7)).toEqual([
      '8<-7 ExecutionRedriven',
      '9<-3 MapRunRedriven',
      '10<-9 MapRunFailed',
      '11<-10 MapStateFailed',
      '12<-11 ExecutionFailed',
    ]);
    expect(sfn.execution(batch).cause).toContain(
      `states:RedriveExecution on resource: ${before[0]!.executionArn} because`,
    );
    expect(childrenOf(sfn, batch)).toEqual(before);
    expect(sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) })).toMatchObject({
      status: 'FAILED',
      redriveCount: 1,
    });
    sfn.allow('states:RedriveExecution');
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
    expect(childrenOf(sfn, batch)[0]!.redriveCount).toBe(1);
  });
});

describe('a Map Run whose result is larger than a payload', () => {
  it('fails with States.DataLimitExceeded, and a redrive starts another one [map-run.results-size] [map-run.new-run]', () => {
    const sfn = newFake();
    const long = 'x'.repeat(200_000);
    const tasks = { Charge: [succeeds(long), succeeds(long)] };
    const batch = startBatch(sfn, [{ id: 0 }, { id: 1 }], { setup: { tasks } });
    sfn.settle();
    expect(sfn.execution(batch).error).toBe('States.DataLimitExceeded');
    sfn.script(batch, { Charge: succeeds('short') });
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.execution(batch).output).toBe('["short","short"]');
    expect(sfn.listMapRuns(batch).mapRuns).toHaveLength(2);
  });
});

describe('Catch and Retry of a Distributed Map', () => {
  it('a retry starts another Map Run', () => {
    const sfn = newFake();
    const map = { Retry: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], IntervalSeconds: 1 }] };
    const batch = startBatch(sfn, [{ id: 0, failures: 1 }], { map });
    sfn.settle({ skipTime: true });
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
    expect(outline(sfn, batch.executionArn).slice(2, 8)).toEqual([
      '3<-2 MapStateStarted',
      '4<-3 MapRunStarted',
      '5<-4 MapRunFailed',
      '6<-5 MapStateStarted',
      '7<-6 MapRunStarted',
      '8<-7 MapRunSucceeded',
    ]);
  });

  it('a catch takes the error, and there is nothing to redrive', () => {
    const sfn = newFake();
    const map = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }] };
    const batch = startBatch(sfn, [{ id: 0, failures: 1 }], { map });
    sfn.settle();
    expect(sfn.execution(batch)).toMatchObject({ status: 'SUCCEEDED', redriveStatus: 'NOT_REDRIVABLE' });
    expect(sfn.execution(batch).output).toBe(JSON.stringify({ Error: EXCEEDED.error, Cause: EXCEEDED.cause }));
  });
});

describe('an execution that is stopped while its Map Run is under way', () => {
  it('aborts the Standard children and the Map Run; a redrive goes on with it', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0, wait: 60 }, { id: 1 }]);
    sfn.settle();
    sfn.stopExecution(batch);
    const mapRunArn = mapRunOf(sfn, batch);
    expect(sfn.describeMapRun({ mapRunArn }).status).toBe('ABORTED');
    expect(childrenOf(sfn, batch).map(({ status }) => status)).toEqual(['ABORTED', 'SUCCEEDED']);
    expect(sfn.history(batch).at(-1)).toMatchObject({ type: 'ExecutionAborted', previousEventId: 0 });
    sfn.redriveExecution(batch);
    sfn.settle({ skipTime: true });
    expect(sfn.execution(batch).output).toBe('[{"charged":0},{"charged":1}]');
    expect(sfn.describeMapRun({ mapRunArn })).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
  });

  it('waits for Express children: the redrive begins when they are done [map-run.winding-down]', () => {
    const sfn = newFake();
    const batch = startBatch(
      sfn,
      [
        { id: 0, wait: 60, failures: 1 },
        { id: 1, wait: 1 },
      ],
      { type: 'EXPRESS' },
    );
    sfn.settle();
    sfn.stopExecution(batch);
    const mapRunArn = mapRunOf(sfn, batch);
    expect(sfn.describeMapRun({ mapRunArn }).status).toBe('RUNNING');
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(childrenOf(sfn, batch).map(({ redriveCount }) => redriveCount)).toEqual([0, 0]);
    sfn.clock.advanceBy(minutes(1));
    sfn.settle();
    expect(sfn.describeMapRun({ mapRunArn })).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
    sfn.settle({ skipTime: true });
    expect(sfn.execution(batch).output).toBe('[{"charged":0},{"charged":1}]');
  });
});

describe('a Distributed Map in a branch whose sibling fails', () => {
  it('is aborted with its Map Run [map-run.aborted-event]', () => {
    const sfn = newFake();
    const { EachOrder } = (batchDefinition() as { States: { EachOrder: object } }).States;
    const definition = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'EachOrder', States: { EachOrder: { ...EachOrder, Next: undefined, End: true } } },
            {
              StartAt: 'Ship',
              States: { Ship: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
            },
          ],
          End: true,
        },
      },
    };
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'both',
      definition,
      tasks: { Ship: fails('Ship.Sunk', '', { after: seconds(5) }) },
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn, input: '[{"id":0,"wait":60}]' });
    sfn.settle();
    sfn.clock.advanceBy(seconds(5));
    const batch = { executionArn, stateMachineArn };
    expect(
      sfn
        .history(batch)
        .slice(-5)
        .map(({ type }) => type),
    ).toEqual(['MapRunAborted', 'MapStateAborted', 'TaskStateAborted', 'ParallelStateFailed', 'ExecutionFailed']);
    expect(childrenOf(sfn, batch).map(({ status }) => status)).toEqual(['ABORTED']);
    sfn.script(batch, { Ship: succeeds() });
    sfn.redriveExecution(batch);
    sfn.settle({ skipTime: true });
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
  });
});
