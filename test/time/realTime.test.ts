import { TOOK_TOO_LONG, withinRealTime } from '../../src/time/realTime';

const backtracks = (): RegExpExecArray | null => /^(a+)+$/.exec(`${'a'.repeat(40)}!`);

test('work that takes too long is stopped, whatever it is', () => {
  expect(withinRealTime(20, backtracks)).toBe(TOOK_TOO_LONG);
});

test('other work comes to what it comes to', () => {
  expect(withinRealTime(1_000, () => 5)).toBe(5);
  expect(() => {
    withinRealTime(1_000, () => {
      throw new RangeError('its own');
    });
  }).toThrow(new RangeError('its own'));
});

test('work in work is stopped by its own limit', () => {
  expect(withinRealTime(5_000, () => withinRealTime(20, backtracks))).toBe(TOOK_TOO_LONG);
  expect(withinRealTime(20, () => withinRealTime(5_000, backtracks))).toBe(TOOK_TOO_LONG);
});

test('the fake timers of a runner do not hold it up', () => {
  jest.useFakeTimers({ now: 0 });
  expect(withinRealTime(20, backtracks)).toBe(TOOK_TOO_LONG);
  jest.useRealTimers();
});
