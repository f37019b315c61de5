import { fails, reads, readerFails, type FakeStepFunctions, type StateMachineSetup } from 'redrive-testkit';
import { newFake } from '../../support/workflows';
import { counted, mapRunOf } from './orders';

const ECHO = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Echo',
  States: { Echo: { Type: 'Pass', End: true } },
};
const SELECTOR = { 'from.$': '$$.Map.Item.Source', 'value.$': '$$.Map.Item.Value' };
const getObject = (config: object = { InputType: 'JSON' }, more: object = {}) => ({
  Resource: 'arn:aws:states:::s3:getObject',
  ReaderConfig: config,
  Parameters: { Bucket: 'orders', 'Key.$': '$.key', ...more },
});
const LISTING = {
  Resource: 'arn:aws:states:::s3:listObjectsV2',
  Parameters: { Bucket: 'orders', Prefix: 'open/' },
};

interface Ran {
  readonly sfn: FakeStepFunctions;
  readonly executionArn: string;
  readonly stateMachineArn: string;
}

function start(map: object, input: unknown, setup: Partial<StateMachineSetup> = {}): Ran {
  const sfn = newFake();
  const definition = { StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: ECHO, ...map, End: true } } };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'echo', definition, ...setup });
  const { executionArn } = sfn.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  return { sfn, executionArn, stateMachineArn };
}

function run(map: object, input: unknown, itemReaders?: StateMachineSetup['itemReaders']) {
  const ran = start(map, input, itemReaders === undefined ? {} : { itemReaders });
  ran.sfn.settle();
  const { output, error, cause } = ran.sfn.execution(ran);
  return {
    ...ran,
    text: output,
    output: output === undefined ? undefined : (JSON.parse(output) as unknown),
    error,
    cause,
  };
}

const typesOf = ({ sfn, executionArn }: Ran) => sfn.history(executionArn).map(({ type }) => type);

describe('the source of an item', () => {
  it('of the input is STATE_DATA [map-run.state-data]', () => {
    expect(run({ ItemSelector: SELECTOR }, [1]).output).toEqual([{ from: 'STATE_DATA', value: 1 }]);
  });

  it.each([
    ['of an object that was read is its URI', getObject(), 's3://orders/a.json'],
    ['of a listing is the bucket alone', LISTING, 's3://orders'],
  ])('%s [map-run.source]', (_, ItemReader, from) => {
    const { output } = run({ ItemReader, ItemSelector: SELECTOR }, { key: 'a.json' }, { Each: reads([1]) });
    expect(output).toEqual([{ from, value: 1 }]);
  });

  it('and its key are what reads() says, one for all items or one for each', () => {
    const map = {
      ItemReader: LISTING,
      ItemSelector: { 'from.$': '$$.Map.Item.Source', 'key.$': '$$.Map.Item.Key' },
    };
    const scripted = { source: ['s3://orders/a', 's3://orders/b'], key: ['x', 'y'] };
    expect(run(map, {}, { Each: reads([1, 2], scripted) }).output).toEqual([
      { from: 's3://orders/a', key: 'x' },
      { from: 's3://orders/b', key: 'y' },
    ]);
    expect(
      run({ ItemReader: LISTING, ItemSelector: SELECTOR }, {}, { Each: reads([1], { source: 's' }) }).output,
    ).toEqual([{ from: 's', value: 1 }]);
  });

  it('does not exist in an inline Map', () => {
    const inline = { StartAt: 'Echo', States: ECHO.States };
    expect(run({ ItemProcessor: inline, ItemSelector: SELECTOR }, [1]).error).toBe('States.Runtime');
  });

  it.each<[object, RegExp]>([
    [{ source: ['a', 'b'] }, /source of reads\(\)/],
    [{ key: 'a' }, /key of reads\(\)/],
    [{ sources: 'a' }, /sources/],
  ])('that cannot be is refused: %j', (options, message) => {
    expect(() => reads([1], options)).toThrow(message);
  });
});

it('the items of an object have its keys, and its values [map.item-context]', () => {
  const ItemSelector = { 'key.$': '$$.Map.Item.Key', 'value.$': '$$.Map.Item.Value' };
  const input = { a: 1, b: { c: 2 } };
  expect(run({ ItemSelector }, input).output).toEqual([
    { key: 'a', value: 1 },
    { key: 'b', value: { c: 2 } },
  ]);
  expect(run({}, input).output).toEqual([
    { Key: 'a', Value: 1 },
    { Key: 'b', Value: { c: 2 } },
  ]);
});

it('the date of a listed object is written as Java writes a double [map-run.listed-date]', () => {
  const listed = reads([{ Key: 'a', LastModified: 1790204286, Size: 27 }]);
  expect(run({ ItemReader: LISTING }, {}, { Each: listed }).text).toBe(
    '[{"Key":"a","LastModified":1.790204286E9,"Size":27}]',
  );
  const loaded = { ...LISTING, ReaderConfig: { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' } };
  expect(run({ ItemReader: loaded }, {}, { Each: listed }).text).toContain('"LastModified":1790204286,');
});

it('while an ItemReader has not read yet, every count is 0 and there are no children [map-run.reading]', () => {
  const ran = start({ ItemReader: LISTING }, {}, { itemReaders: { Each: reads([1, 2]) } });
  const mapRunArn = mapRunOf(ran.sfn, ran);
  const { status, itemCounts } = ran.sfn.describeMapRun({ mapRunArn });
  expect([status, counted(itemCounts)]).toEqual(['RUNNING', {}]);
  expect(ran.sfn.listExecutions({ mapRunArn }).executions).toEqual([]);
  ran.sfn.settle();
  expect(counted(ran.sfn.describeMapRun({ mapRunArn }).itemCounts)).toEqual({
    succeeded: 2,
    total: 2,
    resultsWritten: 2,
  });
});

describe('what a reader cannot do fails the Map Run after MapRunStarted [map-run.reader-refused]', () => {
  const limited = getObject({ InputType: 'JSON', MaxItemsPath: '$.most' });
  it.each([
    ['a negative MaxItems [map-run.max-items-negative]', limited, -1, 'field MaxItems must be positive'],
    [
      'more than it may read [map-run.max-items-text]',
      limited,
      100_000_001,
      'field MaxItems must be at most 100000000',
    ],
    [
      'a version of a PARQUET file [map-run.parquet-version]',
      getObject({ InputType: 'PARQUET' }, { VersionId: 'v' }),
      1,
      'S3 Version ID selection is not currently supported for PARQUET files',
    ],
  ])('%s', (_, ItemReader, most, cause) => {
    const ran = run({ ItemReader }, { key: 'a', most }, { Each: reads([]) });
    expect([ran.error, ran.cause]).toEqual(['States.ItemReaderFailed', cause]);
    expect(typesOf(ran).slice(2)).toEqual([
      'MapStateStarted',
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  it('but a MaxItemsPath that leads to no integer fails the state before it', () => {
    const ran = run({ ItemReader: limited }, { key: 'a', most: 1.5 }, { Each: reads([]) });
    expect([ran.error, typesOf(ran).slice(2)]).toEqual(['States.Runtime', ['MapStateStarted', 'ExecutionFailed']]);
  });

  it('a failing reader is scripted with its own error', () => {
    const failing = { Each: readerFails(undefined, 'AccessDenied') };
    expect(run({ ItemReader: LISTING }, {}, failing).cause).toBe('AccessDenied');
    expect(run({ ItemReader: LISTING }, {}, { Each: fails('States.ItemReaderFailed', 'AccessDenied') }).cause).toBe(
      'AccessDenied',
    );
  });
});

it('a Standard child that runs is described without a redriveCount, and listed with it [map-run.running-child]', () => {
  const pausing = {
    ...ECHO,
    StartAt: 'Pause',
    States: { Pause: { Type: 'Wait', Seconds: 60, Next: 'Echo' }, ...ECHO.States },
  };
  const ran = run({ ItemProcessor: pausing }, [1]);
  const listed = ran.sfn.listExecutions({ mapRunArn: mapRunOf(ran.sfn, ran) }).executions[0]!;
  const describe = () => ran.sfn.describeExecution({ executionArn: listed.executionArn! });
  expect(listed).toMatchObject({ status: 'RUNNING', redriveCount: 0 });
  expect(describe()).not.toHaveProperty('redriveCount');
  expect(describe()).toMatchObject({ status: 'RUNNING', redriveStatus: 'NOT_REDRIVABLE' });
  ran.sfn.settle({ skipTime: true });
  expect(describe()).toMatchObject({ status: 'SUCCEEDED', redriveCount: 0 });
});

it('an ItemSelector whose expression fails, fails the Map Run [map-run.interpolation]', () => {
  const ran = run({ QueryLanguage: 'JSONata', ItemSelector: '{% $nothing %}' }, [1]);
  expect(typesOf(ran).slice(1)).toEqual([
    'MapStateEntered',
    'MapStateStarted',
    'MapRunStarted',
    'MapRunFailed',
    'MapStateFailed',
    'ExecutionFailed',
  ]);
  expect(ran.error).toBe('States.QueryEvaluationError');
});

describe('CreateStateMachine refuses', () => {
  const csv = { InputType: 'CSV' };
  it.each([
    [
      'a CSV file without the place of its headers [definition.reader-csv]',
      getObject(csv),
      "The field 'CSVHeaderLocation' is required",
    ],
    [
      'given headers that are not given [definition.reader-csv]',
      getObject({ ...csv, CSVHeaderLocation: 'GIVEN' }),
      'These fields are required: [CSVHeaders]',
    ],
    [
      'objects that are flattened without a type [definition.reader-flatten]',
      { ...LISTING, ReaderConfig: { Transformation: 'LOAD_AND_FLATTEN' } },
      "The field 'InputType' is required",
    ],
    [
      'headers of what is no CSV file [definition.reader-config]',
      getObject({ InputType: 'JSONL', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] }),
      "Field 'CSVHeaders' is not supported",
    ],
    [
      'a JSON manifest [definition.reader-config]',
      getObject({ InputType: 'JSON', ManifestType: 'ATHENA_DATA' }),
      "Field 'ManifestType' is not supported",
    ],
    [
      'a pointer into what is no JSON [definition.reader-pointer]',
      getObject({ InputType: 'PARQUET', ItemsPointer: '/a' }),
      "Field 'ItemsPointer' is not supported",
    ],
    [
      'a pointer without a slash [definition.notAPointer]',
      getObject({ InputType: 'JSON', ItemsPointer: 'data/items' }),
      'Invalid input: JSON Pointer expression must start with \'/\': "data/items"',
    ],
    [
      'an InputType that is none [definition.reader-values]',
      getObject({ InputType: 'XML' }),
      "The field 'InputType' should have one of these values: [CSV, JSON, JSONL, PARQUET, MANIFEST]",
    ],
    [
      'a ManifestType that is none [definition.reader-values]',
      getObject({ InputType: 'MANIFEST', ManifestType: 'GLUE' }),
      "The field 'ManifestType' should have one of these values: [ATHENA_DATA, S3_INVENTORY]",
    ],
    [
      'a Transformation that is none [definition.reader-values]',
      { ...LISTING, ReaderConfig: { Transformation: 'FLATTEN' } },
      "The field 'Transformation' should have one of these values: [NONE, LOAD_AND_FLATTEN]",
    ],
    [
      'a delimiter that is a character [definition.reader-values]',
      getObject({ ...csv, CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter: ';' }),
      "The field 'CSVDelimiter' should have one of these values: [COMMA, PIPE, SEMICOLON, SPACE, TAB]",
    ],
    [
      'a reader of another service [definition.service-resource]',
      { ...getObject(), Resource: 'arn:aws:states:::dynamodb:getItem' },
      'The resource provided arn:aws:states:::dynamodb:getItem is not recognized',
    ],
  ])('%s', (_, ItemReader, message) => {
    expect(() => start({ ItemReader }, {})).toThrow(message);
  });

  it('an empty ResultWriter [definition.result-writer-empty]', () => {
    expect(() => start({ ResultWriter: {} }, [])).toThrow('Value cannot be empty');
  });

  const PUT = 'arn:aws:states:::s3:putObject';
  it.each([
    ['parameters without a Resource', { Parameters: { Bucket: 'b' } }, 'These fields are required: [Resource]'],
    ['a Resource without parameters', { Resource: PUT }, 'These fields are required: [Parameters]'],
    [
      'a Resource with a format alone',
      { Resource: PUT, WriterConfig: { Transformation: 'COMPACT' } },
      'These fields are required: [Parameters]',
    ],
    [
      'a format that is none',
      { WriterConfig: { OutputType: 'CSV' } },
      "The field 'OutputType' should have one of these values: [JSON, JSONL]",
    ],
    [
      'results for a queue',
      { Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {} },
      'The resource provided arn:aws:states:::sqs:sendMessage is not recognized',
    ],
  ])('%s [definition.result-writer-sets]', (_, ResultWriter, message) => {
    expect(() => start({ ResultWriter }, [])).toThrow(message);
  });

  it.each([
    { Resource: PUT, Parameters: { Bucket: 'b' } },
    { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSONL' } },
    { Resource: PUT, Parameters: { Bucket: 'b' }, WriterConfig: { Transformation: 'NONE', OutputType: 'JSON' } },
  ])('none of the sets that a ResultWriter may have: %j [definition.result-writer-sets]', (ResultWriter) => {
    expect(() => start({ ResultWriter }, [])).not.toThrow();
  });
});
