import { defaultLimits } from '../../src/rules/limits';
import { planOfChild, planOfMapRun } from '../../src/rules/mapRunRedrive';
import type { RedrivabilityFacts } from '../../src/rules/redrivability';
import { days } from '../../src/time/duration';

const NOW = Date.UTC(2026, 5, 1);

describe('a redrive of the parent', () => {
  test('goes on with the Map Run that failed', () => {
    expect(planOfMapRun({ started: true, isVoid: false, redrives: 3 })).toBe('redrive');
  });

  test('starts a Map Run that never started', () => {
    expect(planOfMapRun({ started: false, isVoid: false, redrives: 0 })).toBe('start');
  });

  test('starts a new one after States.DataLimitExceeded or a failed interpolation', () => {
    expect(planOfMapRun({ started: true, isVoid: true, redrives: 0 })).toBe('replace');
  });

  test('redrives a Map Run 1,000 times and no more', () => {
    expect(planOfMapRun({ started: true, isVoid: false, redrives: 999 })).toBe('redrive');
    expect(planOfMapRun({ started: true, isVoid: false, redrives: 1_000 })).toBe('refuse');
    expect(planOfMapRun({ started: true, isVoid: false, redrives: 1 }, { ...defaultLimits, mapRunRedrives: 1 })).toBe(
      'refuse',
    );
  });
});

describe('a redrive of a Map Run', () => {
  const child: RedrivabilityFacts = {
    type: 'STANDARD',
    status: 'FAILED',
    startDate: NOW - days(2),
    stopDate: NOW - days(2),
    eventCount: 9,
    machineStatus: 'ACTIVE',
    isMapRunChild: true,
  };

  test('keeps what succeeded', () => {
    expect(planOfChild({ ...child, status: 'SUCCEEDED' }, NOW)).toBe('keep');
    expect(planOfChild({ ...child, status: 'SUCCEEDED', type: 'EXPRESS' }, NOW)).toBe('keep');
  });

  test.each(['FAILED', 'ABORTED', 'TIMED_OUT'] as const)(
    'redrives a %s Standard child, restarts an Express one',
    (status) => {
      expect(planOfChild({ ...child, status }, NOW)).toBe('redrive');
      expect(planOfChild({ ...child, status, type: 'EXPRESS' }, NOW)).toBe('restart');
    },
  );

  test('gives up a Standard child whose history is full or whose 14 days are over', () => {
    expect(planOfChild({ ...child, eventCount: 24_998 }, NOW)).toBe('redrive');
    expect(planOfChild({ ...child, eventCount: 24_999 }, NOW)).toBe('give up');
    expect(planOfChild({ ...child, stopDate: NOW - days(14) }, NOW)).toBe('redrive');
    expect(planOfChild({ ...child, stopDate: NOW - days(14) - 1 }, NOW)).toBe('give up');
    expect(planOfChild({ ...child, stopDate: NOW - days(14) - 1, type: 'EXPRESS' }, NOW)).toBe('restart');
  });
});
