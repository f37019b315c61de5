import { seconds } from 'redrive-testkit';
import { newFake } from '../../support/workflows';
import { batch as batchDefinition, childrenOf, counted, mapRunOf, startBatch } from './orders';

const orders = (count: number, more: object = {}) => Array.from({ length: count }, (_, id) => ({ id, ...more }));

describe('UpdateMapRun', () => {
  it('lets more children run at once', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, orders(3, { wait: 10 }), { map: { MaxConcurrency: 1 } });
    sfn.settle();
    const mapRunArn = mapRunOf(sfn, batch);
    expect(sfn.updateMapRun({ mapRunArn, maxConcurrency: 2 })).toEqual({});
    const { itemCounts, maxConcurrency } = sfn.describeMapRun({ mapRunArn });
    expect(maxConcurrency).toBe(2);
    expect(counted(itemCounts)).toEqual({ running: 2, pending: 1, total: 3 });
  });

  it('changes what is tolerated', () => {
    const sfn = newFake();
    const [failing, ...others] = orders(3, { wait: 10 });
    const batch = startBatch(sfn, [{ ...failing!, failures: 1, wait: 0 }, ...others]);
    const mapRunArn = mapRunOf(sfn, batch);
    sfn.updateMapRun({ mapRunArn, toleratedFailureCount: 1, toleratedFailurePercentage: 50 });
    sfn.settle({ skipTime: true });
    expect(sfn.describeMapRun({ mapRunArn })).toMatchObject({
      status: 'SUCCEEDED',
      toleratedFailureCount: 1,
      toleratedFailurePercentage: 50,
    });
  });

  it.each([
    ['without a change', {}, 'MISSING_REQUIRED_PARAMETER', false],
    ['of a Map Run that is over', { maxConcurrency: 1 }, 'CANNOT_UPDATE_COMPLETED_MAP_RUN', true],
  ])('%s is refused with its reason [map-run.update-refused]', (_, change, reason, isOver) => {
    const sfn = newFake();
    const batch = startBatch(sfn, orders(1));
    if (isOver) sfn.settle();
    const mapRunArn = mapRunOf(sfn, batch);
    expect(() => sfn.updateMapRun({ mapRunArn, ...change })).toThrow(
      expect.objectContaining({ name: 'ValidationException', reason }),
    );
  });
});

describe('what a Distributed Map hands to its children', () => {
  const echo = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Echo',
    States: { Echo: { Type: 'Pass', End: true } },
  };
  const run = (map: object, input: string, more: object = {}) => {
    const sfn = newFake();
    const { EachOrder, ...rest } = (batchDefinition() as { States: Record<string, object> }).States;
    const states = { EachOrder: { ...EachOrder, ItemProcessor: echo, ...map }, ...rest };
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'echo',
      definition: { StartAt: 'EachOrder', States: states, ...more },
    });
    const batch = { stateMachineArn, executionArn: sfn.startExecution({ stateMachineArn, input }).executionArn };
    sfn.settle();
    return { sfn, batch, output: sfn.execution(batch).output, failure: sfn.execution(batch).error };
  };

  it('is what the ItemSelector makes of each item', () => {
    const map = {
      ItemsPath: '$.orders',
      ItemSelector: { 'index.$': '$$.Map.Item.Index', 'order.$': '$$.Map.Item.Value', 'day.$': '$.day' },
    };
    const { output } = run(map, '{"day":"Monday","orders":["a","b"]}');
    expect(JSON.parse(output!)).toEqual([
      { index: 0, order: 'a', day: 'Monday' },
      { index: 1, order: 'b', day: 'Monday' },
    ]);
  });

  it('is a batch of items, with the input that all batches share [map-run.batches]', () => {
    const map = { ItemsPath: '$.orders', ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'day.$': '$.day' } } };
    const { sfn, batch, output } = run(map, '{"day":"Monday","orders":["a","b","c"]}');
    expect(output).toBe(
      '[{"BatchInput":{"day":"Monday"},"Items":["a","b"]},{"BatchInput":{"day":"Monday"},"Items":["c"]}]',
    );
    const { itemCounts, executionCounts } = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
    expect([counted(itemCounts), counted(executionCounts)]).toEqual([
      { succeeded: 3, total: 3, resultsWritten: 3 },
      { succeeded: 2, total: 2, resultsWritten: 2 },
    ]);
    expect(childrenOf(sfn, batch).map(({ itemCount }) => itemCount)).toEqual([2, 1]);
  });

  it('is a batch of no more bytes than it may have', () => {
    const input = '["aaaaaaaaaa","bbbbbbbbbb","cccccccccc"]';
    const { output } = run({ ItemBatcher: { MaxInputBytesPerBatch: 40 } }, input);
    expect(JSON.parse(output!)).toEqual([{ Items: ['aaaaaaaaaa', 'bbbbbbbbbb'] }, { Items: ['cccccccccc'] }]);
  });

  it('is evaluated in JSONata where the state machine speaks it', () => {
    const map = {
      Items: '{% $states.input.orders %}',
      ItemSelector: { order: '{% $states.context.Map.Item.Value %}' },
      ItemProcessor: {
        ...echo,
        States: { Echo: { Type: 'Pass', Output: '{% $states.input.order & "!" %}', End: true } },
      },
    };
    expect(run(map, '{"orders":["a","b"]}', { QueryLanguage: 'JSONata' }).output).toBe('["a!","b!"]');
  });

  it('cannot be made by an ItemSelector that leads nowhere: the Map Run fails, and a redrive starts another one [map-run.interpolation]', () => {
    const { sfn, batch, failure } = run({ ItemSelector: { 'day.$': '$.missing' } }, '["a"]');
    expect(failure).toBe('States.Runtime');
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.listMapRuns(batch).mapRuns).toHaveLength(2);
  });

  it('of no items is nothing: the Map Run succeeds without children', () => {
    const { sfn, batch, output } = run({}, '[]');
    expect(output).toBe('[]');
    expect(counted(sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) }).itemCounts)).toEqual({});
  });

  it('come back as one list where the ResultWriter flattens them without exporting them [map-run.flatten]', () => {
    const map = { ResultWriter: { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' } } };
    expect(run(map, '[[1,2],[3],4]').output).toBe('[1,2,3,4]');
  });

  it('has the name-based UUID of the state for its label in ARNs where the state has none [map-run.label]', () => {
    const { sfn, batch } = run({ Label: undefined }, '["a"]');
    // MD5 of the name, as Java makes it: UUID.nameUUIDFromBytes("EachOrder").
    expect(mapRunOf(sfn, batch)).toMatch(/:mapRun:echo\/faf8aa95-f56e-3f47-9684-5958584f3637:[\da-f-]{36}$/);
    const { mapRunArn } = sfn.describeExecution({ executionArn: childrenOf(sfn, batch)[0]!.executionArn });
    expect(mapRunArn).toBe(mapRunOf(sfn, batch));
  });

  it('is what DescribeStateMachineForExecution shows as its definition [map-run.child-definition]', () => {
    const { sfn, batch } = run({}, '["a"]');
    const { executionArn } = childrenOf(sfn, batch)[0]!;
    expect(sfn.describeStateMachineForExecution({ executionArn })).toMatchObject({
      stateMachineArn: `${batch.stateMachineArn}/EachOrder`,
      name: 'echo',
      label: 'EachOrder',
      mapRunArn: mapRunOf(sfn, batch),
      definition: '{"StartAt":"Echo","States":{"Echo":{"Type":"Pass","End":true}}}',
    });
  });
});

describe('Distributed Maps within one another', () => {
  it('run and are redriven, each with its own Map Runs', () => {
    const sfn = newFake();
    const { EachOrder } = (batchDefinition() as { States: { EachOrder: object } }).States;
    const outer = {
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Inner',
        States: { Inner: { ...EachOrder, Label: 'Inner', Next: undefined, End: true } },
      },
    };
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'nested',
      definition: {
        StartAt: 'Outer',
        States: { Outer: { ...EachOrder, ...outer, Label: 'Outer', Next: undefined, End: true } },
      },
      tasks: {
        Charge: ({ redriveCount }) => ({ kind: redriveCount === 0 ? 'fails' : 'succeeds', options: {}, output: 1 }),
      },
    });
    const input = JSON.stringify([orders(2, { wait: 0 }), orders(1, { wait: 0 })]);
    const batch = { stateMachineArn, executionArn: sfn.startExecution({ stateMachineArn, input }).executionArn };
    sfn.settle();
    sfn.clock.advanceBy(seconds(10));
    expect(sfn.execution(batch).status).toBe('FAILED');
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.execution(batch).output).toBe('[[1,1],[1]]');
    expect(childrenOf(sfn, batch).map(({ redriveCount }) => redriveCount)).toEqual([1, 1]);
    expect(sfn.listMapRuns({ executionArn: childrenOf(sfn, batch)[0]!.executionArn }).mapRuns).toHaveLength(1);
  });
});
