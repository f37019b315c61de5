import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { compareHistories, type Comparison } from './comparator';
import { printDifference } from './firstDifference';
import type { RecordedHistory, RecordedHistoryEvent, RecordingFacts } from './recordings';

const FACTS: RecordingFacts = { id: 'x', tier: 'A', complete: true, reverseOrder: false };

function compare(
  recorded: readonly Record<string, unknown>[],
  emitted: readonly Record<string, unknown>[],
  options: { date?: string; facts?: Partial<RecordingFacts> } = {},
): Comparison {
  const number = (event: Record<string, unknown>, index: number) => ({
    id: index + 1,
    previousEventId: index,
    ...event,
  });
  const history: RecordedHistory = {
    id: 'x',
    source: { recordedDate: options.date ?? '01-01-2026, 00:00:00' },
    idsNormalised: false,
    events: recorded.map(number) as unknown as RecordedHistoryEvent[],
  };
  return compareHistories(
    { history, facts: { ...FACTS, ...options.facts } },
    emitted.map(number) as unknown as HistoryEvent[],
  );
}

const exited = (output: unknown, name = 'A') => ({
  type: 'PassStateExited',
  stateExitedEventDetails: { name, output },
});
const outputs = (...texts: unknown[]) => texts.map((text) => exited(text));

describe('what the recorder did is tolerated', () => {
  it.each([
    ['blanks in JSON text', ['["a", {"b": 1}]'], ['["a",{"b":1}]']],
    ['blanks in JSON text inside JSON text', ['{"Cause":"{\\"a\\": 1}"}'], ['{"Cause":"{\\"a\\":1}"}']],
    ['members in another order', ['{"a":1,"b":2}'], ['{"b":2,"a":1}']],
    ['a stand-in for a UUID', ['{"id":"<uuid:1>"}'], ['{"id":"0b0e1f6c-6a33-4a5e-9d3f-0a1b2c3d4e5f"}']],
    [
      'stand-ins within an ARN',
      ['"arn:<partition>:states:<region>:1:x:<ArnPart_0idx>"'],
      ['"arn:aws:states:us-east-1:1:x:me"'],
    ],
    ['two stand-ins side by side', ['stateMachine:<ArnPart_0idx><random_arn_part>'], ['stateMachine:abcdef']],
    ['a stand-in that holds another', ['{"TaskToken":"<<task_token>:1>"}'], ['{"TaskToken":"AQB4"}']],
    ['a stand-in that the scripted task gave back', ['{"id":"<uuid:1>"}'], ['{"id":"<uuid:1>"}']],
    ['a word that names what the value is', ['{"Role":"sfn_role_arn"}'], ['{"Role":"arn:aws:iam::1:role/r"}']],
    [
      'an ARN word in a sentence',
      ['The activity activity_arn is gone.'],
      ['The activity arn:aws:states:x:activity:a is gone.'],
    ],
    ['a word for an instant as JSON text', ['"date"'], ['"2024-11-06T09:42:03Z"']],
    ['a number that became a word', ['{"r":"RandomNumberGenerated"}'], ['{"r":3}']],
    ['a JSON text that became a number', [1], ['1']],
    ['a JSON text that became a word for its number', ['RandomNumberGenerated'], ['0.25']],
    ['another spelling of a number', ['0.0'], ['0']],
    ['a member masked by its own path', ['stateExitedEventDetails.output'], ['{"any":1}']],
    ['a name of the pairing run', ['{"Key":"some-name"}'], ['{"Key":"name_uid017"}']],
    ['a stub of the pairing run', ['{"Bucket":"my-bucket"}'], ['{"Bucket":"<s3_create_bucket>()"}']],
  ])('%s', (_, recorded, emitted) => {
    expect(compare(outputs(...recorded), outputs(...emitted))).toMatchObject({ equal: true });
  });

  it('the one stand-in that two Map Runs share', () => {
    const run = (mapRunArn: string) => ({ type: 'MapRunStarted', mapRunStartedEventDetails: { mapRunArn } });
    expect(compare([run('map_run_arn'), run('map_run_arn')], [run('arn:1'), run('arn:2')]).equal).toBe(true);
  });

  it('an instant of the course of the execution, wherever the same one stands', () => {
    const [start, later] = ['2026-11-22T07:12:40.000Z', '2026-11-22T07:12:41.000Z'];
    const emitted = (...texts: unknown[]) =>
      outputs(...texts).map((event) => ({ ...event, timestamp: new Date(start) }));
    const recorded = outputs('{"at":"2024-01-28T19:44:43.123Z"}', '["2024-01-28T19:44:43.123Z"]');
    expect(compare(recorded, emitted(`{"at":"${start}"}`, `["${start}"]`)).equal).toBe(true);
    expect(compare(recorded, emitted(`{"at":"${later}"}`, `["${later}"]`)).equal).toBe(false);
    const times = [start, later].map((text) => new Date(text));
    const differing = outputs(`{"at":"${start}"}`, `["${later}"]`).map((event, index) => ({
      ...event,
      timestamp: times[index],
    }));
    expect(compare(recorded, differing).equal).toBe(false);
  });

  it('events of an incomplete recording that were cut off', () => {
    expect(compare(outputs('1'), outputs('1', '2'), { facts: { complete: false } }).equal).toBe(true);
  });

  it('a recording that was taken in reverse order', () => {
    const first = { ...exited('1'), id: 1, previousEventId: 0 };
    const second = { ...exited('2'), id: 2, previousEventId: 1 };
    expect(compare([second, first], [first, second], { facts: { reverseOrder: true } }).equal).toBe(true);
  });

  it('no RedriveCount in the context object of a recording from before redrive', () => {
    const emitted = outputs('{"Name":"n","StartTime":"t","RedriveCount":0}');
    const recorded = outputs('{"Name":"n","StartTime":"t"}');
    expect(compare(recorded, emitted, { date: '24-10-2023, 10:00:00' }).equal).toBe(true);
    expect(compare(recorded, emitted, { date: '24-12-2023, 10:00:00' }).equal).toBe(false);
  });
});

describe('what must be noticed', () => {
  it.each([
    ['a number for a text', ['{"a":"1"}'], ['{"a":1}']],
    ['null for an absent member', ['{"a":null}'], ['{}']],
    ['an empty text for null', ['{"Cause":null}'], ['{"Cause":""}']],
    ['another order of an array', ['[1,2]'], ['[2,1]']],
    ['another text', ['some text'], ['some other text']],
    ['blanks in a text that is no JSON', ['some  text'], ['some text']],
    ['numbers in a text within JSON', ['{"a":"1.0"}'], ['{"a":"1"}']],
    ['a word for a number where there is none', ['RandomNumberGenerated'], ['"x"']],
    ['a word for a value of another kind', ['{"a":"some_arn"}'], ['{"a":"x"}']],
    ['no UUID for a UUID', ['{"a":"<uuid:1>"}'], ['{"a":"x"}']],
  ])('%s', (_, recorded, emitted) => {
    expect(compare(outputs(...recorded), outputs(...emitted)).equal).toBe(false);
  });

  const [one, two] = ['0b0e1f6c-6a33-4a5e-9d3f-0a1b2c3d4e5f', '1b0e1f6c-6a33-4a5e-9d3f-0a1b2c3d4e5f'];

  it('two values for one stand-in', () => {
    expect(compare(outputs('["<uuid:1>","<uuid:1>"]'), outputs(JSON.stringify([one, two]))).equal).toBe(false);
  });

  it('one value for two stand-ins', () => {
    expect(compare(outputs('["<uuid:1>","<uuid:2>"]'), outputs(JSON.stringify([one, one]))).equal).toBe(false);
  });

  it('an event too few, an event too many', () => {
    expect(compare(outputs('1', '2'), outputs('1'))).toMatchObject({
      mismatch: { difference: { why: 'event missing' } },
    });
    expect(compare(outputs('1'), outputs('1', '2'))).toMatchObject({
      mismatch: { difference: { why: 'event not recorded' } },
    });
  });

  it('empty details for no details', () => {
    const none = { type: 'ExecutionAborted' };
    expect(compare([none], [{ ...none, executionAbortedEventDetails: {} }]).equal).toBe(false);
  });
});

describe('MapStateExited of a distributed Map', () => {
  const started = { type: 'MapRunStarted', id: 1, previousEventId: 0 };
  const succeeded = { type: 'MapRunSucceeded', id: 2, previousEventId: 1 };
  const left = (previousEventId: number) => ({ type: 'MapStateExited', id: 3, previousEventId });
  const former = [started, succeeded, left(2)];
  const today = [started, succeeded, left(1)];

  it('hung on MapRunSucceeded until November 2024', () => {
    expect(compare(former, today, { date: '19-06-2024, 10:00:00' }).equal).toBe(true);
  });

  it('must hang on MapRunStarted since', () => {
    expect(compare(former, today, { date: '13-11-2024, 10:00:00' }).equal).toBe(false);
    expect(compare(today, former, { date: '19-06-2024, 10:00:00' }).equal).toBe(false);
  });
});

describe('a Parallel whose events the recorder sorted', () => {
  const lost = { id: [0], previousEventId: 0 };
  const entered = (name: string) => ({ type: 'PassStateEntered', stateEnteredEventDetails: { name } });
  const recorded = [
    { type: 'ParallelStateStarted' },
    { ...entered('A'), ...lost },
    { ...entered('B'), ...lost },
    { ...exited('1', 'A'), ...lost },
    { ...exited('2', 'B'), ...lost },
    { type: 'ParallelStateExited', id: 7, previousEventId: 5 },
  ];
  const emitted = [
    { type: 'ParallelStateStarted' },
    entered('A'),
    exited('1', 'A'),
    { ...entered('B'), previousEventId: 1 },
    exited('2', 'B'),
    { type: 'ParallelStateSucceeded', previousEventId: 5 },
    { type: 'ParallelStateExited', id: 7, previousEventId: 5 },
  ];

  it('is compared as a multiset, without the event that the recorder dropped', () => {
    expect(compare(recorded, emitted)).toMatchObject({ equal: true });
  });

  it('must have every recorded event', () => {
    expect(compare(recorded, emitted.with(2, exited('9', 'A'))).equal).toBe(false);
  });

  it('must have no other event than the dropped one', () => {
    expect(compare(recorded, emitted.with(5, entered('C'))).equal).toBe(false);
  });

  it('must have as many events as the next id says', () => {
    expect(compare(recorded, emitted.toSpliced(5, 1)).equal).toBe(false);
  });
});

describe('to the byte', () => {
  const same = (recorded: string, emitted: string) => {
    const comparable = (text: string) => [{ id: 1, previousEventId: 0, ...exited(text) }];
    const history = { id: 'x', source: {}, idsNormalised: false, events: comparable(recorded) };
    return compareHistories({ history, facts: FACTS }, comparable(emitted) as unknown as HistoryEvent[], {
      toTheByte: true,
    }).equal;
  };

  it.each([
    ['["<uuid:1>", 1]', '["0b0e1f6c-6a33-4a5e-9d3f-0a1b2c3d4e5f", 1]'],
    ['{"a":"{\\"role\\":\\"sfn_role_arn\\"}"}', '{"a":"{\\"role\\":\\"arn:x\\"}"}'],
    ['{"a":"recorded without blanks"}', '{ "a": "recorded without blanks" }'],
  ])('stand-ins, and blanks that the recorder removed, are no difference: %s', (recorded, emitted) => {
    expect(same(recorded, emitted)).toBe(true);
  });

  it.each([
    ['blanks', '[1, 2]', '[1,2]'],
    ['order of members', '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['spelling of a number', '{"a":0.0}', '{"a":0}'],
    ['spelling of a number alone', '0.0', '0'],
  ])('%s is a difference', (_, recorded, emitted) => {
    expect(same(recorded, emitted)).toBe(false);
  });
});

it('prints the first differing event side by side', () => {
  const comparison = compare(outputs('{"a":1}'), outputs('{"a":2}'));
  if (comparison.equal) throw new Error('they differ');
  const { recorded, emitted, difference } = comparison.mismatch;
  const printed = printDifference({ title: 'event 1', recorded, emitted, difference });
  expect(printed).toContain('event 1: values differ at /stateExitedEventDetails/output(JSON)/a');
  expect(printed).toMatch(/^! stateExitedEventDetails\/output +\{"a":1\} +\{"a":2\}$/m);
});
