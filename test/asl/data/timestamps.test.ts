import { timeOf } from '../../../src/asl/data/timestamps';

const millisecondsOf = (text: string): number | undefined => {
  const instant = timeOf(text);
  return instant === undefined ? undefined : Number(instant / 1_000_000n);
};

describe('an ISO-8601 date-time with an offset', () => {
  it.each([
    ['2016-08-18T17:33:00Z', Date.UTC(2016, 7, 18, 17, 33)],
    ['2016-03-05T21:29:29.243167252Z', Date.UTC(2016, 2, 5, 21, 29, 29, 243)],
    ['2016-08-18T17:33:00+01:00', Date.UTC(2016, 7, 18, 16, 33)],
    ['2016-08-18T17:33:00-05:30', Date.UTC(2016, 7, 18, 23, 3)],
    ['2016-02-29T00:00:00Z', Date.UTC(2016, 1, 29)],
    ['1969-12-31T23:59:59Z', -1000],
  ])('%s', (text, expected) => {
    expect(millisecondsOf(text)).toBe(expected);
  });

  it('is kept to the nanosecond', () => {
    expect(timeOf('1970-01-01T00:00:00.000000001Z')).toBe(1n);
  });
});

describe('no date-time of that form, as recorded', () => {
  it.each([
    '05-12-2016T21:29:29Z',
    '2016-12-05 21:29:29Z',
    '2016-12-05T25:29:29Z',
    '2016-13-05T21:29:29Z',
    '2016-12-05T21:29:29',
  ])('%s', (text) => expect(timeOf(text)).toBeUndefined());
});

describe('no date-time either', () => {
  it.each([
    '',
    '2016-12-05',
    '2017-02-29T00:00:00Z',
    '2016-12-05t21:29:29z',
    '2016-12-05T21:60:00Z',
    '2016-12-05T21:00:60Z',
  ])('%s', (text) => expect(timeOf(text)).toBeUndefined());
});
