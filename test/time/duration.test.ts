import { TestkitError } from '../../src/model/testkitError';
import { days, hours, minutes, seconds } from '../../src/time/duration';

test('durations are milliseconds', () => {
  expect([seconds(1), minutes(1), hours(1), days(1)]).toEqual([1_000, 60_000, 3_600_000, 86_400_000]);
  expect(seconds(0.5)).toBe(500);
  expect(days(0)).toBe(0);
});

test.each([
  ['seconds', seconds],
  ['minutes', minutes],
  ['hours', hours],
  ['days', days],
] as const)('%s() refuses what is no duration', (name, unit) => {
  for (const amount of [NaN, -1, Infinity, undefined as unknown as number, '3' as unknown as number]) {
    expect(() => unit(amount)).toThrow(TestkitError);
    expect(() => unit(amount)).toThrow(`${name}()`);
  }
});
