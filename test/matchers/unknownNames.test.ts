import { createFakeStepFunctions, failedExecution, virtualClock } from 'redrive-testkit';
import { exploreRedrives } from 'redrive-testkit/explore';
import { assertThat, matchers } from 'redrive-testkit/matchers';
import { misuseOf } from '../support/misuse';
import { failedOrder } from './scene';

type Untyped = Record<string, (...args: unknown[]) => void>;
const { order, redrive, sfn } = failedOrder();
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:checkout';
const gone = 'arn:aws:states:us-east-1:123456789012:execution:checkout:gone';
const foreign = createFakeStepFunctions({ clock: virtualClock() }).seed(failedExecution('task-failed'));
const history = () => sfn.history(order);
const report = exploreRedrives({
  definition: {
    StartAt: 'ChargeCard',
    States: { ChargeCard: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sns:publish', End: true } },
  },
  faults: 1,
});

beforeAll(async () => redrive());

/** What nobody knows, for each matcher and each of its options that takes a name or a number of something. */
const UNKNOWN: readonly (readonly [keyof typeof matchers, string, () => unknown, unknown[], RegExp])[] = [
  ['toHaveRedriven', 'a name', () => sfn, ['oder-7'], /has no execution oder-7/],
  [
    'toHaveRedriven',
    'an ARN',
    () => sfn,
    [gone],
    /not\.toHaveReceived\('RedriveExecution', \{ executionArn: 'arn:.*gone' \}\)/,
  ],
  ['toHaveRedriven', 'a state machine', () => sfn, [machine], /the ARN of a state machine/],
  [
    'toHaveRedriven',
    'a record of a state machine',
    () => sfn,
    [{ stateMachineArn: machine }],
    /the ARN of a state machine/,
  ],
  ['toHaveRedriven', 'an undefined execution', () => sfn, [undefined], /takes an execution/],
  ['toHaveRedriven', 'an execution of another fake', () => sfn, [foreign], /not of this fake/],
  ['toHaveRedriven', 'an option', () => sfn, [order, { time: 1 }], /option 'time'/],
  ['toHaveRedrivenOnly', 'a name', () => sfn, [['oder-7']], /has no execution oder-7/],
  ['toHaveRedrivenOnly', 'an execution of another fake', () => sfn, [[order, foreign]], /not of this fake/],
  ['toHaveRedrivenOnly', 'nothing', () => sfn, [[]], /an empty list/],
  ['toHaveRedrivenOnly', 'one twice', () => sfn, [[order, order]], /twice/],
  ['toHaveReplayedToken', 'a name', () => sfn, ['oder-7'], /has no execution oder-7/],
  ['toHaveReplayedToken', 'an undefined execution', () => sfn, [undefined], /takes an execution/],
  ['toHaveReplayedToken', 'an execution of another fake', () => sfn, [foreign], /not of this fake/],
  ['toHaveReplayedToken', 'an option', () => sfn, [order, { token: 'a' }], /option 'token'/],
  ['toHaveReceived', 'an operation', () => sfn, ['RedriveExecutions'], /Did you mean 'RedriveExecution'\?/],
  ['toHaveReceived', 'no operation', () => sfn, [], /the name of an operation/],
  [
    'toHaveReceived',
    'a member',
    () => sfn,
    ['RedriveExecution', { executionARN: gone }],
    /Did you mean 'executionArn'\?/,
  ],
  ['toHaveReceived', 'a value', () => sfn, ['ListExecutions', { statusFilter: 'FAILD' }], /Did you mean 'FAILED'\?/],
  ['toHaveReceived', 'an option', () => sfn, ['RedriveExecution', {}, { time: 1 }], /option 'time'/],
  ['toHaveReceivedNoWrites', 'a history', history, [], /needs a fake/],
  ['toHaveFailedAt', 'a state', history, ['Chargecard'], /Did you mean 'ChargeCard'\?/],
  [
    'toHaveFailedAt',
    'an attempt',
    history,
    ['ChargeCard', { attempt: 3 }],
    /attempt 3, which this history does not have/,
  ],
  ['toHaveFailedAt', 'attempt 0', history, ['ChargeCard', { attempt: 0 }], /from 1/],
  ['toHaveFailedAt', 'an option', history, ['ChargeCard', { eror: 'E' }], /option 'eror'/],
  ['toResumeAt', 'a state', history, ['Chargecard'], /Did you mean 'ChargeCard'\?/],
  [
    'toResumeAt',
    'a redrive',
    history,
    ['ChargeCard', { redrive: 2 }],
    /redrive 2 resumed, and this history has one redrive/,
  ],
  ['toResumeAt', 'an option', history, ['ChargeCard', { attempt: 1 }], /option 'attempt'/],
  ['toContainHistoryEvents', 'a type', history, [['TaskFaild']], /Did you mean 'TaskFailed'\?/],
  ['toContainHistoryEvents', 'a member', history, [[{ type: 'TaskFailed', errror: 'E' }]], /Did you mean 'error'\?/],
  ['toContainHistoryEvents', 'a member of no type', history, [[{ errror: 'E' }]], /Did you mean 'error'\?/],
  [
    'toContainHistoryEvents',
    "another type's member",
    history,
    [[{ type: 'TaskFailed', redriveCount: 1 }]],
    /never has/,
  ],
  [
    'toContainHistoryEvents',
    'a member of the details',
    history,
    [[{ taskFailedEventDetails: { errror: 'E' } }]],
    /Did you mean 'error'\?/,
  ],
  ['toContainHistoryEvents', 'nothing', history, [[]], /an empty list/],
  ['toBeValidHistory', 'an option', history, [{ allowIncomplet: true }], /option 'allowIncomplet'/],
  ['toBeValidHistory', 'no events', () => [], [], /no event/],
  ['toHaveStatus', 'a status', () => sfn.execution(order), ['SUCCEDED'], /Did you mean 'SUCCEEDED'\?/],
  ['toHaveStatus', 'no events', () => [], ['RUNNING'], /no event/],
  ['toBeRedriveSafe', 'a state', () => report, [{ allow: ['ChargeCart'] }], /no such state/],
  ['toBeRedriveSafe', 'no report', () => ({}), [], /report of exploreRedrives/],
  ['toBeRedrivable', 'an option', () => sfn.execution(order), [{ because: 'x' }], /option 'because'/],
];

describe.each([false, true])('with .not: %p', (isNot) => {
  test.each(UNKNOWN)('%s: %s', (matcher, _what, received, args, message) => {
    const assertions = assertThat(received());
    const assertion = (isNot ? assertions.not : assertions) as unknown as Untyped;
    expect(misuseOf(() => assertion[matcher]!(...args)).message).toMatch(message);
  });
});

test('every matcher is among them', () => {
  expect(new Set(UNKNOWN.map(([matcher]) => matcher))).toEqual(new Set(Object.keys(matchers)));
});

test('a state that is in the definition only is known, where the history comes from the fake', () => {
  const other = failedOrder();
  const { stateMachineArn } = other.sfn.createStateMachine({
    name: 'two-steps',
    definition: {
      StartAt: 'First',
      States: {
        First: { Type: 'Choice', Choices: [{ Variable: '$.ship', IsPresent: true, Next: 'Ship' }], Default: 'GiveUp' },
        Ship: { Type: 'Pass', End: true },
        GiveUp: { Type: 'Fail', Error: 'E' },
      },
    },
  });
  const { executionArn } = other.sfn.startExecution({ stateMachineArn, input: '{}' });
  const events = other.sfn.history(executionArn);
  assertThat(events).not.toHaveFailedAt('Ship');
  assertThat(events).not.toResumeAt('Ship', { redrive: 'next' });
  expect(misuseOf(() => assertThat([...events]).not.toHaveFailedAt('Ship')).hint).toContain('sfn.history(execution)');
});

test('an execution that is gone with its machine is still known to the calls about it', async () => {
  const other = failedOrder();
  await other.redrive();
  other.sfn.deleteStateMachine({ stateMachineArn: machine });
  other.sfn.settle();
  assertThat(other.sfn).toHaveRedriven(other.order, { times: 1 });
});
