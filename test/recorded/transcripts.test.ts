import { answerDifference, recordedAnswer } from './answers';
import { Bindings } from './bindings';
import { timeOfCall } from './callTimes';
import { withValues } from './standIns';
import type { CallStep, CallTranscript, TranscriptEvent } from './transcripts';

const step = (part: Partial<CallStep>): CallStep => ({
  n: 1,
  op: 'DescribeExecution',
  sentMs: 1000,
  doneMs: 1180,
  request: {},
  status: 200,
  ...part,
});

describe('the time of a call', () => {
  const redriven: TranscriptEvent = { id: 9, prev: 8, type: 'ActivityStarted', timestamp: 1.12 };

  it.each<[string, Partial<CallStep>, number]>([
    ['is the date that its own answer carries', { op: 'RedriveExecution', response: { redriveDate: 1.093 } }, 1093],
    ['is not a date from before', { op: 'RedriveExecution', response: { redriveDate: 0.5 } }, 1095],
    ['is not a date that a read answers', { response: { redriveDate: 1.093 } }, 1095],
    ['is that of the event that it wrote', { op: 'GetActivityTask' }, 1120],
    ['is else shortly before its answer arrived', {}, 1095],
  ])('%s', (_, part, expected) => {
    expect(timeOfCall(step(part), [redriven])).toBe(expected);
  });
});

describe('an answer', () => {
  const differs = (recorded: unknown, emitted: unknown, bindings = new Bindings()) =>
    answerDifference(recorded, emitted, bindings) !== undefined;

  it('has one instant for one instant, wherever it stands', () => {
    const recorded = { startDate: 1790218577.62, input: '{"at":"2026-09-24T02:56:17.620Z"}' };
    expect(differs(recorded, { startDate: 5, input: '{"at":"1970-01-01T00:00:05.000Z"}' })).toBe(false);
    expect(differs(recorded, { startDate: 5, input: '{"at":"1970-01-01T00:00:06.000Z"}' })).toBe(true);
  });

  it('has one token for one stand-in, and another one for another', () => {
    expect(differs({ a: 'T01', b: 'T02', c: 'T01' }, { a: 'x', b: 'y', c: 'x' })).toBe(false);
    expect(differs({ a: 'T01', b: 'T01' }, { a: 'x', b: 'y' })).toBe(true);
    expect(differs({ a: 'T01', b: 'T02' }, { a: 'x', b: 'x' })).toBe(true);
  });

  it('has the type names and every member of the wire', () => {
    const recorded = { inputDetails: { __type: 'a#B', included: true } };
    expect(differs(recorded, { inputDetails: { included: true } })).toBe(true);
    expect(differs(recorded, { ...recorded, redriveDate: 1 })).toBe(true);
    expect(differs({ count: 1 }, { count: 2 })).toBe(true);
  });

  it('has whole UUIDs where the transcript kept eight digits', () => {
    const uuid = '92a92d42-6a33-4a5e-9d3f-0a1b2c3d4e5f';
    expect(differs({ name: 'M:92a92d42' }, { name: `M:${uuid}` })).toBe(false);
    expect(differs({ name: 'M:92a92d42' }, { name: 'M:other' })).toBe(true);
  });

  it('takes the values of earlier stand-ins back into requests', () => {
    const bindings = new Bindings();
    answerDifference({ taskToken: 'T07' }, { taskToken: 'AQB4' }, bindings);
    expect(withValues({ taskToken: 'T07', output: '{"T07":1}', n: 1 }, bindings)).toEqual({
      taskToken: 'AQB4',
      output: '{"AQB4":1}',
      n: 1,
    });
  });
});

it('puts back what a transcript only refers to', () => {
  const events: TranscriptEvent[] = [
    { id: 1, prev: 0, type: 'ExecutionStarted', timestamp: 1, detailsMember: 'd', details: { a: 1 } },
    { id: 2, prev: 0, type: 'MapStateFailed', timestamp: 2, detailsMember: null, details: null },
  ];
  const update = step({ n: 1, op: 'UpdateStateMachine', request: { definition: 'new' } });
  const transcript: CallTranscript = {
    id: 'x',
    type: 'STANDARD',
    definition: {},
    definitionVerbatim: 'old',
    steps: [update],
    finalHistory: events,
  };
  const answer = (response: Record<string, unknown>) => recordedAnswer(transcript, step({ n: 2, response }));
  expect(answer({ definition: '= definitionVerbatim (original)' })).toEqual({ definition: 'old' });
  expect(answer({ definition: '= definition of the UpdateStateMachine request, verbatim' })).toEqual({
    definition: 'new',
  });
  const __type = 'com.amazonaws.swf.base.model#HistoryEvent';
  expect(answer({ events: 'ids 1..2 of finalHistory, identical' })).toEqual({
    events: [
      { __type, id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: 1, d: { a: 1 } },
      { __type, id: 2, previousEventId: 0, type: 'MapStateFailed', timestamp: 2 },
    ],
  });
});
