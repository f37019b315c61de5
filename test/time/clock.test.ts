import { defaultClock, epochMilliseconds, virtualClock } from '../../src/time/clock';
import { days, minutes, seconds } from '../../src/time/duration';

const NOON = Date.UTC(2026, 0, 1, 12);

function codeOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'nothing was thrown';
}

describe('virtualClock', () => {
  test('moves only when it is told to', async () => {
    const clock = virtualClock('2026-01-01T12:00:00Z');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(clock.now()).toBe(NOON);
    clock.advanceBy(minutes(15));
    expect(clock.now()).toBe(NOON + 900_000);
    clock.advanceTo('2026-01-02T00:00:00Z');
    expect(clock.now()).toBe(Date.UTC(2026, 0, 2));
  });

  test('takes a Date, a text and a number', () => {
    expect(virtualClock(new Date(NOON)).now()).toBe(NOON);
    expect(virtualClock(NOON).now()).toBe(NOON);
    expect(virtualClock('2026-01-01T12:00:00.000Z').now()).toBe(NOON);
  });

  test('refuses to run backwards', () => {
    const clock = virtualClock(NOON);
    expect(codeOf(() => clock.advanceBy(-1))).toBe('CLOCK_MOVED_BACKWARDS');
    expect(codeOf(() => clock.advanceTo(NOON - 1))).toBe('CLOCK_MOVED_BACKWARDS');
    clock.advanceTo(NOON);
    expect(clock.now()).toBe(NOON);
  });

  test('refuses what is no time', () => {
    expect(codeOf(() => virtualClock('tomorrow'))).toBe('ARGUMENT_INVALID');
    expect(codeOf(() => virtualClock(NOON).advanceBy(NaN))).toBe('ARGUMENT_INVALID');
    expect(codeOf(() => virtualClock(NOON).advanceTo('soon'))).toBe('ARGUMENT_INVALID');
  });

  test('tells its listeners before it moves, until they are removed', () => {
    const clock = virtualClock(NOON);
    const seen: number[] = [];
    const remove = clock.onBeforeAdvance(() => seen.push(clock.now()));
    clock.advanceBy(seconds(1));
    clock.advanceTo(NOON + 5_000);
    remove();
    clock.advanceBy(seconds(1));
    expect(seen).toEqual([NOON, NOON + 1_000]);
  });

  test('a refused advance reaches no listener', () => {
    const clock = virtualClock(NOON);
    const listener = jest.fn();
    clock.onBeforeAdvance(listener);
    expect(() => clock.advanceTo(NOON - 1)).toThrow();
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('defaultClock', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOON });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('follows the system time, fake timers included', () => {
    const clock = defaultClock();
    expect(clock.now()).toBe(NOON);
    jest.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(NOON + 1_000);
    jest.setSystemTime(NOON + 60_000);
    expect(clock.now()).toBe(NOON + 60_000);
  });

  test('adds what it was advanced by', () => {
    const clock = defaultClock();
    clock.advanceBy(days(14));
    expect(clock.now()).toBe(NOON + days(14));
    jest.advanceTimersByTime(1);
    expect(clock.now()).toBe(NOON + days(14) + 1);
    clock.advanceTo(NOON + days(15));
    expect(clock.now()).toBe(NOON + days(15));
  });

  test('never runs backwards, and goes on at the pace of a system time that was set back', () => {
    const clock = defaultClock();
    expect(clock.now()).toBe(NOON);
    jest.setSystemTime(NOON - days(400));
    expect(clock.now()).toBe(NOON);
    jest.advanceTimersByTime(900_000);
    expect(clock.now()).toBe(NOON + 900_000);
    clock.advanceBy(1_000);
    expect(clock.now()).toBe(NOON + 901_000);
  });

  test('a system time that comes home moves it by no more than what is really later', () => {
    const clock = defaultClock();
    expect(clock.now()).toBe(NOON);
    jest.setSystemTime(NOON - days(400));
    clock.now();
    jest.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(NOON + 1_000);
    jest.setSystemTime(NOON + 500);
    expect(clock.now()).toBe(NOON + 1_000);
    jest.setSystemTime(NOON + 2_000);
    expect(clock.now()).toBe(NOON + 2_000);
  });
});

test('a Date of another realm is a point in time', () => {
  const foreign = { getTime: () => NOON, valueOf: () => NOON, [Symbol.toPrimitive]: () => NOON };
  expect(epochMilliseconds(foreign as unknown as Date)).toBe(NOON);
});

describe('instants beyond the reach of a Date', () => {
  const END = 8.64e15;

  test.each([Number.MAX_VALUE, END, END - NOON + 1])('advanceBy(%p) is refused, and the clock goes on', (step) => {
    const clock = virtualClock(NOON);
    const listener = jest.fn();
    clock.onBeforeAdvance(listener);
    expect(() => clock.advanceBy(step)).toThrow(
      expect.objectContaining({ code: 'ARGUMENT_INVALID', found: expect.stringContaining(String(step)) }),
    );
    expect(listener).not.toHaveBeenCalled();
    clock.advanceBy(1);
    expect(clock.now()).toBe(NOON + 1);
  });

  test('the last one can be reached', () => {
    const clock = virtualClock(NOON);
    clock.advanceBy(END - NOON);
    expect(new Date(clock.now()).toISOString()).toBe('+275760-09-13T00:00:00.000Z');
  });

  test.each([END + 1, -END - 1, Number.MAX_VALUE])('advanceTo(%p) is refused', (when) => {
    expect(() => virtualClock(NOON).advanceTo(when)).toThrow(expect.objectContaining({ code: 'ARGUMENT_INVALID' }));
  });
});

test.each([
  [null, 'null'],
  [undefined, 'undefined'],
  [true, 'true'],
  [[2026], 'a list of 1'],
  [{}, 'an empty object'],
  [() => NOON, 'function'],
  [Object.create(null), 'an empty object'],
  [5n, '5n'],
  [Symbol('noon'), 'Symbol(noon)'],
  ['yesterday', "'yesterday'"],
  [new Date(Number.NaN), 'Invalid Date'],
])('advanceTo(%p) is no instant', (when, found) => {
  const clock = virtualClock(NOON);
  expect(() => clock.advanceTo(when as Date)).toThrow(
    expect.objectContaining({ code: 'ARGUMENT_INVALID', found: expect.stringContaining(found) }),
  );
  expect(clock.now()).toBe(NOON);
});

test('a listener is a function', () => {
  expect(() => virtualClock().onBeforeAdvance(5 as never)).toThrow(
    expect.objectContaining({ code: 'ARGUMENT_INVALID' }),
  );
});
