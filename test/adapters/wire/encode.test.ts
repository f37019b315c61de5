import { encodeJson } from '../../../src/adapters/wire/encode';

const secondsOf = (at: number): string => encodeJson({ at: new Date(at) }).slice('{"at":'.length, -1);

test('the success body of RedriveExecution has 32 bytes', () => {
  const body = encodeJson({ redriveDate: new Date(1790219000253) });
  expect(body).toBe('{"redriveDate":1.790219000253E9}');
  expect(Buffer.byteLength(body)).toBe(32);
});

test.each([
  [1790218631060, '1.79021863106E9'],
  [1790219000000, '1.790219E9'],
  [1000000000000, '1.0E9'],
  [2000000000000, '2.0E9'],
  [999999999999, '9.99999999999E8'],
  [9999999999999, '9.999999999999E9'],
  [10000000000000, '1.0E10'],
  [0, '0.0'],
  [1500, '1.5'],
  [9999999999, '9999999.999'],
  [10000000000, '1.0E7'],
  [-1500, '-1.5'],
  [-1790219000253, '-1.790219000253E9'],
])('epoch milliseconds %d are %s seconds on the wire', (at, text) => {
  expect(secondsOf(at)).toBe(text);
});

test('a date on the wire is the same instant again', () => {
  for (let at = 1790219000000; at < 1790219001100; at += 1) expect(Math.round(Number(secondsOf(at)) * 1000)).toBe(at);
});

test('members stand in alphabetical order at every level, absent ones are left out [wire.member-order]', () => {
  const text = encodeJson({ b: 1, a: { d: true, c: 'x', z: undefined }, n: null, list: [{ y: 1, x: [] }] });
  expect(text).toBe('{"a":{"c":"x","d":true},"b":1,"list":[{"x":[],"y":1}]}');
});

test('the tolerated failure percentage is a float, counts are integers', () => {
  expect(encodeJson({ toleratedFailurePercentage: 0, toleratedFailureCount: 0 })).toBe(
    '{"toleratedFailureCount":0,"toleratedFailurePercentage":0.0}',
  );
});

test('strings are left as they are, whatever they hold', () => {
  const strings = ['', '"quoted"', 'back\\slash', 'line\nbreak\u0000', 'Grüße 🚀', '{"a": 1.0}', '\u2028'];
  expect(JSON.parse(encodeJson({ strings }))).toEqual({ strings });
  expect(encodeJson({ s: 'Grüße/🚀' })).toBe('{"s":"Grüße/🚀"}');
});

test('__type comes first, in each item of a list too, and not deeper', () => {
  expect(encodeJson({ events: [{ b: { c: 1 }, a: 1 }, {}], A: 1 }, { events: 'ns#Event' })).toBe(
    '{"A":1,"events":[{"__type":"ns#Event","a":1,"b":{"c":1}},{"__type":"ns#Event"}]}',
  );
});

test('names that collide when joined keep their own members', () => {
  expect(encodeJson({ 'a\nb': 1 })).toBe('{"a\\nb":1}');
  expect(encodeJson({ a: 1, b: 2 })).toBe('{"a":1,"b":2}');
  expect(encodeJson({ 'a\nb': 3 })).toBe('{"a\\nb":3}');
  expect(encodeJson(Object.fromEntries([['__proto__', 1]]))).toBe('{"__proto__":1}');
});

test('a date of another realm or of fake timers is a date', () => {
  const foreign = require('node:vm').runInNewContext('new Date(1790219000253)') as Date;
  expect(foreign).not.toBeInstanceOf(Date);
  expect(encodeJson({ foreign })).toBe('{"foreign":1.790219000253E9}');
  jest.useFakeTimers({ now: 1790219000253 });
  expect(encodeJson({ now: new Date() })).toBe('{"now":1.790219000253E9}');
  jest.useRealTimers();
});

test('a page of 1,000 events costs a few times what JSON.stringify takes, not a multiple of it for each event', () => {
  const events = Array.from({ length: 1000 }, (_, index) => ({
    timestamp: new Date(1790219000000 + index),
    type: 'TaskSucceeded',
    id: index + 1,
    previousEventId: index,
    taskSucceededEventDetails: { resource: 'invoke', output: '{"paid":true}', outputDetails: { truncated: false } },
  }));
  const timeOf = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const rounds = Array.from({ length: 50 }, () => [
    timeOf(() => encodeJson({ events }, { events: 'ns#HistoryEvent' })),
    timeOf(() => JSON.stringify({ events })),
  ]);
  const [ours, native] = [0, 1].map((side) => Math.min(...rounds.map((round) => round[side]!)));
  expect(ours! / native!).toBeLessThan(15);
});
