import { defaultLimits } from '../../src/rules/limits';
import { resolveAssumptions } from '../../src/rules/assumptions';
import { reasonNotRedrivable, redrivabilityOf, type RedrivabilityFacts } from '../../src/rules/redrivability';
import { days } from '../../src/time/duration';

const NOW = Date.UTC(2026, 5, 1);

const failed: RedrivabilityFacts = {
  type: 'STANDARD',
  status: 'FAILED',
  startDate: NOW - days(2),
  stopDate: NOW - days(1),
  eventCount: 20,
  machineStatus: 'ACTIVE',
  isMapRunChild: false,
};

const statusAt = (facts: Partial<RedrivabilityFacts>, now = NOW) => redrivabilityOf({ ...failed, ...facts }, now);

test.each(['FAILED', 'ABORTED', 'TIMED_OUT'] as const)('a %s execution is redrivable, without a reason', (status) => {
  expect(statusAt({ status })).toEqual({ redriveStatus: 'REDRIVABLE' });
  expect(reasonNotRedrivable({ ...failed, status }, NOW)).toBeUndefined();
});

test.each([
  ['RUNNING', 'Execution is RUNNING and cannot be redriven'],
  ['SUCCEEDED', 'Execution is SUCCEEDED and cannot be redriven'],
] as const)(
  'a %s execution is not, and the reason says so without a full stop [redrivability.running] [redrivability.succeeded]',
  (status, reason) => {
    expect(statusAt({ status })).toEqual({ redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason });
    expect(reasonNotRedrivable({ ...failed, status }, NOW)).toBe(reason);
  },
);

describe('boundaries', () => {
  test('14 days after the stop it is still redrivable, a millisecond later it is not [redrivability.period] [redrivability.period-boundary] [limit.redrivablePeriod]', () => {
    const stopDate = NOW - days(14);
    expect(statusAt({ stopDate, startDate: stopDate }).redriveStatus).toBe('REDRIVABLE');
    expect(statusAt({ stopDate: stopDate - 1, startDate: stopDate - 1 })).toEqual({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
  });

  test('the period counts from the stop, not from the start', () => {
    expect(statusAt({ startDate: NOW - days(100), stopDate: NOW - days(1) }).redriveStatus).toBe('REDRIVABLE');
  });

  test('24,998 events leave room, 24,999 do not [redrivability.event-limit] [redrivability.event-limit-text] [limit.redrivableEvents]', () => {
    expect(statusAt({ eventCount: 24_998 }).redriveStatus).toBe('REDRIVABLE');
    expect(statusAt({ eventCount: 24_999 })).toEqual({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution has exceeded the maximum history event limit',
    });
  });

  test('one year after the start it is still redrivable, a millisecond later it is not [redrivability.execution-time] [redrivability.execution-time-boundary] [limit.executionTime]', () => {
    const startDate = NOW - days(365);
    expect(statusAt({ startDate }).redriveStatus).toBe('REDRIVABLE');
    expect(statusAt({ startDate: startDate - 1 })).toEqual({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution has exceeded the max execution time',
    });
  });

  test('executions started on 2023-11-15 are redrivable, those of the day before are not [redrivability.launch] [limit.redriveLaunch]', () => {
    const launch = Date.UTC(2023, 10, 15);
    const now = launch + days(1);
    expect(statusAt({ startDate: launch, stopDate: launch }, now).redriveStatus).toBe('REDRIVABLE');
    expect(statusAt({ startDate: launch - 1, stopDate: launch }, now)).toEqual({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution was started before the launch of RedriveExecution',
    });
  });
});

describe('while the state machine is DELETING', () => {
  const machineStatus = 'DELETING' as const;

  test('DescribeExecution shows REDRIVABLE, and the call is refused [redrivability.deleting] [redrivability.deleting-refused]', () => {
    expect(statusAt({ machineStatus })).toEqual({ redriveStatus: 'REDRIVABLE' });
    expect(reasonNotRedrivable({ ...failed, machineStatus }, NOW)).toBe('State machine is in DELETING status');
  });

  test.each(['RUNNING', 'SUCCEEDED'] as const)('a %s execution shows its status as the reason', (status) => {
    expect(statusAt({ machineStatus, status }).redriveStatusReason).toContain(status);
    expect(reasonNotRedrivable({ ...failed, machineStatus, status }, NOW)).toContain(status);
  });
});

describe('children of a Map Run', () => {
  const child = { isMapRunChild: true };

  test.each(['FAILED', 'ABORTED', 'TIMED_OUT'] as const)(
    'a %s child is redrivable by its Map Run [redrivability.by-map-run]',
    (status) => {
      expect(statusAt({ ...child, status })).toEqual({ redriveStatus: 'REDRIVABLE_BY_MAP_RUN' });
      expect(statusAt({ ...child, status, type: 'EXPRESS' })).toEqual({ redriveStatus: 'REDRIVABLE_BY_MAP_RUN' });
    },
  );

  test('a succeeded child is not, of either type', () => {
    for (const type of ['STANDARD', 'EXPRESS'] as const) {
      expect(statusAt({ ...child, type, status: 'SUCCEEDED' }).redriveStatus).toBe('NOT_REDRIVABLE');
    }
  });

  test('a Standard child has its own 14 days, an Express child has no end [redrivability.express-child]', () => {
    const stopDate = NOW - days(14) - 1;
    expect(statusAt({ ...child, stopDate }).redriveStatus).toBe('NOT_REDRIVABLE');
    expect(statusAt({ ...child, stopDate, type: 'EXPRESS' }).redriveStatus).toBe('REDRIVABLE_BY_MAP_RUN');
  });

  test('a child that waits for its redrive is not redrivable [redrivability.pending-redrive]', () => {
    expect(statusAt({ ...child, status: 'PENDING_REDRIVE' }).redriveStatus).toBe('NOT_REDRIVABLE');
  });
});

test('where several reasons apply, the order of the rules decides', () => {
  const old: RedrivabilityFacts = {
    ...failed,
    startDate: Date.UTC(2023, 0, 1),
    stopDate: Date.UTC(2023, 0, 2),
    eventCount: 25_000,
    machineStatus: 'DELETING',
  };
  expect(reasonNotRedrivable(old, NOW)).toBe('State machine is in DELETING status');
  expect(reasonNotRedrivable({ ...old, machineStatus: 'ACTIVE' }, NOW)).toContain('before the launch');
  const started = { ...old, machineStatus: 'ACTIVE' as const, startDate: Date.UTC(2024, 0, 1) };
  expect(reasonNotRedrivable(started, NOW)).toBe('Execution has exceeded the maximum history event limit');
  expect(reasonNotRedrivable({ ...started, eventCount: 1 }, NOW)).toBe('Execution has exceeded the max execution time');
});

test('limits and assumed rules can be replaced', () => {
  const stopDate = NOW - days(14);
  const strict = resolveAssumptions({ 'redrivability.period-boundary': (age, period) => age >= period });
  expect(redrivabilityOf({ ...failed, stopDate }, NOW, defaultLimits, strict).redriveStatus).toBe('NOT_REDRIVABLE');
  const short = { ...defaultLimits, redrivableEvents: 20 };
  expect(redrivabilityOf(failed, NOW, short).redriveStatusReason).toBe(
    'Execution has exceeded the maximum history event limit',
  );
  const lenient = resolveAssumptions({ 'redrivability.deleting-refused': false });
  const deleting = { ...failed, machineStatus: 'DELETING' as const };
  expect(reasonNotRedrivable(deleting, NOW, defaultLimits, lenient)).toBeUndefined();
});
