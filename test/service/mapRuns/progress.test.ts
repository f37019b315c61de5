import type { MapRunItemCounts } from '@aws-sdk/client-sfn';
import { days, minutes, neverEnds, seconds, TestkitError, type FakeStepFunctions } from 'redrive-testkit';
import { newFake } from '../../support/workflows';
import { answered, childrenOf, counted, mapRunOf, startBatch, type Started } from './orders';

const twoOrders = [{ id: 0 }, { id: 1, failures: 1 }];

type List = { executions: { status: string; redriveCount: number }[] };

const list = async (sfn: FakeStepFunctions, mapRunArn: string, more: object = {}) =>
  ((await answered(sfn, 'ListExecutions', { mapRunArn, ...more })) as unknown as List).executions
    .map(({ status, redriveCount }) => `${status} ${redriveCount}`)
    .reverse();

const describeMapRun = async (sfn: FakeStepFunctions, mapRunArn: string) => {
  const { status, itemCounts } = await answered(sfn, 'DescribeMapRun', { mapRunArn });
  return { status, ...counted(itemCounts as MapRunItemCounts) };
};

const describeExecution = async (sfn: FakeStepFunctions, { executionArn }: { executionArn?: string }) =>
  (await answered(sfn, 'DescribeExecution', { executionArn }))['status'];

const sortedStatuses = (sfn: FakeStepFunctions, batch: Started) =>
  childrenOf(sfn, batch)
    .map(({ status }) => status)
    .sort();

function failedBatch(sfn: FakeStepFunctions, more: object = {}): Started {
  const batch = startBatch(sfn, twoOrders, more);
  sfn.settle();
  return batch;
}

describe('reads of one operation after a redrive', () => {
  it('list the children as PENDING_REDRIVE with their old dates, then as RUNNING, then as they end', async () => {
    const sfn = newFake();
    const batch = failedBatch(sfn);
    const mapRunArn = mapRunOf(sfn, batch);
    const [, before] = childrenOf(sfn, batch);
    sfn.clock.advanceBy(minutes(1));
    sfn.redriveExecution(batch);
    const { executions } = (await answered(sfn, 'ListExecutions', { mapRunArn })) as unknown as {
      executions: unknown[];
    };
    expect(executions[0]).toEqual({ ...before, status: 'PENDING_REDRIVE' });
    expect(await list(sfn, mapRunArn)).toEqual(['SUCCEEDED 0', 'RUNNING 1']);
    expect(await list(sfn, mapRunArn)).toEqual(['SUCCEEDED 0', 'SUCCEEDED 1']);
  });

  it('describe the Map Run with its old counts, then with running children, then as it ends', async () => {
    const sfn = newFake();
    const map = { ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } } };
    const batch = failedBatch(sfn, { map });
    const mapRunArn = mapRunOf(sfn, batch);
    sfn.redriveExecution(batch);
    expect(await describeMapRun(sfn, mapRunArn)).toEqual({
      status: 'RUNNING',
      succeeded: 1,
      failed: 1,
      total: 2,
      resultsWritten: 2,
    });
    expect(await describeMapRun(sfn, mapRunArn)).toEqual({ status: 'RUNNING', succeeded: 1, running: 1, total: 2 });
    expect(await describeMapRun(sfn, mapRunArn)).toEqual({
      status: 'SUCCEEDED',
      succeeded: 2,
      total: 2,
      resultsWritten: 2,
    });
  });

  it('take turns with other operations: each has seen every step', async () => {
    const sfn = newFake();
    const batch = failedBatch(sfn);
    const mapRunArn = mapRunOf(sfn, batch);
    sfn.redriveExecution(batch);
    const seen: unknown[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      seen.push([(await describeMapRun(sfn, mapRunArn)).status, (await list(sfn, mapRunArn))[1]]);
    }
    expect(seen).toEqual([
      ['RUNNING', 'PENDING_REDRIVE 0'],
      ['RUNNING', 'RUNNING 1'],
      ['SUCCEEDED', 'SUCCEEDED 1'],
    ]);
  });

  it('show a single child PENDING_REDRIVE, RUNNING and done', async () => {
    const sfn = newFake();
    const batch = failedBatch(sfn);
    const [, child] = childrenOf(sfn, batch);
    sfn.redriveExecution(batch);
    const seen: unknown[] = [];
    for (let poll = 0; poll < 3; poll += 1) seen.push(await describeExecution(sfn, child!));
    expect(seen).toEqual(['PENDING_REDRIVE', 'RUNNING', 'SUCCEEDED']);
  });

  it('of the execution itself end after two, as of any execution', async () => {
    const sfn = newFake();
    const batch = failedBatch(sfn);
    sfn.redriveExecution(batch);
    expect([await describeExecution(sfn, batch), await describeExecution(sfn, batch)]).toEqual([
      'RUNNING',
      'SUCCEEDED',
    ]);
  });

  it('of the execution go on with children that another operation has set off', async () => {
    const sfn = newFake();
    const batch = failedBatch(sfn);
    const mapRunArn = mapRunOf(sfn, batch);
    sfn.redriveExecution(batch);
    await describeExecution(sfn, batch);
    await describeMapRun(sfn, mapRunArn);
    expect(await describeMapRun(sfn, mapRunArn)).toMatchObject({ running: 1 });
    expect(await describeExecution(sfn, batch)).toBe('SUCCEEDED');
  });
});

describe('the first run of a Map Run', () => {
  it('is described as pending, then as running, then as it ends', async () => {
    const sfn = newFake();
    const batch = startBatch(sfn, twoOrders);
    const mapRunArn = mapRunOf(sfn, batch);
    const seen = [];
    for (let poll = 0; poll < 3; poll += 1) seen.push(await describeMapRun(sfn, mapRunArn));
    expect(seen).toEqual([
      { status: 'RUNNING', pending: 2, total: 2 },
      { status: 'RUNNING', running: 2, total: 2 },
      { status: 'FAILED', succeeded: 1, failed: 1, total: 2, resultsWritten: 2 },
    ]);
  });

  it('lists no children that have not started', async () => {
    const sfn = newFake();
    const mapRunArn = mapRunOf(sfn, startBatch(sfn, twoOrders));
    expect(await list(sfn, mapRunArn)).toEqual([]);
    expect(await list(sfn, mapRunArn)).toEqual(['RUNNING 0', 'RUNNING 0']);
  });

  it('keeps items waiting for a place, and fills it in the time of the child that left it', () => {
    const sfn = newFake();
    const orders = [{ id: 0, wait: 5 }, { id: 1, wait: 5 }, { id: 2 }];
    const batch = startBatch(sfn, orders, { map: { MaxConcurrency: 2 } });
    sfn.settle();
    const { itemCounts } = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
    expect(counted(itemCounts)).toEqual({ pending: 1, running: 2, total: 3 });
    sfn.clock.advanceBy(seconds(60));
    sfn.settle();
    const [first, , third] = childrenOf(sfn, batch);
    expect(third!.startDate!.getTime() - first!.startDate!.getTime()).toBe(seconds(5));
  });
});

describe('children beyond MaxConcurrency', () => {
  it('stay PENDING_REDRIVE while others run, and count as pending [map-run.pending-redrive-count]', () => {
    const sfn = newFake();
    const orders = [
      { id: 0, failures: 1, wait: 10 },
      { id: 1, failures: 1, wait: 10 },
    ];
    const map = { MaxConcurrency: 1, ToleratedFailureCount: 1 };
    const batch = startBatch(sfn, orders, { map, type: 'EXPRESS' });
    sfn.settle({ skipTime: true });
    sfn.redriveExecution(batch);
    sfn.settle();
    const mapRunArn = mapRunOf(sfn, batch);
    const statuses = () => sortedStatuses(sfn, batch);
    expect(statuses()).toEqual(['PENDING_REDRIVE', 'RUNNING']);
    const { itemCounts } = sfn.describeMapRun({ mapRunArn });
    // Recorded: pendingRedrive is 0 all the same.
    expect(counted(itemCounts)).toEqual({ running: 1, pending: 1, total: 2 });
    sfn.clock.advanceBy(seconds(10));
    sfn.settle();
    expect(statuses()).toEqual(['RUNNING', 'SUCCEEDED']);
  });
});

describe('lists of children', () => {
  it('are filtered by the shown status and by redrive', () => {
    const sfn = newFake();
    const batch = failedBatch(sfn);
    const mapRunArn = mapRunOf(sfn, batch);
    sfn.redriveExecution(batch);
    const listed = (filter: object) => sfn.listExecutions({ mapRunArn, ...filter }).executions.length;
    expect(listed({ statusFilter: 'PENDING_REDRIVE' })).toBe(1);
    sfn.settle();
    expect(listed({ statusFilter: 'PENDING_REDRIVE' })).toBe(0);
    expect([listed({ redriveFilter: 'REDRIVEN' }), listed({ redriveFilter: 'NOT_REDRIVEN' })]).toEqual([1, 1]);
  });

  it('are those of the Map Run alone, and of no state machine', () => {
    const sfn = newFake();
    const batch = failedBatch(sfn);
    expect(sfn.listExecutions({ stateMachineArn: batch.stateMachineArn }).executions).toHaveLength(1);
    const unknown = `${mapRunOf(sfn, batch).slice(0, -1)}x`;
    expect(() => sfn.listExecutions({ mapRunArn: unknown })).toThrow(
      expect.objectContaining({ name: 'ResourceNotFound' }),
    );
    expect(() => sfn.describeMapRun({ mapRunArn: batch.executionArn })).toThrow(
      "Invalid Arn: 'Resource type not valid in this context: execution'",
    );
  });

  it('come page by page, and a page lets nothing go on', async () => {
    const sfn = newFake();
    const batch = startBatch(
      sfn,
      Array.from({ length: 5 }, (_, id) => ({ id })),
    );
    sfn.settle();
    const mapRunArn = mapRunOf(sfn, batch);
    const names = new Set<string>();
    let nextToken: string | undefined;
    do {
      const page = sfn.listExecutions({ mapRunArn, maxResults: 2, ...(nextToken === undefined ? {} : { nextToken }) });
      for (const { name } of page.executions) names.add(name!);
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    expect(names.size).toBe(5);
  });
});

describe('time and Map Runs', () => {
  it('a polling loop that cannot end says what waits for what', async () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0 }], { setup: { tasks: { Charge: neverEnds() } } });
    const mapRunArn = mapRunOf(sfn, batch);
    const polling = async () => {
      for (;;) await describeMapRun(sfn, mapRunArn);
    };
    await expect(polling()).rejects.toThrow(/'EachOrder' .* waits for its Map Run\n.*'Charge' .* waits for a timeout/);
    expect(() => sfn.settle()).toThrow(TestkitError);
  });

  it('settle({ skipTime }) passes over the waits of children', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0, wait: days(3) / seconds(1) }]);
    sfn.settle({ skipTime: true });
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
  });

  it('timeSkipping lets reads of the Map Run pass over waits', async () => {
    const sfn = newFake({ timeSkipping: true });
    const batch = startBatch(sfn, [{ id: 0, wait: 3600 }]);
    const mapRunArn = mapRunOf(sfn, batch);
    const seen = [];
    for (let poll = 0; poll < 2; poll += 1) seen.push((await describeMapRun(sfn, mapRunArn)).status);
    expect(seen).toEqual(['RUNNING', 'SUCCEEDED']);
  });

  it('a snapshot holds Map Runs and children', () => {
    const sfn = newFake();
    const batch = failedBatch(sfn);
    sfn.redriveExecution(batch);
    const snapshot = sfn.snapshot();
    sfn.settle();
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
    sfn.restore(snapshot);
    expect(childrenOf(sfn, batch)[1]!.status).toBe('PENDING_REDRIVE');
    sfn.settle();
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
  });
});
