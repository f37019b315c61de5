import { ProcessorTime, TOOK_TOO_LONG } from '../../src/time/realTime';

const backtracks = (): RegExpExecArray | null => /^(a+)+$/.exec(`${'a'.repeat(40)}!`);
const within = <T>(milliseconds: number, work: () => T): unknown => new ProcessorTime(milliseconds).run(work);

test('work that takes too long is stopped, whatever it is', () => {
  expect(within(20, backtracks)).toBe(TOOK_TOO_LONG);
});

test('other work comes to what it comes to', () => {
  expect(within(1_000, () => 5)).toBe(5);
  expect(() => {
    within(1_000, () => {
      throw new RangeError('its own');
    });
  }).toThrow(new RangeError('its own'));
});

test('what is used up is used up, and short work costs nothing', () => {
  const budget = new ProcessorTime(500);
  for (let turn = 0; turn < 200; turn++) expect(budget.run(() => turn)).toBe(turn);
  expect(budget.run(backtracks)).toBe(TOOK_TOO_LONG);
  expect(budget.run(() => 1)).toBe(TOOK_TOO_LONG);
});

test('the fake timers of a runner do not hold it up', () => {
  jest.useFakeTimers({ now: 0 });
  expect(within(20, backtracks)).toBe(TOOK_TOO_LONG);
  jest.useRealTimers();
});
