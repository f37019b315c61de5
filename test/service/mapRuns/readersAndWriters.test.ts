import {
  fails,
  failsUntilRedriven,
  lambdaReturns,
  readerFails,
  reads,
  succeeds,
  TestkitError,
  timesOut,
  writerFails,
  writerRefused,
  writes,
} from 'redrive-testkit';
import { newFake, outline } from '../../support/workflows';
import { batch as batchDefinition, childrenOf, counted, mapRunOf, startBatch } from './orders';

const writer = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results', Prefix: 'batch' } };
const reader = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'orders', Key: 'today.json' } };

describe('a ResultWriter', () => {
  const map = { ResultWriter: writer };

  it('makes the output point at its manifest, in a folder of its own for each redrive [map-run.output]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [{ id: 0, failures: 2 }], { map });
    sfn.settle();
    for (let redrive = 0; redrive < 2; redrive += 1) {
      sfn.redriveExecution(batch);
      sfn.settle();
    }
    const mapRunArn = mapRunOf(sfn, batch);
    expect(JSON.parse(sfn.execution(batch).output!)).toEqual({
      MapRunArn: mapRunArn,
      ResultWriterDetails: { Bucket: 'results', Key: `batch/${mapRunArn.split(':').at(-1)}/Redrive-2/manifest.json` },
    });
    expect(counted(sfn.describeMapRun({ mapRunArn }).itemCounts)).toEqual({
      succeeded: 1,
      total: 1,
      resultsWritten: 1,
    });
  });

  it('whose test write is refused lets no Map Run start; a redrive starts it for the first time [map-run.late-start]', () => {
    const sfn = newFake();
    const setup = { resultWriters: { EachOrder: [writerRefused(), writes()] } };
    const batch = startBatch(sfn, [{ id: 0 }], { map, setup });
    sfn.settle();
    expect(outline(sfn, batch.executionArn)).toEqual([
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-2 MapStateStarted',
      '4<-3 ExecutionFailed',
    ]);
    expect(sfn.execution(batch)).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringMatching(
        /^An error occurred while executing the state 'EachOrder' \(entered at the event id #2\)\. Failed to write a test manifest into the specified output bucket\. .*\(role: arn:aws:iam::123456789012:role\/redrive-testkit\)$/,
      ),
      redriveStatus: 'REDRIVABLE',
    });
    expect(sfn.listMapRuns(batch).mapRuns).toEqual([]);
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(outline(sfn, batch.executionArn).slice(4, 8)).toEqual([
      '5<-4 ExecutionRedriven',
      '6<-3 MapRunStarted',
      '7<-6 MapRunSucceeded',
      '8<-7 MapStateSucceeded',
    ]);
    expect(sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) }).redriveCount).toBe(0);
  });

  it('whose test write is refused at the redrive leaves the Map Run as it was [map-run.test-write]', () => {
    const sfn = newFake();
    const setup = { resultWriters: { EachOrder: [writes(), writerRefused('Access Denied'), writes()] } };
    const batch = startBatch(sfn, [{ id: 0, failures: 1 }], { map, setup });
    sfn.settle();
    const before = sfn.describeMapRun({ mapRunArn: mapRunOf(sfn, batch) });
    sfn.redriveExecution(batch);
    expect(outline(sfn, batch.executionArn).slice(7)).toEqual([
      '8<-7 ExecutionRedriven',
      '9<-3 MapRunRedriven',
      '10<-9 ExecutionFailed',
    ]);
    expect(sfn.describeMapRun({ mapRunArn: before.mapRunArn })).toEqual(before);
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
    expect(sfn.describeMapRun({ mapRunArn: before.mapRunArn }).redriveCount).toBe(2);
  });

  it.each([
    ['in words of its own', [writerFails(undefined, 'no such bucket'), writes()]],
    ['in the words of tasks', [fails(undefined, 'no such bucket'), succeeds()]],
    ['until it is redriven', failsUntilRedriven(undefined, 'no such bucket')],
  ])('that fails at the end (scripted %s) fails the Map Run; a redrive writes again', (_how, EachOrder) => {
    const sfn = newFake();
    const setup = { resultWriters: { EachOrder } };
    const batch = startBatch(sfn, [{ id: 0 }], { map, setup });
    sfn.settle();
    expect(sfn.execution(batch)).toMatchObject({ error: 'States.ResultWriterFailed', cause: 'no such bucket' });
    const before = childrenOf(sfn, batch);
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.execution(batch).status).toBe('SUCCEEDED');
    expect(childrenOf(sfn, batch)).toEqual(before);
  });
});

describe('an ItemReader', () => {
  const map = { ItemReader: reader };

  it('finds the items; MapStateStarted does not know how many', () => {
    const sfn = newFake();
    const setup = {
      itemReaders: {
        EachOrder: reads([
          { id: 0, wait: 0 },
          { id: 1, wait: 0 },
        ]),
      },
    };
    const batch = startBatch(sfn, [], { map, setup });
    sfn.settle();
    expect(sfn.execution(batch).output).toBe('[{"charged":0},{"charged":1}]');
    expect(sfn.history(batch)[2]).toMatchObject({ mapStateStartedEventDetails: { length: 0 } });
  });

  it('reads no more than MaxItems', () => {
    const sfn = newFake();
    const itemReaders = {
      EachOrder: reads([
        { id: 0, wait: 0 },
        { id: 1, wait: 0 },
      ]),
    };
    const limited = { ItemReader: { ...reader, ReaderConfig: { InputType: 'JSON', MaxItems: 1 } } };
    const batch = startBatch(sfn, [], { map: limited, setup: { itemReaders } });
    sfn.settle();
    expect(sfn.execution(batch).output).toBe('[{"charged":0}]');
  });

  it('that fails fails the Map Run; a redrive reads again, because no child was started', () => {
    const sfn = newFake();
    const itemReaders = { EachOrder: [readerFails(undefined, 'no such key'), reads([{ id: 7, wait: 0 }])] };
    const batch = startBatch(sfn, [], { map, setup: { itemReaders } });
    sfn.settle();
    expect(outline(sfn, batch.executionArn).slice(2)).toEqual([
      '3<-2 MapStateStarted',
      '4<-3 MapRunStarted',
      '5<-4 MapRunFailed',
      '6<-5 MapStateFailed',
      '7<-6 ExecutionFailed',
    ]);
    expect(sfn.execution(batch)).toMatchObject({ error: 'States.ItemReaderFailed', cause: 'no such key' });
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.execution(batch).output).toBe('[{"charged":7}]');
    expect(sfn.listMapRuns(batch).mapRuns).toHaveLength(1);
  });

  it('may be scripted in the words of tasks', () => {
    const sfn = newFake();
    const found = succeeds([{ id: 7, wait: 0 }]);
    const EachOrder = failsUntilRedriven('States.ItemReaderFailed', 'no such key', { then: found });
    const batch = startBatch(sfn, [], { map, setup: { itemReaders: { EachOrder } } });
    sfn.settle();
    expect(sfn.execution(batch)).toMatchObject({ error: 'States.ItemReaderFailed', cause: 'no such key' });
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.execution(batch).output).toBe('[{"charged":7}]');
  });

  it.each([
    ['the outcome of a function', lambdaReturns([])],
    ['a time', succeeds([], { after: 5 })],
    ['a timeout after the redrive', failsUntilRedriven('Boom', '', { then: timesOut() })],
  ])('has no use for %s', (_what, EachOrder) => {
    const machine = { name: 'other', definition: batchDefinition({ map }), itemReaders: { EachOrder } };
    expect(() => newFake().createStateMachine(machine)).toThrow(/Give reads/);
  });

  it('is not asked again once a child was started [map-run.read-again]', () => {
    const sfn = newFake();
    const itemReaders = { EachOrder: [reads([{ id: 7, wait: 0, failures: 1 }]), readerFails()] };
    const batch = startBatch(sfn, [], { map, setup: { itemReaders } });
    sfn.settle();
    sfn.redriveExecution(batch);
    sfn.settle();
    expect(sfn.execution(batch).output).toBe('[{"charged":7}]');
  });

  it('that finds no list fails as recorded [map-run.not-iterable]', () => {
    const sfn = newFake();
    const batch = startBatch(sfn, [], { map, setup: { itemReaders: { EachOrder: reads('no list') } } });
    sfn.settle();
    expect(sfn.execution(batch)).toMatchObject({
      error: 'States.ItemReaderFailed',
      cause: 'Attempting to map over non-iterable node.',
    });
  });

  it('without a script is misuse, and says how to script it', () => {
    const sfn = newFake();
    startBatch(sfn, [], { map });
    expect(() => sfn.settle()).toThrow(TestkitError);
    const machine = { name: 'other', definition: batchDefinition({ map }) };
    expect(() => sfn.createStateMachine({ ...machine, itemReaders: { Typo: reads([]) } })).toThrow(/'EachOrder'/);
    expect(() => sfn.createStateMachine({ ...machine, itemReaders: { EachOrder: {} as never } })).toThrow(
      /reads\(\[…\]\)/,
    );
  });

  it('sees what the state was given, in a scripted function', () => {
    const sfn = newFake();
    const seen: unknown[] = [];
    const itemReaders = {
      EachOrder: (call: object) => {
        seen.push(call);
        return reads([]);
      },
    };
    const batch = startBatch(sfn, [{ id: 3 }], { map, setup: { itemReaders } });
    sfn.settle();
    expect(seen).toEqual([
      { stateName: 'EachOrder', input: [{ id: 3, wait: 0 }], redriveCount: 0, executionArn: batch.executionArn },
    ]);
    expect(sfn.execution(batch).output).toBe('[]');
  });
});
