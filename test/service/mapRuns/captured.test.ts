import { reads, seconds, succeeds } from 'redrive-testkit';
import { newFake } from '../../support/workflows';
import { childrenOf, counted, mapRunOf, startBatch } from './orders';

const ORDERS = [{ id: 0, failures: 1 }, { id: 1 }, { id: 2 }, { id: 3 }];

it('a place is filled once more after the failure that is too much, and results are written for all [map-run.threshold-place] [map-run.threshold-text] [map-run.results-of-all]', () => {
  const sfn = newFake();
  const batch = startBatch(sfn, ORDERS, { map: { MaxConcurrency: 1, ToleratedFailureCount: 0 } });
  sfn.settle();
  const { itemCounts, executionCounts } = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
  const counts = { pending: 2, succeeded: 1, failed: 1, total: 4, resultsWritten: 4 };
  expect([counted(itemCounts), counted(executionCounts)]).toEqual([counts, counts]);
  expect(sfn.execution(batch)).toMatchObject({
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  });
});

it('without a ResultWriter results are written at the end, and none before [map-run.results-written]', () => {
  const sfn = newFake();
  const batch = startBatch(sfn, [{ id: 0 }, { id: 1, wait: 60 }]);
  sfn.settle();
  const mapRunArn = mapRunOf(sfn, batch);
  expect(counted(sfn.describeMapRun({ mapRunArn }).itemCounts)).toEqual({ succeeded: 1, running: 1, total: 2 });
  sfn.settle({ skipTime: true });
  expect(counted(sfn.describeMapRun({ mapRunArn }).itemCounts)).toEqual({ succeeded: 2, total: 2, resultsWritten: 2 });
});

it.each([
  [{ ToleratedFailurePercentage: 50 }, [0, 50]],
  [{ ToleratedFailureCount: 2 }, [2, 0]],
  [{}, [0, 0]],
])('of %j the tolerance that is not set is shown as 0 [map-run.tolerance-unset]', (map, shown) => {
  const sfn = newFake();
  const mapRunArn = mapRunOf(sfn, startBatch(sfn, [{ id: 0 }], { map }));
  const { toleratedFailureCount, toleratedFailurePercentage } = sfn.describeMapRun({ mapRunArn });
  expect([toleratedFailureCount, toleratedFailurePercentage]).toEqual(shown);
});

describe('a child of a Map Run', () => {
  const processor = (type: 'STANDARD' | 'EXPRESS') => ({
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
    StartAt: 'Look',
    States: { Look: { Type: 'Pass', Parameters: { 'context.$': '$$' }, End: true } },
  });

  it('has a uuid of version 3 for its name, its Map Run one of version 4 [map-run.child-name] [map-run.arn]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0 }]);
    sfn.settle();
    expect(childrenOf(sfn, batch)[0]!.name).toMatch(/^[\da-f]{8}-[\da-f]{4}-3[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(mapRunOf(sfn, batch)).toMatch(/:mapRun:batch\/EachOrder:[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab]/);
  });

  it.each(['STANDARD', 'EXPRESS'] as const)(
    'knows no item, and its machine by its label: %s [context.child]',
    (type) => {
      const sfn = newFake();
      const batch = startBatch(sfn, [{ id: 0 }], { map: { ItemProcessor: processor(type) }, setup: { tasks: {} } });
      sfn.settle();
      const [{ context }] = JSON.parse(sfn.execution(batch).output!) as [{ context: Record<string, unknown> }];
      expect(Object.keys(context)).toEqual(['Execution', 'StateMachine', 'State']);
      expect(context['StateMachine']).toEqual({ Id: `${batch.stateMachineArn}/EachOrder`, Name: 'batch' });
    },
  );

  it('runs the processor, without a revision, for its Map Run [describe.machine-of-a-child]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0 }], { map: { ItemProcessor: processor('STANDARD') }, setup: { tasks: {} } });
    sfn.settle();
    const { executionArn } = childrenOf(sfn, batch)[0]!;
    const described = sfn.describeStateMachineForExecution({ executionArn });
    expect(described).toMatchObject({
      definition: JSON.stringify({ StartAt: 'Look', States: processor('STANDARD').States }),
      label: 'EachOrder',
      mapRunArn: mapRunOf(sfn, batch),
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      updateDate: sfn.describeStateMachine({ stateMachineArn: batch.stateMachineArn }).creationDate,
    });
    expect(described).not.toHaveProperty('revisionId');
  });

  it('is not listed with the executions of its state machine [page.no-children-of-machine]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0 }]);
    sfn.settle();
    const { executions } = sfn.listExecutions({ stateMachineArn: batch.stateMachineArn });
    expect(executions.map(({ executionArn }) => executionArn)).toEqual([batch.executionArn]);
  });
});

describe('an ItemReader that takes its time [map-run.reading]', () => {
  const map = { ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'orders' } } };
  const reading = (after: number) => {
    const sfn = newFake();
    const itemReaders = { EachOrder: reads([{ wait: 0 }], { after }) };
    const batch = startBatch(sfn, [], { map, setup: { itemReaders, tasks: { Charge: succeeds() } } });
    return { sfn, batch, mapRunArn: mapRunOf(sfn, batch) };
  };

  it('leaves its Map Run RUNNING without items until it has read', () => {
    const { sfn, mapRunArn, batch } = reading(seconds(5));
    sfn.clock.advanceBy(seconds(4));
    expect(sfn.describeMapRun({ mapRunArn })).toMatchObject({ status: 'RUNNING', itemCounts: { total: 0 } });
    expect(childrenOf(sfn, batch)).toEqual([]);
    sfn.clock.advanceBy(seconds(1));
    sfn.settle();
    expect(sfn.describeMapRun({ mapRunArn })).toMatchObject({ status: 'SUCCEEDED', itemCounts: { total: 1 } });
    expect(childrenOf(sfn, batch)[0]!.startDate).toEqual(new Date(sfn.clock.now()));
  });

  it('is passed over by settle({ skipTime })', () => {
    const { sfn, batch } = reading(seconds(5));
    sfn.settle({ skipTime: true });
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
  });

  it('can be stopped meanwhile; the redrive reads again', () => {
    const { sfn, batch, mapRunArn } = reading(seconds(5));
    sfn.clock.advanceBy(seconds(2));
    sfn.stopExecution({ executionArn: batch.executionArn });
    expect(sfn.describeMapRun({ mapRunArn })).toMatchObject({ status: 'ABORTED', itemCounts: { total: 0 } });
    sfn.clock.advanceBy(seconds(60));
    expect(childrenOf(sfn, batch)).toEqual([]);
    sfn.redriveExecution({ executionArn: batch.executionArn });
    sfn.clock.advanceBy(seconds(4));
    expect(childrenOf(sfn, batch)).toEqual([]);
    sfn.settle({ skipTime: true });
    expect(sfn.describeMapRun({ mapRunArn })).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
  });

  it('takes no time that is none', () => {
    expect(() => reads([], { after: -1 })).toThrow(/after of reads\(\)/);
  });
});
