import { planOfChild } from '../../../src/service/mapRuns/children';
import type { RedrivabilityFacts } from '../../../src/rules/redrivability';
import { days } from '../../../src/time/duration';

const NOW = Date.UTC(2026, 5, 1);

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
    'redrives a %s Standard child, restarts an Express one [map-run.standard-child]',
    (status) => {
      expect(planOfChild({ ...child, status }, NOW)).toBe('redrive');
      expect(planOfChild({ ...child, status, type: 'EXPRESS' }, NOW)).toBe('restart');
    },
  );

  test('gives up a Standard child whose history is full or whose 14 days are over [map-run.child-event-limit]', () => {
    expect(planOfChild({ ...child, eventCount: 24_998 }, NOW)).toBe('redrive');
    expect(planOfChild({ ...child, eventCount: 24_999 }, NOW)).toBe('give up');
    expect(planOfChild({ ...child, stopDate: NOW - days(14) }, NOW)).toBe('redrive');
    expect(planOfChild({ ...child, stopDate: NOW - days(14) - 1 }, NOW)).toBe('give up');
    expect(planOfChild({ ...child, stopDate: NOW - days(14) - 1, type: 'EXPRESS' }, NOW)).toBe('restart');
  });
});
