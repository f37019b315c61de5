import {
  createFakeStepFunctions,
  createFactories,
  describeExecutionOutput,
  executionHistory,
  executionStatusChangeEvent,
  failedExecution,
  describeMapRunOutput,
} from 'redrive-testkit';
import { misuseOf } from '../support/misuse';

type Untyped = (...args: unknown[]) => unknown;

test.each([
  [[null], 'ARGUMENT_INVALID'],
  [[5], 'ARGUMENT_INVALID'],
  [[{ randomSeed: 'a' }], 'ARGUMENT_INVALID'],
  [[{ faker: null }], 'ARGUMENT_INVALID'],
  [[{ faker: 5 }], 'ARGUMENT_INVALID'],
  [[{ seed: 5 }], 'OPTION_UNKNOWN'],
])('createFactories(...%j) is refused', (args, code) => {
  expect(misuseOf(() => (createFactories as Untyped)(...args)).code).toBe(code);
});

test.each([['3'], [-1], [1.5], [Number.NaN], [undefined]])('buildList(%p) is refused', (count) => {
  const refusal = misuseOf(() => (createFactories().buildList as Untyped)(count, 'task-failed'));
  expect(refusal.code).toBe('ARGUMENT_INVALID');
});

describe.each<[string, Untyped]>([
  ['failedExecution', failedExecution as Untyped],
  ['executionHistory', executionHistory as Untyped],
  ['describeExecutionOutput', describeExecutionOutput as Untyped],
])('%s()', (_, build) => {
  test.each([[undefined], [null], [5], ['task-fails'], [Symbol('mode')], [{}]])('refuses the mode %p', (mode) => {
    expect(misuseOf(() => build(mode)).code).toBe('OPTION_UNKNOWN');
  });

  test.each([
    [null],
    [5],
    ['lots'],
    [[]],
    [{ error: 5 }],
    [{ error: 'E'.repeat(257) }],
    [{ cause: { reason: 'x' } }],
    [{ state: 5 }],
    [{ state: '' }],
    [{ stateMachineName: 5 }],
    [{ stateMachineName: 'a/b' }],
    [{ executionName: '' }],
    [{ executionName: 'a b' }],
    [{ executionName: 'x'.repeat(81) }],
    [{ events: 1e9 }],
    [{ afterRedrive: 5 }],
    [{ afterRedrive: [] }],
    [{ statesBefore: 'ReserveStock' }],
    [{ statesAfter: [5] }],
    [{ retries: 1.5 }],
    [{ redriven: '2' }],
    [{ events: Number.NaN }],
    [{ stoppedAgo: 'yesterday' }],
    [{ input: Number.NaN }],
    [{ input: new Map() }],
    [new Map([['redriven', 2]])],
    [Promise.resolve({ redriven: 2 })],
  ])('refuses the options %j', (options) => {
    expect(misuseOf(() => build('task-failed', options)).code).toBe('ARGUMENT_INVALID');
  });
});

test.each([
  [{ executionName: () => 5 }],
  [{ state: 'x'.repeat(81) }],
  [{ resource: 'charge-card' }],
  [{ statesBefore: ['A', 'A'] }],
  [{ statesBefore: ['ChargeCard'], state: 'ChargeCard' }],
  [{ statesAfter: ['ReserveStock'] }],
  [{ input: 'x'.repeat(300_000) }],
])('%j is refused when it is made, in a fake and without', (options) => {
  expect(misuseOf(() => executionHistory('lambda-function-failed', options as never)).code).toBe('ARGUMENT_INVALID');
  expect(() => createFakeStepFunctions().seed(failedExecution('lambda-function-failed', options as never))).toThrow();
});

test.each<[unknown, string]>([
  [null, 'ARGUMENT_INVALID'],
  [5, 'ARGUMENT_INVALID'],
  [{ state: 'X' }, 'OPTION_UNKNOWN'],
  [{ status: 'DONE' }, 'ARGUMENT_INVALID'],
  [{ children: null }, 'ARGUMENT_INVALID'],
  [{ children: 5 }, 'ARGUMENT_INVALID'],
  [{ children: { fialed: 1 } }, 'OPTION_UNKNOWN'],
  [{ children: { failed: -1 } }, 'ARGUMENT_INVALID'],
  [{ itemsPerChild: '2' }, 'ARGUMENT_INVALID'],
  [{ redriveCount: 0.5 }, 'ARGUMENT_INVALID'],
  [{ toleratedFailurePercentage: 101 }, 'ARGUMENT_INVALID'],
  [{ label: 5 }, 'ARGUMENT_INVALID'],
  [{ startedAt: null }, 'ARGUMENT_INVALID'],
])('describeMapRunOutput(%j) is refused', (options, code) => {
  expect(misuseOf(() => (describeMapRunOutput as Untyped)(options)).code).toBe(code);
});

test.each([[undefined], [null], [5], ['order'], [{}], [[]]])(
  'executionStatusChangeEvent(%p) is refused',
  (execution) => {
    const refusal = misuseOf(() => (executionStatusChangeEvent as Untyped)(execution));
    expect(refusal).toMatchObject({ code: 'ARGUMENT_INVALID', hint: expect.stringContaining('sfn.execution(order)') });
  },
);
